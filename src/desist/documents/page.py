"""Page: HTML documents from templates, where nothing is undefined and everything is escaped."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DASH = "–"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The one template environment. A name that is not there is an error, never an empty space."""
    made = Environment(
        loader=PackageLoader("desist.documents", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "day": day,
        "figure": figure,
        "by_order": by_order,
        "hours": hours,
        "percent": percent,
        "sentence": sentence,
    }
    return made


def render(template: str, **context: Any) -> str:
    """One template as text.

    Raises:
        jinja2.UndefinedError: the template asks for something that the context lacks.
    """
    return environment().get_template(template).render(**context)


@lru_cache(maxsize=4)
def stylesheet(name: str) -> Markup:
    """A stylesheet of ours, to stand inside a document: pages load nothing from elsewhere."""
    written = files("desist.documents").joinpath("templates", name).read_text(encoding="utf-8")
    return Markup(written)  # noqa: S704 - our own file, never anything entered


@lru_cache(maxsize=4)
def stylesheet_digest(name: str) -> str:
    """The digest by which a content policy allows this stylesheet and no other."""
    digest = hashlib.sha256(stylesheet(name).encode()).digest()
    return f"sha256-{b64encode(digest).decode()}"


def day(written: str | None) -> str:
    """A date in ISO form as people write it; ``not known`` where there is none."""
    if written is None:
        return "not known"
    read = date.fromisoformat(written)
    return f"{read.day} {MONTHS[read.month - 1]} {read.year}"


def figure(value: float | None, places: int = 2) -> str:
    """A number with at most so many decimals, thousands parted, a true minus; a dash for none."""
    if value is None:
        return DASH
    written = f"{value:,.{places}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written.replace("-", "−")


def percent(fraction: float | None) -> str:
    """A fraction as a percentage with at most one decimal; a dash for none."""
    return DASH if fraction is None else f"{figure(fraction * 100, 1)}%"


def hours(minutes: int) -> str:
    """Minutes as hours with at most one decimal."""
    shown = figure(minutes / 60, 1)
    return f"{shown} hour" if shown == "1" else f"{shown} hours"


def by_order(rows: Iterable[Mapping[str, Any]], key: str) -> list[dict[str, Any]]:
    """Neighbouring rows that share a value, in the order given: ``key`` and ``list``."""
    grouped = groupby(rows, key=lambda row: row[key])
    return [{"key": value, "list": list(group)} for value, group in grouped]


def sentence(words: str) -> str:
    """The same words with a capital at the beginning, the rest as written."""
    return words[:1].upper() + words[1:]
