"""Forest plot: each study's ratio with its interval, and what they say together below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Any

from markupsafe import Markup

from desist.documents import svg

WIDTH = 700
LEFT, RIGHT = 230, 150
TOP, ROW, BOTTOM = 40, 22, 52
TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
LARGEST_SQUARE = 14


def forest_plot(
    studies: Sequence[Mapping[str, Any]], pooled: Sequence[Mapping[str, Any]], *, measure: str
) -> Markup:
    """Studies as squares, larger for more weight, and below them the pooled as diamonds.

    ``studies`` have ``study, estimate, low, high, weight``; ``pooled`` the same but for the weight.
    Ratios stand on a log scale; intervals that leave it end in an arrow. A limit of None is taken
    to lie beyond.
    """
    reach = _reach([*studies, *pooled])
    floor = TOP + ROW * (len(studies) + len(pooled)) + 8

    def across(ratio: float) -> float:
        return LEFT + (log(ratio) + reach) / (2 * reach) * (WIDTH - LEFT - RIGHT)

    heaviest = max((each["weight"] for each in studies), default=1.0)
    lines = []
    for row, each in enumerate([*studies, *pooled]):
        height = TOP + ROW * row + ROW / 2
        lines.append(svg.text(8, height + 4, each["study"][:34]))
        lines.append(svg.text(WIDTH - 8, height + 4, _words(each), text_anchor="end"))
        if "weight" in each:
            lines.append(_whisker(each, across, reach, height))
            side = LARGEST_SQUARE * (each["weight"] / heaviest) ** 0.5
            lines.append(_square(across(_within(each["estimate"], reach)), height, side))
        else:
            lines.append(_diamond(each, across, reach, height))
    return svg.picture(
        *_axis(across, reach, floor),
        *lines,
        svg.text((LEFT + WIDTH - RIGHT) / 2, floor + 38, measure, text_anchor="middle"),
        width=WIDTH,
        height=floor + BOTTOM,
        title=f"Forest plot of {len(studies)} studies",
        description="Squares: studies, larger for more weight, with their intervals. Diamonds: "
        "pooled. Left of 1: fewer events among the treated.",
    )


def _reach(rows: Sequence[Mapping[str, Any]]) -> float:
    """Half the width of the scale, in logs: to the farthest estimate and most limits."""
    ends = [abs(log(each["estimate"])) for each in rows if each["estimate"]]
    limits = [
        abs(log(each[name])) for each in rows for name in ("low", "high") if each[name]
    ]  # fmt: skip
    # One wild interval must not squeeze all the others.
    most = sorted(limits)[int(0.9 * (len(limits) - 1))] if limits else 0.0
    return max([log(2), most, *ends]) * 1.08


def _within(ratio: float | None, reach: float, *, missing: float = 0.0) -> float:
    """The ratio, or the end of the scale that it lies beyond."""
    at = missing if not ratio else log(ratio)
    return exp(min(max(at, -reach), reach))


def _words(each: Mapping[str, Any]) -> str:
    shown = [
        "..." if each[name] is None else f"{each[name]:.2f}" for name in ("estimate", "low", "high")
    ]
    return f"{shown[0]} ({shown[1]} to {shown[2]})"


def _whisker(each: Mapping[str, Any], across: Any, reach: float, height: float) -> Markup:
    low, high = (
        across(_within(each[name], reach, missing=end))
        for name, end in (("low", -reach), ("high", reach))
    )
    parts = [svg.element("line", x1=low, x2=high, y1=height, y2=height, stroke=svg.INK)]
    for name, at, side in (("low", low, 1), ("high", high, -1)):
        if each[name] is None or abs(log(each[name] or 1e-9)) > reach:
            points = f"{at:.2f},{height:.2f} {at + 6 * side:.2f},{height - 4:.2f} "
            points += f"{at + 6 * side:.2f},{height + 4:.2f} {at:.2f},{height:.2f}"
            parts.append(svg.element("polyline", points=points, fill=svg.INK))
    return Markup("").join(parts)


def _square(x: float, y: float, side: float) -> Markup:
    return svg.element(
        "rect", x=x - side / 2, y=y - side / 2, width=side, height=side, fill=svg.GREY
    )


def _diamond(each: Mapping[str, Any], across: Any, reach: float, height: float) -> Markup:
    low, middle, high = (
        across(_within(each[name], reach, missing=end))
        for name, end in (("low", -reach), ("estimate", 0.0), ("high", reach))
    )
    corners = [(low, height), (middle, height - 7), (high, height), (middle, height + 7)]
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in (*corners, corners[0]))
    return svg.element("polyline", points=points, fill=svg.INK, stroke=svg.INK)


def _axis(across: Any, reach: float, floor: float) -> list[Markup]:
    shown = [tick for tick in TICKS if abs(log(tick)) <= reach]
    parts = [
        svg.element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=floor, y2=floor, stroke=svg.INK),
        svg.element(
            "line", x1=across(1), x2=across(1), y1=TOP - 10, y2=floor, stroke=svg.FAINT
        ),
        svg.text(LEFT, TOP - 18, "fewer among the treated", font_size=11, fill=svg.GREY),
        svg.text(
            WIDTH - RIGHT, TOP - 18, "more", font_size=11, fill=svg.GREY, text_anchor="end"
        ),
    ]  # fmt: skip
    for tick in shown:
        at = across(tick)
        parts.append(svg.element("line", x1=at, x2=at, y1=floor, y2=floor + 5, stroke=svg.INK))
        parts.append(svg.text(at, floor + 18, f"{tick:g}", text_anchor="middle", font_size=11))
    return parts
