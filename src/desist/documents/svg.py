"""SVG: pictures built from plain values, whose text is always escaped and never styled inline.

Presentation attributes only: an inline ``style`` would be blocked by the pages' content policy,
and print engines do not carry a page's stylesheet into a picture. Nothing can be linked to.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from markupsafe import Markup, escape

FONT = "Arial, Liberation Sans, DejaVu Sans, sans-serif"
INK = "#0b0c0c"
GREY = "#505a5f"
FAINT = "#b1b4b6"
SHADE = "#dee0e2"
PAPER = "#ffffff"

ELEMENTS = frozenset({"circle", "desc", "g", "line", "path", "polyline", "rect", "text", "title"})
REFUSED = ("style", "href", "xlink", "on", "src")
"""Beginnings of attribute names that could style, link or run something."""

Attribute = str | int | float | None


def element(name: str, *children: str | Markup, **attributes: Attribute) -> Markup:
    """One element. Children that are not ``Markup`` are escaped, as are all attributes.

    Underscores in attribute names become hyphens, a closing one is dropped (``class_``), and an
    attribute that is None is left out. Numbers are written with at most two decimals.

    Raises:
        ValueError: the element or attribute is none that a picture here may have.
    """
    if name not in ELEMENTS:
        raise ValueError(f"a picture has no element {name!r}; choose from {sorted(ELEMENTS)}")
    within = Markup("").join(children)
    return Markup(f"<{name}{_attributes(attributes)}>{within}</{name}>")  # noqa: S704 - escaped


def text(x: float, y: float, words: str, **attributes: Attribute) -> Markup:
    """Words whose base line begins (or ends, by ``text_anchor``) at a point."""
    given: dict[str, Attribute] = {"x": x, "y": y, "font_size": 12, "fill": INK, **attributes}
    return element("text", words, **given)


def picture(
    *children: Markup, width: float, height: float, title: str, description: str = ""
) -> Markup:
    """A whole picture, which scales to the width of its column.

    ``title`` is its name for those who do not see it (and the alternative text of a PDF);
    ``description`` says what it shows where the title does not.
    """
    head: Iterable[Markup] = (
        element("title", title),
        *((element("desc", description),) if description else ()),
    )
    return Markup("<svg{}>{}</svg>").format(
        _attributes(
            {
                "role": "img",
                "viewBox": f"0 0 {_number(width)} {_number(height)}",
                "width": width,
                "height": height,
                "font_family": FONT,
            }
        ),
        Markup("").join((*head, *children)),
    )


def _attributes(given: dict[str, Attribute]) -> Markup:
    written = []
    for key, value in given.items():
        name = _attribute_name(key)
        if value is not None:
            shown = escape(value) if isinstance(value, str) else _number(value)
            written.append(f' {name}="{shown}"')
    return Markup("".join(written))  # noqa: S704 - names are checked and values escaped


@cache
def _attribute_name(key: str) -> str:
    name = key.rstrip("_").replace("_", "-")
    if name.lower().startswith(REFUSED) or not name.replace("-", "").isalnum():
        raise ValueError(f"a picture may not carry the attribute {name!r}")
    return name


def _number(value: float) -> str:
    """A coordinate, short and the same on every machine; never in scientific notation."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
