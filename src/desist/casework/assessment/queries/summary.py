"""A decided case at a glance: bands, scales and needs, all from the stored Decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from markupsafe import Markup

from desist.casework.access import about_person, sheet
from desist.casework.access.policy import Actor
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.assessment.queries.decision import ruling_of
from desist.casework.people.models import Person
from desist.documents.profile_chart import profile_rows

SHOWN = 6
"""Scales on a person's page; the profile has them all."""
BANDS = (
    "static_risk.standard",
    "static_risk.adapted",
    "sexual_predictor.direct_contact",
    "sexual_predictor.indirect_contact",
)


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
    """The newest decision about somebody, if there is one."""
    return held.select_related("ruling", "referral").order_by("-pk")[:1]


def glance_at(actor: Actor, person: Person) -> Glance | None:
    """The newest decision about somebody that this person may see; one query."""
    newest = next(iter(newest_decision(actor, person)), None)
    if newest is None:
        return None
    ruling = ruling_of(newest)
    clinical = "record" in sheet(actor, newest)
    grounds = {each["question"]: each for each in newest.kept["grounds"]} if clinical else {}
    return Glance(
        decision=newest,
        outcome=ruling.outcome if ruling else newest.outcome,
        is_ruled=ruling is not None,
        bands={name: grounds[name]["outcome"] for name in BANDS if name in grounds},
        strips=list(_strips(grounds.get("standing")))[:SHOWN],
        needs=list(_needs(grounds.get("needs"))),
        clinical=clinical,
    )


def _strips(standing: Mapping[str, Any] | None) -> Iterator[tuple[str, Markup]]:
    scales = []
    for each in standing["reasons"] if standing else ():
        _kind, _dot, word = each["code"].partition(".")
        if each["code"].startswith("standing.") and "end" in each["values"]:
            values = each["values"]
            scales.append(
                {
                    "title": values["scale"],
                    "raw": 0,
                    "z": values["z"],
                    "problem_end": values["end"].removesuffix("_end"),
                    "standing": word,
                }
            )
    for row in profile_rows(scales):
        yield str(row.scale["title"]), row.strip


def _needs(needs: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    for strength in ("strong", "some"):
        for each in needs["reasons"] if needs else ():
            if each["code"] == f"need.{strength}":
                yield each["values"]["need"], strength
