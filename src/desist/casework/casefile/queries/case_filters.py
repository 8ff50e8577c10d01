"""Case filters: what narrows and orders the list of cases, for whoever looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desist.casework.access import Role, rows
from desist.casework.access.likeness import alike
from desist.casework.access.policy import Actor
from desist.casework.access.role import CASE_ROLES, READS, FieldClass
from desist.casework.accounts.models import Team, User
from desist.casework.accounts.queries import staff_holding
from desist.casework.casefile.queries.derivation import ANSWERS, SESSION
from desist.casework.casefile.stage import STAGES
from desist.casework.pages.filter import Arrangement, Column, Filter, arrange
from desist.casework.pages.language import once_a_language
from desist.casework.people.policy import BY_PLACE
from desist.casework.records.statement import statement
from desist.casework.tasks.kind import all_kinds
from desist.programme.band import RiskBand

ENDED, BAND = "ended", "band"
RISK_READERS = frozenset(role for role in CASE_ROLES if FieldClass.PROTECTION in READS[role])
"""Those who may narrow a list by static risk, and then only among those whom they so reach."""
WAITED_WEEKS = (4, 8, 13, 26)
"""What the filter of waits offers: a month, two, a quarter, half a year."""
OVERDUE, THIS_WEEK, NOTHING = "overdue", "week", "nothing"
LEFT = "left"


def arrange_cases(actor: Actor, address: Any, *, day: date) -> Arrangement:
    """What an address says of the list of cases, for what this person may filter by."""
    return arrange(address, filters=list(_filters(actor, day)), columns=_columns())


@once_a_language
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
    yield from _same_for_all(day)
    if actor.standing.holds(*RISK_READERS):
        yield Filter(
            name=BAND,
            label=_("Static risk"),
            choices=_bands(),
            where=lambda code: Q(summary__band=code),
        )
    if actor.standing.holds(*BY_PLACE):
        yield from _places(actor)
        yield _facilitators(day)
        yield from _practitioners()


@once_a_language
def _practitioners() -> tuple[Filter, ...]:
    """Those whose practitioner left: they need another, who then has what is due."""
    return (
        Filter(
            name="practitioner",
            label=_("Practitioner"),
            choices=((LEFT, _("Has left")),),
            where=lambda _code: Q(practitioner__is_active=False),
        ),
    )


@once_a_language
def _same_for_all(day: date) -> tuple[Filter, ...]:
    waited = [
        (str(weeks), ngettext("%(num)d week", "%(num)d weeks", weeks) % {"num": weeks})
        for weeks in WAITED_WEEKS
    ]
    return (
        Filter(
            name="stage",
            label=_("Stage"),
            choices=(*stage_words().items(), (ENDED, _("Ended early"))),
            where=_at_stage,
        ),
        Filter(name="due", label=_("Due"), choices=_dues(), where=lambda code: _due(code, day)),
        Filter(
            name="what",
            label=_("Next thing due"),
            choices=[*kind_words().items()],
            where=lambda code: Q(summary__due_kind=code),
        ),
        Filter(
            name="waiting",
            label=_("Waiting longer than"),
            choices=waited,
            where=lambda code: Q(summary__waiting_since__lt=day - timedelta(weeks=int(code))),
        ),
    )


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


@once_a_language
def kind_words() -> dict[str, str]:
    """What may be due next in words, by its code."""
    kinds = [(code, str(kind.text)) for code, kind in all_kinds().items()]
    others = [(SESSION, _("Next session")), (ANSWERS, _("Questionnaires"))]
    return dict([*others, *sorted(kinds, key=lambda each: each[1])])


@once_a_language
def stage_words() -> dict[str, str]:
    """Where a case may stand in words, by its code."""
    return {code: str(words) for code, words in STAGES.items()}


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
    teams = _teams(actor)
    shown = (
        ("region", _("Region"), slice(0, 3), "team__unit__region"),
        ("unit", _("Delivery unit"), slice(3, 6), "team__unit"),
        ("team", _("Team"), slice(6, 9), "team"),
    )
    for name, label, columns, path in shown:
        held = {str(id_): (key, words) for id_, key, words in (each[columns] for each in teams)}
        choices = {code: words for code, (_key, words) in held.items()}
        ids = {code: key for code, (key, _words) in held.items()}
        if len(choices) > 1:
            yield Filter(
                name=name,
                label=label,
                choices=list(choices.items()),
                where=lambda code, ids=ids, path=path: Q(**{path: ids[code]}),
            )


@alike
def _teams(holder: Actor) -> QuerySet[Team, Any]:
    """Opaque id, key and name of the region, unit and team of each, by their names."""
    regions, units = holder.standing.regions(*BY_PLACE), holder.standing.units(*BY_PLACE)
    seen = rows(holder, Team).filter(Q(unit__region__in=regions) | Q(unit__in=units))
    ordered = seen.order_by("unit__region__name", "unit__name", "name")
    places = ("unit__region__", "unit__", "")
    return ordered.values_list(
        *(f"{place}{field}" for place in places for field in ("public_id", "pk", "name"))
    )


def _facilitators(day: date) -> Filter:
    """Every facilitator of the service: they are not bound to a place."""
    held = [(str(id_), key, name) for id_, key, name in _who_hold(Role.FACILITATOR, day=day)]
    ids = {id_: key for id_, key, _name in held}
    return Filter(
        name="facilitator",
        label=_("Facilitator"),
        choices=[(id_, name) for id_, _key, name in held],
        where=lambda code: Q(summary__facilitator=ids[code]),
    )


@statement
def _who_hold(role: Role, *, day: date) -> QuerySet[User, Any]:
    """Opaque id, key and name of everybody who holds a role on a day."""
    return staff_holding(role, on=day).values_list("public_id", "pk", "full_name")
