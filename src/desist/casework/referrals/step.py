"""Step: the parts of which a referral is written, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Step:
    """One part: its id in addresses, what it is called, and whether it may be left out."""

    id: str
    text: Any
    needed: bool = True


STEPS = (
    Step(id="programme", text=_("Programme")),
    Step(id="basis", text=_("What it rests on, and where")),
    Step(id="offences", text=_("Offences")),
    Step(id="protection", text=_("Facts for screening")),
    Step(id="stance", text=_("How they stand to the offence"), needed=False),
    Step(id="context", text=_("For the assessor"), needed=False),
)


def step_called(id_: str) -> Step | None:
    """The step of that id, or None."""
    return next((each for each in STEPS if each.id == id_), None)


def step_after(id_: str) -> Step | None:
    """The step that follows, or None after the last."""
    ids = [each.id for each in STEPS]
    place = ids.index(id_) + 1
    return STEPS[place] if place < len(STEPS) else None
