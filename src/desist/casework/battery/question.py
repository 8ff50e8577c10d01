"""What stands on one page of a tablet: one question, or a short grid beside the booklet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desist.casework.battery.queries.sitting import Progress
from desist.documents.exchange.wording import FormWording
from desist.programme.instrument import FormOrder

GRID = 5
"""So many lines of an answer sheet on one page; with wording it is one question a page."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One item: its printed number, its words (none: the booklet has them), what may be chosen."""

    number: int
    text: str
    options: tuple[tuple[int, str], ...]
    chosen: str
    sequence: int
    """What the next answer of this sitting to it is numbered."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of a form."""

    place: int
    forms: int
    items: int
    questions: tuple[Question, ...]
    previous: tuple[int, int] | None
    """Form and first item of the page before; None on the first page of all."""

    @property
    def first(self) -> int:
        """The number of its first item."""
        return self.questions[0].number

    @property
    def last(self) -> int:
        """The number of its last item."""
        return self.questions[-1].number


def step(wording: FormWording | None) -> int:
    """How many items stand on one page."""
    return GRID if wording is None else 1


def numbers_of(first: int, *, order: FormOrder, wording: FormWording | None) -> range:
    """The items of the page that begins with this one or holds it; empty where there is none."""
    if not 1 <= first <= order.items:
        return range(0)
    by = step(wording)
    start = (first - 1) // by * by + 1
    return range(start, min(start + by, order.items + 1))


def questions_of(
    numbers: range,
    *,
    order: FormOrder,
    wording: FormWording | None,
    counted: Mapping[str, str],
    sequences: Mapping[str, int],
) -> tuple[Question, ...]:
    """The items of a page as they are shown."""
    plain = tuple(
        (value, str(value)) for value in range(order.minimum, order.maximum + 1)
        if order.takes(value)
    )  # fmt: skip
    return tuple(
        Question(
            number=number,
            text=wording.items[number].text if wording else "",
            options=wording.items[number].options if wording else plain,
            chosen=counted.get(str(number), ""),
            sequence=sequences.get(str(number), 0) + 1,
        )
        for number in numbers
    )


def resume_at(progress: Sequence[Progress], items: Mapping[int, int]) -> tuple[int, int] | None:
    """Form and item after the last one answered; None where that was the end.

    What was left out on purpose is not asked again here: the last page lists it.
    """
    reached = 0
    for position, each in enumerate(progress):
        if each.answered:
            reached = position
    if not progress:
        return None
    following = max(progress[reached].answered, default=0) + 1
    if following <= items[progress[reached].form.place]:
        return progress[reached].form.place, following
    later = progress[reached + 1 :]
    return (later[0].form.place, 1) if later else None


def left_out(progress: Sequence[Progress], items: Mapping[int, int]) -> list[tuple[int, list[int]]]:
    """For each form by its place the items without an answer, where there are any."""
    found = []
    for each in progress:
        place = each.form.place
        missing = [item for item in range(1, items[place] + 1) if item not in each.answered]
        if missing:
            found.append((place, missing))
    return found
