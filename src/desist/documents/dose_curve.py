"""Dose curve: what share of the asked coverage a plan of so many sessions can reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from desist.documents import svg

WIDTH = 400
HEIGHT = 210
LEFT, RIGHT, TOP, BOTTOM = 46, 16, 26, 42


def dose_curve(points: Sequence[Mapping[str, Any]], *, planned: int) -> Markup:
    """Coverage by number of sessions: strong needs as a full line, all needs as a dashed one.

    ``points`` have ``sessions``, ``strong`` and ``all`` (fractions), fewest sessions first;
    ``planned`` is marked by an upright line. At least one point is needed.
    """
    first, last = points[0]["sessions"], points[-1]["sessions"]
    across = (WIDTH - LEFT - RIGHT) / max(last - first, 1)

    def place(sessions: int, fraction: float) -> tuple[float, float]:
        return LEFT + (sessions - first) * across, _height(fraction)

    strong = [place(each["sessions"], each["strong"]) for each in points]
    every = [place(each["sessions"], each["all"]) for each in points]
    here = LEFT + (planned - first) * across
    return svg.picture(
        _axes(first, last, across),
        svg.element(
            "line",
            x1=here,
            x2=here,
            y1=TOP - 8,
            y2=HEIGHT - BOTTOM,
            stroke=svg.INK,
            stroke_width=1.5,
        ),
        svg.text(
            *(here, TOP - 13), "this plan", text_anchor=_anchor(planned, first, last), font_size=12
        ),
        _curve(every, dashed=True),
        _curve(strong, dashed=False),
        *(_square(x, y) for x, y in every),
        *(svg.element("circle", cx=x, cy=y, r=4, fill=svg.INK) for x, y in strong),
        width=WIDTH,
        height=HEIGHT,
        title="Coverage of needs by number of sessions",
        description="Full line and discs: strong needs. Dashed line and squares: all needs. "
        "The figures are in the table beside it.",
    )


def _height(fraction: float) -> float:
    return TOP + (1 - fraction) * (HEIGHT - TOP - BOTTOM)


def _anchor(planned: int, first: int, last: int) -> str:
    if planned - first < (last - first) / 5:
        return "start"
    return "end" if last - planned < (last - first) / 5 else "middle"


def _axes(first: int, last: int, across: float) -> Markup:
    floor = HEIGHT - BOTTOM
    grid = [
        svg.element(
            "line", x1=LEFT, x2=WIDTH - RIGHT, y1=_height(at), y2=_height(at), stroke=svg.FAINT
        )
        for at in (0.0, 0.5, 1.0)
    ]
    shares = [
        svg.text(LEFT - 10, _height(at) + 4, f"{at:.0%}", text_anchor="end", font_size=11)
        for at in (0.0, 0.5, 1.0)
    ]
    every = 1 if last - first <= 12 else 5
    counts = [
        svg.text(
            LEFT + (each - first) * across,
            floor + 18,
            str(each),
            text_anchor="middle",
            font_size=11,
        )
        for each in range(first, last + 1, every)
    ]
    name = svg.text(
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "sessions", text_anchor="middle", font_size=11
    )
    return Markup("").join((*grid, svg.element("g", *shares, *counts, class_="axis"), name))


def _curve(points: Sequence[tuple[float, float]], *, dashed: bool) -> Markup:
    return svg.element(
        "polyline",
        points=" ".join(f"{x:.2f},{y:.2f}" for x, y in points),
        fill="none",
        stroke=svg.GREY if dashed else svg.INK,
        stroke_width=2,
        stroke_dasharray="5 4" if dashed else None,
    )


def _square(x: float, y: float) -> Markup:
    return svg.element(
        "rect", x=x - 4, y=y - 4, width=8, height=8, fill=svg.PAPER, stroke=svg.GREY, stroke_width=2
    )
