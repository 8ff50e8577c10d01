"""Spoken: templates compiled once for each language, with its words already in them.

A page says some hundred phrases, and looking each of them up was a tenth of making it. So
``_("…")`` with a literal phrase becomes the phrase itself when a template is compiled.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any, TypeGuard

from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.utils import translation
from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

from desist.casework.pages.output import PuttingOut

_NAMED = re.compile(r"(?<!%)%\((\w+)\)s")


class SpokenEnvironment(Environment):
    """Compiles templates in the language that is spoken when they are first asked for."""

    code_generator_class = PuttingOut

    def make_globals(self, d: MutableMapping[str, Any] | None) -> dict[str, Any]:
        """What every template knows, as it stands when the template is first asked for.

        Nothing is added later, and a page that imports macros looks through it for each of them.
        """
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        spoken: nodes.Template = _Speak().visit(parsed)
        return spoken


class Pages(Jinja2):
    """Django's engine for Jinja2, once for each language."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        codes = [code for code, _name in settings.LANGUAGES]
        self._spoken = {code: Jinja2(_speaking(params, code)) for code in codes}

    def get_template(self, template_name: str) -> Any:
        """A template in the language that is spoken now."""
        spoken = self._spoken.get(translation.get_language() or "", super())
        return spoken.get_template(template_name)


def _speaking(params: dict[str, Any], code: str) -> dict[str, Any]:
    return params | {"OPTIONS": params["OPTIONS"] | {"spoken": code}}


class _Speak(NodeTransformer):
    """Puts ``_("…")`` and ``_("… %(name)s", name=…)`` into words."""

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - likewise
        """A phrase that is put out at once stands there in pieces: no format is filled in."""
        node.nodes = [each for one in node.nodes for each in _pieces(one)]
        self.generic_visit(node)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - as the visitor calls it
        self.generic_visit(node)
        if not _is_phrase(node):
            return node
        phrase = nodes.MarkSafe(nodes.Const(translation.gettext(node.args[0].value)))
        named = [nodes.Pair(nodes.Const(each.key), each.value) for each in node.kwargs]
        # With no names too: a phrase is a format always, in which %% is a percent sign.
        return nodes.Mod(phrase, nodes.Dict(named)).set_lineno(node.lineno)


def _pieces(node: nodes.Expr) -> list[nodes.Expr]:
    """A phrase as words and what is named between them; anything else as it is."""
    if not _is_phrase(node):
        return [node]
    said = _NAMED.split(translation.gettext(node.args[0].value))
    words, names = said[::2], said[1::2]
    given = {each.key: each.value for each in node.kwargs}
    if any("%" in each.replace("%%", "") for each in words) or not given.keys() >= {*names}:
        return [node]
    return [
        given[piece] if number % 2 else nodes.TemplateData(piece.replace("%%", "%"))
        for number, piece in enumerate(said)
    ]


def _is_phrase(node: nodes.Node) -> TypeGuard[nodes.Call]:
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name in ("_", "gettext")
        and len(node.args) == 1
        and isinstance(node.args[0], nodes.Const)
        and node.dyn_args is None
        and node.dyn_kwargs is None
    )
