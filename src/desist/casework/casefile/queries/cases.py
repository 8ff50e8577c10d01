"""Cases: everybody in reach with the summary of their case, narrowed and ordered by an address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desist.casework.access import Role, rows
from desist.casework.access.policy import Actor
from desist.casework.access.role import CASE_ROLES, READS, FieldClass
from desist.casework.accounts.models import Team
from desist.casework.accounts.queries import staff_holding
from desist.casework.casefile.queries.derivation import ANSWERS, SESSION
from desist.casework.casefile.stage import STAGES
from desist.casework.pages.filter import Arrangement, Column, Filter, arrange
from desist.casework.people.models import Person
from desist.casework.people.policy import BY_PLACE, reaching
from desist.casework.tasks.kind import all_kinds
from desist.programme.band import RiskBand

ENDED = "ended"
RISK_READERS = frozenset(role for role in CASE_ROLES if FieldClass.PROTECTION in READS[role])
"""Those who may narrow a list by static risk, and then only among those whom they so reach."""
WAITED_WEEKS = (4, 8, 13, 26)
"""What the filter of waits offers: a month, two, a quarter, half a year."""
_OF_SUMMARY = "person stage ended sessions_held sessions_planned waiting_since due_on due_kind"
SHOWN = (
    *("public_id", "crn", "first_names", "last_name", "team__name", "team__unit__name"),
    *(f"summary__{each}" for each in _OF_SUMMARY.split()),
    "summary__facilitator__full_name",
)
"""What a list shows: of fifty cases at a time nothing else is read."""
OVERDUE, THIS_WEEK, NOTHING = "overdue", "week", "nothing"


def list_cases(actor: Actor, arrangement: Arrangement) -> QuerySet[Person]:
    """The people whom this person may see, each with ``summary``, as an address arranges them."""
    found = rows(actor, Person).filter(arrangement.where, summary__isnull=False)
    related = found.select_related("team__unit", "summary__facilitator").only(*SHOWN)
    return related.order_by(*arrangement.order)


def arrange_cases(actor: Actor, address: Any, *, day: date) -> Arrangement:
    """What an address says of the list of cases, for what this person may filter by."""
    return arrange(address, filters=list(_filters(actor, day)), columns=_columns())


def _columns() -> tuple[Column, ...]:
    return (
        Column(text=_("Name"), name="name", order=("last_name", "first_names")),
        Column(text=_("CRN"), name="crn", order=("crn",)),
        Column(text=_("Stage")),
        Column(
            text=_("Next due"),
            name="due",
            order=("summary__due_on", "summary"),
            empty_last=True,
            first=True,
        ),
        Column(
            text=_("Waiting"),
            name="waiting",
            order=("summary__waiting_since", "summary"),
            empty_last=True,
            numeric=True,
        ),
        Column(text=_("Team")),
        Column(text=_("Facilitator")),
    )


def _filters(actor: Actor, day: date) -> Iterator[Filter]:
    yield Filter(
        name="stage",
        label=_("Stage"),
        choices=[*STAGES.items(), (ENDED, _("Ended early"))],
        where=_at_stage,
    )
    yield Filter(name="due", label=_("Due"), choices=_dues(), where=lambda code: _due(code, day))
    yield Filter(
        name="what",
        label=_("Next thing due"),
        choices=_kinds(),
        where=lambda code: Q(summary__due_kind=code),
    )
    yield Filter(
        name="waiting",
        label=_("Waiting longer than"),
        choices=[
            (str(weeks), ngettext("%(num)d week", "%(num)d weeks", weeks) % {"num": weeks})
            for weeks in WAITED_WEEKS
        ],
        where=lambda code: Q(summary__waiting_since__lt=day - timedelta(weeks=int(code))),
    )
    if actor.standing.holds(*RISK_READERS):
        yield Filter(
            name="band",
            label=_("Static risk"),
            choices=_bands(),
            where=lambda code: Q(summary__band=code) & reaching(RISK_READERS).rows(actor),
        )
    if actor.standing.holds(*BY_PLACE):
        yield from _places(actor)
        yield _facilitators(day)


def _at_stage(code: str) -> Q:
    if code == ENDED:
        return Q(summary__ended=True)
    return Q(summary__stage=code, summary__ended=False)


def _dues() -> list[tuple[str, str]]:
    return [
        (OVERDUE, _("Overdue")),
        (THIS_WEEK, _("Within seven days")),
        (NOTHING, _("Nothing due")),
    ]


def _due(code: str, day: date) -> Q:
    if code == NOTHING:
        return Q(summary__due_on=None)
    if code == OVERDUE:
        return Q(summary__due_on__lt=day)
    return Q(summary__due_on__gte=day, summary__due_on__lte=day + timedelta(days=7))


def _kinds() -> list[tuple[str, str]]:
    kinds = [(code, str(kind.text)) for code, kind in all_kinds().items()]
    others = [(SESSION, _("Next session")), (ANSWERS, _("Questionnaires"))]
    return [*others, *sorted(kinds, key=lambda each: each[1])]


def _bands() -> list[tuple[str, str]]:
    words = {
        RiskBand.LOW: _("Low"),
        RiskBand.MEDIUM: _("Medium"),
        RiskBand.HIGH: _("High"),
        RiskBand.VERY_HIGH: _("Very high"),
    }
    return [(band.value, said) for band, said in words.items()]


def _places(actor: Actor) -> Iterator[Filter]:
    """Region, unit and team, of those in which this person holds a post; one query."""
    standing = actor.standing
    regions, units = standing.regions(*BY_PLACE), standing.units(*BY_PLACE)
    reached = rows(actor, Team).filter(Q(unit__region__in=regions) | Q(unit__in=units))
    ordered = reached.order_by("unit__region__name", "unit__name", "name")
    teams = list(ordered.select_related("unit__region"))
    shown = (
        ("region", _("Region"), [each.unit.region for each in teams], "team__unit__region"),
        ("unit", _("Delivery unit"), [each.unit for each in teams], "team__unit"),
        ("team", _("Team"), teams, "team"),
    )
    for name, label, held, path in shown:
        choices = {str(each.public_id): each.name for each in held}
        ids = {str(each.public_id): each.pk for each in held}
        if len(choices) > 1:
            yield Filter(
                name=name,
                label=label,
                choices=list(choices.items()),
                where=lambda code, ids=ids, path=path: Q(**{path: ids[code]}),
            )


def _facilitators(day: date) -> Filter:
    """Every facilitator of the service: they are not bound to a place."""
    held = list(staff_holding(Role.FACILITATOR, on=day))
    ids = {str(each.public_id): each.pk for each in held}
    return Filter(
        name="facilitator",
        label=_("Facilitator"),
        choices=[(str(each.public_id), each.full_name) for each in held],
        where=lambda code: Q(summary__facilitator=ids[code]),
    )
