"""Judging decided cases under a rule that is not in use, over the facts as they were stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.assessment.models import EligibilityDecision, Forecast, ForecastCase
from desist.casework.assessment.queries.decision import judge_again
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.collection import NotHeld
from desist.programme.entry import Adoption, Entry

AT_ONCE = 20
"""So many cases are judged while somebody waits; more become a job that may be left."""


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A decided case and its two outcomes; ``under`` equals ``today`` where nothing changes."""

    decision: EligibilityDecision
    today: str
    under: str


def decided() -> QuerySet[EligibilityDecision]:
    """The newest decision of every referral."""
    every = EligibilityDecision._base_manager
    newest = every.values("referral").annotate(newest=Max("pk")).values("newest")
    return every.filter(pk__in=newest).order_by("pk")


def judge_all(entry: Entry, *, today: date) -> Iterator[Changed]:
    """Each decided case by the rules in use, and as if the entry were adopted beside them."""
    catalogue, in_use = the_catalogue(), adoptions_here()
    with_it = with_entry(in_use, entry, on=today)
    for decision in decided().iterator(chunk_size=100):
        case = decision.kept["case"]
        try:
            now = judge_again(case, catalogue, in_use, today).outcome
            under = judge_again(case, catalogue, with_it, today).outcome
        except NotHeld:
            continue
        yield Changed(decision=decision, today=now, under=under)


def with_entry(adoptions: Adoptions, entry: Entry, *, on: date) -> Adoptions:
    """The adoptions as if this very version were adopted today as well."""
    supposed = Adoption(
        rule=entry.id,
        version=entry.version,
        sha256=entry.sha256,
        by="supposed",
        second="supposed",
        on=on,
        why="to see what would change",
    )
    held = tuple(
        each
        for each in adoptions.adoption
        if (each.rule, each.version) != (entry.id, entry.version)
    )
    return Adoptions(adoption=(*held, supposed), everything=adoptions.everything)


def newest_forecast(actor: Actor, entry: Entry) -> Forecast | None:
    """The last forecast for this very file."""
    held = rows(actor, Forecast).filter(
        rule=entry.id, rule_version=entry.version, sha256=entry.sha256
    )
    return held.select_related("asked_by").order_by("-pk").first()


def cases_in_reach(actor: Actor, forecast: Forecast) -> QuerySet[ForecastCase]:
    """The cases that would change, of those whom this person may see."""
    held = rows(actor, ForecastCase).filter(forecast=forecast)
    return held.select_related("decision__referral__person").order_by("pk")


def changes_elsewhere(actor: Actor, forecast: Forecast) -> bool:
    """Whether any case out of this person's reach would change; how many is not said."""
    mine = cases_in_reach(actor, forecast).values("pk")
    return ForecastCase._base_manager.filter(forecast=forecast).exclude(pk__in=mine).exists()
