"""Finding studies, what was made for them, and what was given out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.studies.models import Extract, Given, HandOver, Study
from desist.casework.studies.queries.population import PARTS
from desist.evaluation.cohort.analysis_plan import AnalysisPlan
from desist.evaluation.cohort.suppression import withheld

SMALLEST = AnalysisPlan.smallest_count
"""The smallest count that a page prints: the same as in a report on a cohort."""


def list_studies(actor: Actor) -> QuerySet[Study]:
    """Every study, the newest first."""
    return rows(actor, Study).select_related("asked_by").order_by("-pk")


def list_to_decide(actor: Actor) -> QuerySet[Study]:
    """Those that wait for this person's decision, the oldest first."""
    return rows(actor, Study, "studies.decide").order_by("pk")


def list_not_given(actor: Actor, *, verb: str, given: Given, day: date) -> QuerySet[Study]:
    """Those for which this person may take something that nobody has taken, the oldest first."""
    taken = HandOver._base_manager.filter(study=OuterRef("pk"), given=given)
    allowed = rows(actor, Study, verb).filter(open_until__gte=day)
    return allowed.exclude(Exists(taken)).order_by("pk")


def list_extracts(actor: Actor, study: Study) -> QuerySet[Extract]:
    """What was made for a study, the newest first, without its content."""
    held = rows(actor, Extract).filter(study=study).defer("content", "people")
    return held.select_related("asked_by", "study").order_by("-pk")


def list_hand_overs(actor: Actor, study: Study) -> QuerySet[HandOver]:
    """What was given out for a study, the newest first."""
    return rows(actor, HandOver).filter(study=study).select_related("by").order_by("-pk")


@dataclass(frozen=True, kw_only=True)
class Part:
    """So many people, and what became of them; None where the number would betray somebody."""

    code: str
    people: int | None


def parts_of(numbers: Mapping[str, int]) -> list[Part]:
    """The numbers of an extract as a page may print them; a database may turn their order."""
    codes = [code for code in PARTS if code in numbers]
    counts = [numbers[code] for code in codes]
    hidden = withheld(counts, smallest=SMALLEST)
    return [
        Part(code=code, people=None if place in hidden else counts[place])
        for place, code in enumerate(codes)
    ]
