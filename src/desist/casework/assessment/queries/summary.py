"""A decided case at a glance: bands, scales and needs, as kept beside the stored Decision."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from markupsafe import Markup

from desist.casework.access import about_person, sheet
from desist.casework.access.policy import Actor
from desist.casework.assessment.glance import glance_text
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.assessment.queries.decision import ruling_of
from desist.casework.people.models import Person
from desist.documents.profile_chart import profile_rows

SHOWN = 6
"""Scales on a person's page; the profile has them all."""


@dataclass(frozen=True, kw_only=True)
class Glance:
    """The newest decision of a person, and what its grounds say."""

    decision: EligibilityDecision
    outcome: str
    is_ruled: bool
    bands: Mapping[str, str]
    strips: Sequence[tuple[str, Markup]]
    needs: Sequence[tuple[str, str]]
    """Title and strength, the strong first."""
    clinical: bool


@about_person(EligibilityDecision)
def newest_decision(held: QuerySet[EligibilityDecision]) -> QuerySet[EligibilityDecision]:
    """The newest decision about somebody, if there is one; unopened."""
    return held.select_related("ruling", "referral").defer("record").order_by("-pk")[:1]


def glance_at(actor: Actor, person: Person) -> Glance | None:
    """The newest decision about somebody that this person may see; one query.

    Two where it was made before a glance was kept beside it.
    """
    newest = next(iter(newest_decision(actor, person)), None)
    if newest is None:
        return None
    ruling = ruling_of(newest)
    clinical = "glance" in sheet(actor, newest)
    seen = json.loads(newest.glance or glance_text(newest.kept["grounds"])) if clinical else {}
    rows = profile_rows(seen.get("scales", []))[:SHOWN]
    return Glance(
        decision=newest,
        outcome=ruling.outcome if ruling else newest.outcome,
        is_ruled=ruling is not None,
        bands=seen.get("bands", {}),
        strips=[(str(row.scale["title"]), row.strip) for row in rows],
        needs=seen.get("needs", []),
        clinical=clinical,
    )
