"""The GOV.UK components as functions: ``components.button({"text": "Save"})``.

The macros ask for parameters that nobody gave, so they live in an environment of their own where
that is allowed; our pages stay strict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup


@cache
def _macros() -> Environment:
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


@cache
def _macro(name: str) -> Callable[..., str]:
    path = f"govuk_frontend_jinja/components/{name.replace('_', '-')}/macro.html"
    called = "govuk" + "".join(word.capitalize() for word in name.split("_"))
    macro: Callable[..., str] = getattr(_macros().get_template(path).module, called)
    return macro


ALIKE = frozenset({"skip_link", "service_navigation", "phase_banner", "tag"})
"""What is the same on most pages or in most rows: rendered once for what it is given."""
MOST = 500
_rendered: dict[tuple[str, str], Markup] = {}


def component(name: str, parameters: Mapping[str, Any]) -> Markup:
    """One component, rendered."""
    if name not in ALIKE:
        return _render(name, parameters)
    key = (name, repr(parameters))
    if key not in _rendered:
        if len(_rendered) >= MOST:
            _rendered.clear()
        _rendered[key] = _render(name, parameters)
    return _rendered[key]


def _render(name: str, parameters: Mapping[str, Any]) -> Markup:
    return Markup(_macro(name)(parameters))  # noqa: S704 - the macro escapes what it is given


@lru_cache(maxsize=MOST)
def options_of(choices: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    """What stands in a select, rendered once for what is offered and chosen.

    A list offers the same teams and stages to everybody at every view.
    """
    option = Markup('<option value="{}"{}>{}</option>')
    selected = Markup(" selected")
    return Markup("").join(
        option.format(code, selected if code == chosen else "", words) for code, words in choices
    )


class Components:
    """Every component by its name with underscores: ``components.summary_list(...)``."""

    def __getattr__(self, name: str) -> Callable[[Mapping[str, Any]], Markup]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda parameters: component(name, parameters)
