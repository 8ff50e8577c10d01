"""Profile chart: each scale as a mark against its norm band, with the problem always to the right.

A row of a table holds one strip, so that picture and figures stay side by side on any page width.
Distance is in standard deviations from the norm's mean. Kinds of standing differ by the shape and
filling of the mark as well as by their place; nothing rests on colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from desist.documents import svg

WIDTH = 250
HEIGHT = 26
FARTHEST = 3.0
"""Standard deviations shown on either side; a mark beyond them becomes an arrow at the edge."""
UNIT = 38.0
MIDDLE = WIDTH / 2


@dataclass(frozen=True, kw_only=True)
class ProfileRow:
    """One scale as the profile shows it. ``elevation`` is z turned so that more is a problem."""

    scale: Mapping[str, Any]
    group: str
    """``problem``, ``compared``, ``not_compared`` or ``not_scored``, in that order."""
    elevation: float | None

    @property
    def strip(self) -> Markup:
        """The picture of it."""
        return profile_strip(self.scale, self.elevation)

    @property
    def group_order(self) -> int:
        """Where its group stands."""
        return GROUPS.index(self.group)


GROUPS = ("problem", "compared", "not_compared", "not_scored")
"""In the order in which the profile shows them."""


def profile_rows(scales: list[Mapping[str, Any]]) -> list[ProfileRow]:
    """Every scale as a row: problems first and, within a group, the furthest elevated first.

    ``scales`` are plain values with ``title``, ``raw``, ``z``, ``problem_end`` and ``standing``;
    one that was scored before also has ``earlier``: its ``z`` then, and how far in standard
    deviations a score must move to have moved at all (``reach``, None where that is not known).
    """
    rows = [profile_row(scale) for scale in scales]
    return sorted(rows, key=lambda row: (row.group_order, -(row.elevation or 0.0)))


def profile_row(scale: Mapping[str, Any]) -> ProfileRow:
    """One scale as a row; one without score or norm gets an empty strip."""
    z, raw = scale["z"], scale["raw"]
    elevation = None if z is None else (-z if scale["problem_end"] == "low" else z)
    if raw is None:
        group = "not_scored"
    elif elevation is None:
        group = "not_compared"
    else:
        group = "problem" if scale["standing"] == "problem" else "compared"
    return ProfileRow(scale=scale, group=group, elevation=elevation)


def profile_strip(scale: Mapping[str, Any], elevation: float | None) -> Markup:
    """One scale against its norm band (one standard deviation either way, shaded and edged)."""
    title = str(scale["title"])
    if elevation is None:
        why = "no score" if scale["raw"] is None else "no norm to compare with"
        line = _line(8, WIDTH - 8, stroke_dasharray="2 5", stroke=svg.FAINT)
        words = svg.text(
            MIDDLE, 17, why, font_size=11, text_anchor="middle", fill=svg.GREY, class_="said"
        )
        clear = svg.element("rect", x=MIDDLE - 74, y=4, width=148, height=18, fill=svg.PAPER)
        return _strip(f"{title}: {why}", line, clear, words)
    middle = HEIGHT / 2
    mark = _mark(_across(elevation), middle, elevation, str(scale["standing"]))
    told = _told(elevation, str(scale["problem_end"]))
    earlier = scale.get("earlier")
    if earlier is None or earlier["z"] is None:
        return _strip(f"{title}: {told}", _band(), mark)
    before = -earlier["z"] if scale["problem_end"] == "low" else earlier["z"]
    then = _earlier(before, earlier["reach"])
    said = f"{title}: {told}; last time {_told(before, str(scale['problem_end']))}"
    return _strip(said, _band(), then, mark)


def profile_axis() -> Markup:
    """The head of the column of strips: which way is better, where the norm lies, and the scale."""
    words = [
        svg.text(4, 11, "less of a problem", font_size=10.5, fill=svg.INK),
        svg.text(WIDTH - 4, 11, "more", font_size=10.5, text_anchor="end"),
        svg.text(MIDDLE, 11, "norm", font_size=10.5, text_anchor="middle"),
    ]
    ticks = [
        svg.text(
            _across(at),
            25,
            "0" if at == 0 else f"{at:+d}".replace("-", "−"),
            font_size=10,
            text_anchor="middle",
            fill=svg.GREY,
        )
        for at in range(-int(FARTHEST), int(FARTHEST) + 1)
    ]
    axis = svg.element("g", *ticks, class_="axis")
    return svg.picture(
        *words,
        axis,
        width=WIDTH,
        height=30,
        title="Standard deviations from the mean of the norm, problem to the right",
    )


def _strip(title: str, *children: Markup) -> Markup:
    return svg.picture(*children, width=WIDTH, height=HEIGHT, title=title)


def _across(elevation: float) -> float:
    return MIDDLE + max(-FARTHEST, min(FARTHEST, elevation)) * UNIT


def _line(start: float, end: float, **attributes: svg.Attribute) -> Markup:
    given = {"stroke": svg.GREY, "stroke_width": 1, **attributes}
    return svg.element("line", x1=start, x2=end, y1=HEIGHT / 2, y2=HEIGHT / 2, **given)


@cache
def _band() -> Markup:
    left, right = _across(-1.0), _across(1.0)
    edges = [
        svg.element("line", x1=x, x2=x, y1=0, y2=HEIGHT, stroke=svg.INK, stroke_width=1)
        for x in (left, right)
    ]
    shade = svg.element("rect", x=left, y=0, width=right - left, height=HEIGHT, fill=svg.SHADE)
    mean = svg.element(
        "line", x1=MIDDLE, x2=MIDDLE, y1=0, y2=HEIGHT, stroke=svg.GREY, stroke_dasharray="2 3"
    )
    return Markup("").join((shade, _line(4, WIDTH - 4), mean, *edges))


def _earlier(elevation: float, reach: float | None) -> Markup:
    """Where the score stood before, and the stretch within which a change is no more than error."""
    x, foot = _across(elevation), HEIGHT - 3
    tick = svg.element("line", x1=x, x2=x, y1=3, y2=foot, stroke=svg.INK, stroke_width=2)
    if reach is None:
        return tick
    left, right = _across(elevation - reach), _across(elevation + reach)
    given: dict[str, svg.Attribute] = {"stroke": svg.INK, "stroke_width": 1.5}
    stretch = svg.element("line", x1=left, x2=right, y1=foot, y2=foot, **given)
    ends = [svg.element("line", x1=e, x2=e, y1=foot - 4, y2=foot, **given) for e in (left, right)]
    return Markup("").join((stretch, *ends, tick))


def _mark(x: float, y: float, elevation: float, standing: str) -> Markup:
    """A full disc is a problem, a ring is not, a diamond stands without a word said about it."""
    full = standing == "problem"
    fill = svg.INK if full else svg.PAPER
    given: dict[str, svg.Attribute] = {"fill": fill, "stroke": svg.INK, "stroke_width": 2}
    if abs(elevation) > FARTHEST:
        tip = 9 if elevation > 0 else -9
        points = (
            f"M{x - tip:.2f} {y - 8:.2f} L{x + tip / 3:.2f} {y:.2f} L{x - tip:.2f} {y + 8:.2f} Z"
        )
        return svg.element("path", d=points, **given)
    if standing in ("problem", "normal", "beyond"):
        return svg.element("circle", cx=x, cy=y, r=6.5, **given)
    points = f"M{x - 7.5:.2f} {y:.2f} l7.5 -7.5 l7.5 7.5 l-7.5 7.5 Z"
    return svg.element("path", d=points, **given)


def _told(elevation: float, problem_end: str) -> str:
    size = f"{abs(elevation):.2f} standard deviations"
    if problem_end == "none":
        return f"{size} {'above' if elevation >= 0 else 'below'} the mean; neither end is a problem"
    side = "towards" if elevation >= 0 else "away from"
    return f"{size} from the mean, {side} the problem"
