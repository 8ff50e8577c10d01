"""Tracker: where a case stands among fixed steps, which no reader chooses or does.

A case passes the steps in order. One that ended early keeps the steps that it reached and says
how it ended; nothing after them is shown as still to come.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.language import once_a_language

STEPS = {
    "referred": _("Referred"),
    "assessed": _("Assessed"),
    "eligible": _("Eligible"),
    "planned": _("Planned"),
    "in_delivery": _("In delivery"),
    "review": _("Review"),
    "complete": _("Complete"),
    "follow_up": _("Follow-up"),
}
"""The steps of a case in order, by code."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: its words, and whether it is done, current or still to come."""

    text: str
    state: str
    """``done``, ``current``, ``to_come``, or ``ended`` where the case ended here."""
    detail: str = ""
    """A few characters beside it: 6 of 24."""


def tracker(stage: str, *, ended: bool = False, detail: str = "") -> list[Step]:
    """The steps of a case that stands at ``stage``; ``detail`` is said beside that one.

    Raises:
        ValueError: there is no such stage.
    """
    place, words = list(STEPS).index(stage), _words()
    steps = words[: place + 1] if ended else words
    return [
        Step(
            text=text,
            state=_state(number, place, ended=ended),
            detail=detail if number == place else "",
        )
        for number, text in enumerate(steps)
    ]


@once_a_language
def _words() -> tuple[str, ...]:
    return tuple(str(each) for each in STEPS.values())


def _state(number: int, place: int, *, ended: bool) -> str:
    if number == place:
        return "ended" if ended else "current"
    return "done" if number < place else "to_come"
