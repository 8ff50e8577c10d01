"""Plan chart: a matrix of needs and modules with exercises as chips, and a ribbon of sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from desist.documents import svg

LABEL = 216
"""Width of the column of module titles, in picture units."""
CELL = 13
ROW = 22
HEAD = 20


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One exercise in a cell: ``core``, ``in`` (chosen by need) or ``left_out``."""

    title: str
    state: str
    contributes: bool = False
    """In a group: this person attends and contributes without being the focus."""


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    """One need (None: for everyone, or left out) with the chips of each module, in order."""

    need: str | None
    kind: str
    """``need``, ``everyone`` or ``left_out``."""
    strength: str | None
    cells: tuple[tuple[Chip, ...], ...]


def plan_matrix(
    plan: Mapping[str, Any], needs: Sequence[Mapping[str, Any]]
) -> tuple[MatrixRow, ...]:
    """Needs of this person down, modules across; then work for everyone, and what is left out.

    A need of strength ``none`` has no row. An exercise that serves several needs stands in each of
    their rows; one that serves none of these needs stands in the row for everyone.
    """
    modules = [each["id"] for each in plan["modules"]]
    exercises = plan["exercises"]
    order = {"strong": 0, "some": 1}
    asked = sorted(
        (need for need in needs if need["strength"] in order), key=lambda n: order[n["strength"]]
    )
    rows = [
        MatrixRow(
            need=need["title"],
            kind="need",
            strength=need["strength"],
            cells=_cells(modules, [e for e in exercises if need["id"] in e["needs"]]),
        )
        for need in asked
    ]
    ids = {need["id"] for need in asked}
    others = [each for each in exercises if not ids.intersection(each["needs"])]
    if others:
        cells = _cells(modules, others)
        rows.append(MatrixRow(need=None, kind="everyone", strength=None, cells=cells))
    if plan["omitted"]:
        cells = _cells(modules, plan["omitted"])
        rows.append(MatrixRow(need=None, kind="left_out", strength=None, cells=cells))
    return tuple(rows)


def _cells(
    modules: Sequence[str], exercises: Sequence[Mapping[str, Any]]
) -> tuple[tuple[Chip, ...], ...]:
    return tuple(
        tuple(_chip(each) for each in exercises if each["module"] == module) for module in modules
    )


def _chip(exercise: Mapping[str, Any]) -> Chip:
    if "core" not in exercise:
        return Chip(title=exercise["title"], state="left_out")
    return Chip(
        title=exercise["title"],
        state="core" if exercise["core"] else "in",
        contributes=exercise["role"] == "contribution",
    )


def session_ribbon(plan: Mapping[str, Any]) -> Markup:
    """Sessions across, modules down: a filled square is a session of that module.

    In a group a ring instead of a square is a session in which this person contributes to other
    people's work and is the focus of none.
    """
    schedule = plan["schedule"]
    roles = {each["id"]: each["role"] for each in plan["exercises"]}
    rows = {each["id"]: index for index, each in enumerate(plan["modules"])}
    width = LABEL + CELL * max(len(schedule), 1) + 4
    height = HEAD + ROW * len(rows) + 4
    numbers = [
        svg.text(
            _left(index) + CELL / 2, 13, str(each["number"]), font_size=9, text_anchor="middle"
        )
        for index, each in enumerate(schedule)
        if each["number"] == 1 or each["number"] % 5 == 0 or index == len(schedule) - 1
    ]
    lines = [_lane(each, rows[each["id"]], width) for each in plan["modules"]]
    squares = [
        _square(index, rows[each["module"]], focus=_is_focus(each, roles))
        for index, each in enumerate(schedule)
    ]
    return svg.picture(
        *numbers,
        *lines,
        *squares,
        width=width,
        height=height,
        title="Sessions by module",
        description="Columns are sessions, rows are modules; the table of sessions has the same.",
    )


def _is_focus(session: Mapping[str, Any], roles: Mapping[str, str | None]) -> bool:
    held = [roles.get(part["exercise"]) for part in session["parts"]]
    return not held or any(role != "contribution" for role in held)


def _left(index: int) -> float:
    return LABEL + index * CELL


def _lane(module: Mapping[str, Any], row: int, width: float) -> Markup:
    y = HEAD + row * ROW
    line = svg.element("line", x1=0, x2=width, y1=y, y2=y, stroke=svg.FAINT)
    return line + svg.text(0, y + 15, str(module["title"]), font_size=11)


def _square(index: int, row: int, *, focus: bool) -> Markup:
    x, y = _left(index), HEAD + row * ROW
    if focus:
        return svg.element("rect", x=x + 1, y=y + 4, width=CELL - 2, height=ROW - 8, fill=svg.INK)
    return svg.element(
        "circle",
        cx=x + CELL / 2,
        cy=y + ROW / 2,
        r=4.5,
        fill=svg.PAPER,
        stroke=svg.INK,
        stroke_width=1.5,
    )
