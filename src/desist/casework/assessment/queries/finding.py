"""Finding what belongs to a coding: its second coding, what was settled, what cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desist.cases.case_check import case_faults
from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.assessment.models import Coding, Purpose, SettledItem, Stage
from desist.casework.assessment.queries.case import case_file_of, static_risk_of
from desist.casework.rules.queries import the_catalogue
from desist.programme.coding_guide import CodedItem, CodingGuide
from desist.programme.entry import KeyFault


def second_of(actor: Actor, coding: Coding) -> Coding | None:
    """The finished coding of a second coder, where this person may see it."""
    held = rows(actor, Coding).filter(checks=coding, purpose=Purpose.SECOND, stage=Stage.FINISHED)
    return held.select_related("coder").first()


def settled_of(coding: Coding, guide: CodingGuide) -> list[tuple[CodedItem, SettledItem]]:
    """What was settled where two coders differed, in the order of the guide."""
    if coding.purpose != Purpose.AGREED:
        return []
    held = {each.item: each for each in SettledItem._base_manager.filter(coding=coding)}
    return [(item, held[item.id]) for item in guide.items if item.id in held]


def coding_faults(coding: Coding, *, on: date) -> Sequence[KeyFault]:
    """What cannot be in the case once this coding counts: the last check before it does."""
    case = case_file_of(coding.referral, on=on)
    this = static_risk_of({coding.tool: coding}, {})
    section = replace(case.static_risk, **{coding.tool: getattr(this, coding.tool)})
    begins = f"static_risk.{coding.tool}"
    found = case_faults(replace(case, static_risk=section), the_catalogue())
    return [each for each in found if each.path.startswith(begins)]
