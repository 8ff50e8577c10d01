"""Evidence chart: the running evidence against each claim over time, harm and benefit alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import log10
from typing import Any

from markupsafe import Markup

from desist.documents import svg

WIDTH, HEIGHT = 640, 270
LEFT, RIGHT, TOP, BOTTOM = 56, 150, 18, 36
LEAST, MOST = 0.01, 1000.0
DASHES: tuple[str | None, ...] = (None, "7 4", "2 3", "10 3 2 3", "1 2")
NAMED = ((5.0, "warning 5"), (20.0, "verdict 20"))


def evidence_chart(
    looks: Sequence[str], courses: Sequence[Mapping[str, Any]], *, title: str
) -> Markup:
    """E-values on a logarithmic scale; ``courses`` have ``label`` and ``course``, one value a look.

    ``looks`` are dates in ISO form, at least two. Values beyond the frame are drawn at its edge.
    """
    days = [date.fromisoformat(each).toordinal() for each in looks]
    span = max(days[-1] - days[0], 1)

    def x(day: int) -> float:
        return LEFT + (day - days[0]) / span * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        inside = min(max(value, LEAST), MOST)
        share = log10(inside / LEAST) / log10(MOST / LEAST)
        return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)

    parts = [_axes(looks, x, y)]
    ends = _apart([y(each["course"][-1]) for each in courses])
    for number, (each, end) in enumerate(zip(courses, ends, strict=True)):
        points = " ".join(
            f"{x(day):.2f},{y(value):.2f}" for day, value in zip(days, each["course"], strict=True)
        )
        parts.append(
            svg.element("polyline", points=points, fill="none", stroke=svg.INK, stroke_width=1.8,
                        stroke_dasharray=DASHES[number % len(DASHES)])
        )  # fmt: skip
        parts.append(svg.text(WIDTH - RIGHT + 6, end + 4, each["label"], font_size=11))
    return svg.picture(
        *parts, width=WIDTH, height=HEIGHT, title=title,
        description="Evidence against each hypothesis at every look; above 20 there is a verdict. "
        "The figures are in the table below.",
    )  # fmt: skip


def _axes(looks: Sequence[str], x: Any, y: Any) -> Markup:
    parts = [
        svg.text(LEFT - 8, y(value) + 4, f"{value:g}", text_anchor="end", font_size=11)
        for value in (0.01, 0.1, 1.0, 10.0, 100.0, 1000.0)
    ]
    parts += [
        svg.element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y(value), y2=y(value), stroke=svg.FAINT)
        for value in (LEAST, 1.0, MOST)
    ]
    for value, words in NAMED:
        parts.append(
            svg.element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y(value), y2=y(value),
                        stroke=svg.GREY, stroke_dasharray="3 3")
        )  # fmt: skip
        parts.append(svg.text(LEFT + 4, y(value) - 3, words, font_size=10, fill=svg.GREY))
    for place in (0, len(looks) // 2, len(looks) - 1):
        day = date.fromisoformat(looks[place]).toordinal()
        parts.append(
            svg.text(x(day), HEIGHT - BOTTOM + 18, looks[place][:7], text_anchor="middle",
                     font_size=11)
        )  # fmt: skip
    return Markup("").join(parts)


def _apart(heights: Sequence[float], least: float = 13.0) -> list[float]:
    """The heights of labels, moved so that none stands on another."""
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    moved = list(heights)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + least)
    return moved
