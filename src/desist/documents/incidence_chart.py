"""Incidence chart: the share with an outcome over time in two arms, numbers under the axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from desist.documents import svg

WIDTH = 640
PLOT = 240
LEFT, RIGHT, TOP = 96, 24, 34
ROW = 16
YEAR = 365.25
COUNTS = (("at_risk", "at risk"), ("censored", "censored"), ("events", "events"),
          ("deaths", "deaths"))  # fmt: skip


def incidence_chart(arms: Sequence[Mapping[str, Any]], *, title: str) -> Markup:
    """Curves with bands: the first arm as a full line, the second as a dashed one.

    Each arm has ``arm``, ``points`` (``day, estimate, low, high``) and ``under_axis`` (``day`` and
    cumulative counts). At least one arm with one point is needed.
    """
    last = max(point["day"] for arm in arms for point in arm["points"])
    tops = [point["high"] or point["estimate"] or 0 for arm in arms for point in arm["points"]]
    top = _round_up(max([*tops, 0.01]))
    across = (WIDTH - LEFT - RIGHT) / last

    def x(day: float) -> float:
        return float(LEFT + day * across)

    def y(share: float) -> float:
        return TOP + (1 - share / top) * (PLOT - TOP)

    parts = [_axes(last, top, x, y)]
    for number, arm in enumerate(arms):
        points = [each for each in arm["points"] if each["estimate"] is not None]
        parts += [_band(points, x, y, number), _line(points, x, y, number)]
        parts.append(_key(arm["arm"], number))
    height = PLOT + 44
    for number, arm in enumerate(arms):
        parts.append(_counts(arm, height, x, number))
        height += ROW * (len(COUNTS) + 1) + 8
    return svg.picture(
        *parts, width=WIDTH, height=height, title=title,
        description="Full line: the first arm. Dashed line: the second. Shaded: the interval at "
        "each time. Under the axis: cumulative numbers of each arm, to the nearest five.",
    )  # fmt: skip


def _round_up(share: float) -> float:
    steps = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0)
    return next((step for step in steps if share <= step), 1.0)


def _axes(last: int, top: float, x: Any, y: Any) -> Markup:
    parts = []
    for at in (0.0, top / 2, top):
        parts.append(
            svg.element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y(at), y2=y(at), stroke=svg.FAINT)
        )
        parts.append(svg.text(LEFT - 8, y(at) + 4, f"{at * 100:g}%", text_anchor="end"))
    years = int(last // YEAR)
    for year in range(years + 1):
        parts.append(svg.text(x(year * YEAR), PLOT + 16, str(year), text_anchor="middle"))
        parts.append(
            svg.element("line", x1=x(year * YEAR), x2=x(year * YEAR), y1=PLOT, y2=PLOT + 4,
                        stroke=svg.INK)
        )  # fmt: skip
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(svg.text(middle, PLOT + 32, "years from day 0", text_anchor="middle"))
    return Markup("").join(parts)


def _stairs(points: Sequence[Mapping[str, Any]], key: str, x: Any, y: Any) -> list[str]:
    """Corners of a curve that steps at each point."""
    corners, height = [f"{x(0):.2f},{y(0):.2f}"], 0.0
    for point in points:
        value = point[key] if point[key] is not None else point["estimate"]
        corners.append(f"{x(point['day']):.2f},{y(height):.2f}")
        corners.append(f"{x(point['day']):.2f},{y(value):.2f}")
        height = value
    return corners


def _band(points: Sequence[Mapping[str, Any]], x: Any, y: Any, number: int) -> Markup:
    edge = _stairs(points, "low", x, y) + _stairs(points, "high", x, y)[::-1]
    return svg.element(
        "path", d="M" + " L".join(edge) + " Z", fill=svg.GREY if number else svg.INK,
        fill_opacity=0.1, stroke="none",
    )  # fmt: skip


def _line(points: Sequence[Mapping[str, Any]], x: Any, y: Any, number: int) -> Markup:
    return svg.element(
        "polyline", points=" ".join(_stairs(points, "estimate", x, y)), fill="none",
        stroke=svg.GREY if number else svg.INK, stroke_width=2,
        stroke_dasharray="6 4" if number else None,
    )  # fmt: skip


def _key(name: str, number: int) -> Markup:
    at = LEFT + number * 140
    return svg.element(
        "g",
        svg.element(
            "line", x1=at, x2=at + 34, y1=14, y2=14, stroke=svg.GREY if number else svg.INK,
            stroke_width=2, stroke_dasharray="6 4" if number else None,
        ),
        svg.text(at + 42, 18, name),
    )  # fmt: skip


def _counts(arm: Mapping[str, Any], height: float, x: Any, number: int) -> Markup:
    parts = [svg.text(4, height + 12, arm["arm"], font_weight="bold")]
    for row, (key, words) in enumerate(COUNTS, start=1):
        level = height + 12 + row * ROW
        parts.append(svg.text(4, level, words, fill=svg.GREY if number else svg.INK))
        parts += [
            svg.text(x(each["day"]), level, f"{each[key]:,}", text_anchor="middle", font_size=11)
            for each in arm["under_axis"]
        ]
    return Markup("").join(parts)
