"""How the service treats groups of people: counts and waits, with small numbers withheld.

Answers about equality are read here as a whole and for nothing else: nobody is named, and no count
leaves this module that would betray one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Exists, Min, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from desist.casework.access.policy import Actor
from desist.casework.assessment.models import Ruling
from desist.casework.people.models import Equality, Sex
from desist.casework.people.models.equality import (
    ETHNIC_GROUP,
    NOT_ASKED,
    ORIENTATION,
    RELIGION,
    YES_NO,
)
from desist.casework.referrals.models import Status, StatusChange
from desist.casework.referrals.statistics import countable
from desist.evaluation.cohort.analysis_plan import AnalysisPlan
from desist.evaluation.cohort.suppression import is_small, is_telling, withheld

SMALLEST = AnalysisPlan.smallest_count
"""The smallest count that is printed: the same as in a report on a cohort."""
DECLINED = (Status.NOT_ELIGIBLE, Status.NOT_SUITABLE, Status.REFERRED_ELSEWHERE)
COMPLETED = (Status.COMPLETE, Status.FOLLOW_UP)
AGES = ((25, _("Under 25")), (35, _("25 to 34")), (50, _("35 to 49")), (200, _("50 and over")))
STATED = {
    "ethnic_group": (_("Ethnic group"), ETHNIC_GROUP),
    "religion": (_("Religion"), RELIGION),
    "disability": (_("Disability"), YES_NO),
    "orientation": (_("Sexual orientation"), ORIENTATION),
}
CHARACTERISTICS = {
    "sex": _("Sex"),
    "age": _("Age at referral"),
    **{name: title for name, (title, _choices) in STATED.items()},
}


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many of so many; None where either is withheld."""

    count: int | None
    of: int | None


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """One group: how many referrals, and what became of them."""

    title: str
    referred: int | None
    overridden: Share
    declined: Share
    completed: Share
    median_wait: int | None
    """Days from referral to the programme, of those who began; None where too few did."""


def list_groups(actor: Actor, characteristic: str) -> tuple[GroupLine, ...]:
    """The groups of one characteristic, among the referrals that this reader may count."""
    titles, group_of = _grouping(characteristic)
    facts: dict[str, list[Any]] = {code: [] for code in titles}
    for referral in _facts(actor).iterator():
        facts[group_of(referral)].append(referral)
    held = [(str(titles[code]), found) for code, found in facts.items() if found]
    return tuple(_lines(held))


def _facts(actor: Actor) -> QuerySet[Any]:
    """Every referral that somebody may count, with what is counted of it."""
    began = StatusChange.objects.filter(referral=OuterRef("pk"), to_status=Status.ON_PROGRAMME)
    first = began.order_by().values("referral").annotate(day=Min("effective_on")).values("day")
    ruled = Ruling.objects.filter(decision__referral=OuterRef("pk"))
    return (
        countable(actor)
        .annotate(began_on=Subquery(first))
        .annotate(is_ruled=Exists(ruled), is_overridden=Exists(ruled.filter(kind="overridden")))
        .select_related("person")
        .only("status", "referred_on", "person__sex", "person__born_on")
    )


def _grouping(characteristic: str) -> tuple[dict[str, Any], Callable[[Any], str]]:
    if characteristic == "sex":
        return dict(Sex.choices), lambda referral: referral.person.sex
    if characteristic == "age":
        return {str(top): title for top, title in AGES}, _age_group
    _title, choices = STATED[characteristic]
    stated = Equality.objects.only("person_id", "public_id", characteristic)
    answers = {each.person_id: getattr(each, characteristic) for each in stated.iterator()}
    return dict(choices), lambda referral: answers.get(referral.person_id, NOT_ASKED)


def _age_group(referral: Any) -> str:
    age = referral.person.age_on(referral.referred_on)
    return next(str(top) for top, _title in AGES if age < top)


def _lines(held: Sequence[tuple[str, list[Any]]]) -> Iterator[GroupLine]:
    everyone = [len(found) for _title, found in held]
    hidden = withheld(everyone, smallest=SMALLEST)
    overridden = _shares(held, lambda each: each.is_overridden, lambda each: each.is_ruled)
    declined = _shares(held, lambda each: each.status in DECLINED)
    completed = _shares(held, lambda each: each.status in COMPLETED, lambda each: each.began_on)
    for place, (title, found) in enumerate(held):
        yield GroupLine(
            title=title,
            referred=None if place in hidden else everyone[place],
            overridden=overridden[place],
            declined=declined[place],
            completed=completed[place],
            median_wait=_median_wait(found),
        )


def _shares(
    held: Sequence[tuple[str, list[Any]]],
    counted: Callable[[Any], Any],
    among: Callable[[Any], Any] = lambda _each: True,
) -> list[Share]:
    """How many of each group; what would betray a small count, or lets one be told, is withheld."""
    pools = [[each for each in found if among(each)] for _title, found in held]
    of = [len(pool) for pool in pools]
    counts = [sum(bool(counted(each)) for each in pool) for pool in pools]
    others = [whole - count for whole, count in zip(of, counts, strict=True)]
    hidden = {
        place
        for place, count in enumerate(counts)
        if is_telling(count, of[place], smallest=SMALLEST)
    }
    for column in (of, counts, others):
        hidden |= withheld(column, smallest=SMALLEST)
    if len(hidden) == 1:  # Alone it would be known from the total.
        rest = sorted((of[n], n) for n in range(len(of)) if n not in hidden and of[n])
        hidden |= {n for _, n in rest[:1]}
    return [
        Share(count=None, of=None) if n in hidden else Share(count=counts[n], of=of[n])
        for n in range(len(of))
    ]


def _median_wait(found: Sequence[Any]) -> int | None:
    waits = [_days(each.referred_on, each.began_on) for each in found if each.began_on]
    return None if not waits or is_small(len(waits), smallest=SMALLEST) else round(median(waits))


def _days(start: date, end: date) -> int:
    return (end - start).days
