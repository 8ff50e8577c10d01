"""Status bars: how many stand at each status as bars, with the mean days at it beside them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from desist.documents import svg

WIDTH, ROW, TOP = 720, 26, 26
NAMES, BARS, GAP = 230, 300, 16


def status_bars(
    rows: Sequence[tuple[str, int, float | None]], *, title: str, counted: str, days: str
) -> Markup:
    """One row a status: name, bar and number of those there now, mean days of those who passed.

    A row without a mean says nothing there. Without rows there is nothing to see, and no picture.
    """
    if not rows:
        return Markup("")
    most = max(number for _name, number, _mean in rows) or 1
    head = (
        svg.text(NAMES + GAP, 14, counted, fill=svg.GREY),
        svg.text(WIDTH - 4, 14, days, fill=svg.GREY, text_anchor="end"),
    )
    drawn = [_row(place, row, most) for place, row in enumerate(rows)]
    height = TOP + ROW * len(rows)
    return svg.picture(*head, *drawn, width=WIDTH, height=height, title=title)


def _row(place: int, row: tuple[str, int, float | None], most: int) -> Markup:
    name, number, mean = row
    base = TOP + ROW * place
    length = BARS * number / most
    parts = [
        svg.text(NAMES, base + 16, name, text_anchor="end"),
        svg.element("rect", x=NAMES + GAP, y=base + 4, width=length, height=16, fill=svg.GREY),
        svg.text(NAMES + GAP + length + 6, base + 16, str(number), font_weight="bold"),
    ]
    if mean is not None:
        parts.append(svg.text(WIDTH - 4, base + 16, f"{mean:.0f}", text_anchor="end"))
    return Markup("").join(parts)
