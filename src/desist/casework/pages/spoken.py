"""Spoken: templates compiled once for each language, with its words already in them.

A page says some hundred phrases, and looking each of them up was a tenth of making it. So
``_("…")`` with a literal phrase becomes the phrase itself when a template is compiled.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.utils import translation
from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer


class SpokenEnvironment(Environment):
    """Compiles templates in the language that is spoken when they are first asked for."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        spoken: nodes.Template = _Speak().visit(parsed)
        return spoken


class Pages(Jinja2):
    """Django's engine for Jinja2, once for each language."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        codes = [code for code, _name in settings.LANGUAGES]
        self._spoken = {code: Jinja2(params) for code in codes}

    def get_template(self, template_name: str) -> Any:
        """A template in the language that is spoken now."""
        spoken = self._spoken.get(translation.get_language() or "", super())
        return spoken.get_template(template_name)


class _Speak(NodeTransformer):
    """Puts ``_("…")`` and ``_("… %(name)s", name=…)`` into words."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - as the visitor calls it
        self.generic_visit(node)
        if not _is_phrase(node):
            return node
        phrase = nodes.MarkSafe(nodes.Const(translation.gettext(node.args[0].value)))
        named = [nodes.Pair(nodes.Const(each.key), each.value) for each in node.kwargs]
        # With no names too: a phrase is a format always, in which %% is a percent sign.
        return nodes.Mod(phrase, nodes.Dict(named)).set_lineno(node.lineno)


def _is_phrase(node: nodes.Call) -> bool:
    return (
        isinstance(node.node, nodes.Name)
        and node.node.name in ("_", "gettext")
        and len(node.args) == 1
        and isinstance(node.args[0], nodes.Const)
        and node.dyn_args is None
        and node.dyn_kwargs is None
    )
