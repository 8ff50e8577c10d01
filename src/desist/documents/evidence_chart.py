"""Evidence chart: the running evidence against each claim over time, harm and benefit alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log10
from typing import Any

from markupsafe import Markup

from desist.documents import svg

LEAST, MOST = 0.01, 1000.0
DASHES: tuple[str | None, ...] = (None, "7 4", "2 3", "10 3 2 3", "1 2")
NAMED = ((5.0, "warning 5"), (20.0, "verdict 20"))
ABOUT = (
    "Evidence against each hypothesis at every look; above 20 there is a verdict. "
    "The figures are in the table below."
)


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """Where the looks and the evidence lie in a picture."""

    width: int
    height: int
    right: int
    first: int
    last: int
    left: int = 56
    top: int = 18
    bottom: int = 36

    def x(self, day: int) -> float:
        span = max(self.last - self.first, 1)
        return self.left + (day - self.first) / span * (self.width - self.left - self.right)

    def y(self, value: float) -> float:
        inside = min(max(value, LEAST), MOST)
        share = log10(inside / LEAST) / log10(MOST / LEAST)
        return self.top + (1 - share) * (self.height - self.top - self.bottom)

    def course(self, days: Sequence[int], values: Sequence[float], dash: str | None) -> Markup:
        points = " ".join(
            f"{self.x(day):.2f},{self.y(value):.2f}"
            for day, value in zip(days, values, strict=True)
        )
        return svg.element("polyline", points=points, fill="none", stroke=svg.INK,
                           stroke_width=1.8, stroke_dasharray=dash)  # fmt: skip


def evidence_chart(
    looks: Sequence[str], courses: Sequence[Mapping[str, Any]], *, title: str
) -> Markup:
    """E-values on a logarithmic scale; ``courses`` have ``label`` and ``course``, one value a look.

    ``looks`` are dates in ISO form, at least two. Values beyond the frame are drawn at its edge.
    """
    days = _days(looks)
    frame = _Frame(width=640, height=270, right=150, first=days[0], last=days[-1])
    parts = [_axes(looks, frame)]
    ends = _apart([frame.y(each["course"][-1]) for each in courses])
    for number, (each, end) in enumerate(zip(courses, ends, strict=True)):
        parts.append(frame.course(days, each["course"], DASHES[number % len(DASHES)]))
        place = frame.width - frame.right + 6
        parts.append(svg.text(place, end + 4, each["label"], font_size=11))
    return svg.picture(
        *parts, width=frame.width, height=frame.height, title=title, description=ABOUT
    )


def evidence_panel(looks: Sequence[str], course: Sequence[float], *, title: str) -> Markup:
    """One hypothesis in a small picture, its evidence of today beside the end of the line.

    All panels are of one size and one scale, so that harm and benefit are seen alike.
    """
    days = _days(looks)
    frame = _Frame(width=360, height=220, right=44, first=days[0], last=days[-1], left=44)
    end = frame.y(course[-1])
    now = svg.text(frame.width - frame.right + 6, end + 4, strength(course[-1]), font_size=12,
                   font_weight="bold")  # fmt: skip
    parts = (_axes(looks, frame), frame.course(days, course, None), now)
    return svg.picture(
        *parts, width=frame.width, height=frame.height, title=title, description=ABOUT
    )


def strength(value: float) -> str:
    """Evidence as it is written: two figures, and beyond the scale no more than that."""
    return f"{value:.2g}" if value < MOST else "1,000+"


def _days(looks: Sequence[str]) -> list[int]:
    return [date.fromisoformat(each).toordinal() for each in looks]


def _axes(looks: Sequence[str], frame: _Frame) -> Markup:
    across = {"x1": frame.left, "x2": frame.width - frame.right}
    parts = [
        svg.text(frame.left - 8, frame.y(value) + 4, f"{value:g}", text_anchor="end", font_size=11)
        for value in (0.01, 0.1, 1.0, 10.0, 100.0, 1000.0)
    ]
    parts += [
        svg.element("line", **across, y1=frame.y(value), y2=frame.y(value), stroke=svg.FAINT)
        for value in (LEAST, 1.0, MOST)
    ]
    for value, words in NAMED:
        y = frame.y(value)
        parts.append(svg.element("line", **across, y1=y, y2=y, stroke=svg.GREY,
                                 stroke_dasharray="3 3"))  # fmt: skip
        parts.append(svg.text(frame.left + 4, y - 3, words, font_size=10, fill=svg.GREY))
    for place in (0, len(looks) // 2, len(looks) - 1):
        x = frame.x(_days([looks[place]])[0])
        parts.append(svg.text(x, frame.height - frame.bottom + 18, looks[place][:7],
                              text_anchor="middle", font_size=11))  # fmt: skip
    return Markup("").join(parts)


def _apart(heights: Sequence[float], least: float = 13.0) -> list[float]:
    """The heights of labels, moved so that none stands on another."""
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    moved = list(heights)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + least)
    return moved
