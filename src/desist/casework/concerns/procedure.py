"""Procedure: the rule of the catalogue by which concerns are raised, and its deadlines as instants.

The rule decides nothing about a person, so the newest one in force is followed whether or not the
site has adopted it; a concern keeps the version under which it was raised.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from desist.casework.access.circumstances import once
from desist.casework.rules.queries import the_catalogue
from desist.casework.tasks.working_day import add_working_days
from desist.catalogue.adoption_file import EVERYTHING
from desist.programme.agreement import Agreement
from desist.programme.concern_rule import ConcernRule, Escalation, Urgency

RULE = "raising-a-concern"
LIMITS = "limits-of-confidentiality"
END_OF_DAY = time(17)


def rule_on(day: date) -> ConcernRule:
    """The procedure in force on a day."""

    def ask() -> ConcernRule:
        return the_catalogue().in_force(ConcernRule, RULE, on=day, adoptions=EVERYTHING)

    found: ConcernRule = once(("concern rule", day), ask)
    return found


def rule_of(version: int) -> ConcernRule:
    """The procedure under which a concern was raised."""

    def ask() -> ConcernRule:
        held = the_catalogue().of_kind(ConcernRule)
        return next(each for each in held if (each.id, each.version) == (RULE, version))

    found: ConcernRule = once(("concern rule", version), ask)
    return found


def limits_on(day: date) -> tuple[Agreement, ...]:
    """The limits of confidentiality in every language, as worded on a day; English first."""
    held = the_catalogue().all_in_force(Agreement, on=day, adoptions=EVERYTHING)
    found = [each for each in held if each.subject == LIMITS]
    return tuple(sorted(found, key=lambda each: (each.language != "en", each.language)))


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of escalation, and the instant at which it falls due."""

    due_at: datetime
    to: str


def deadline(urgency: Urgency, *, raised_at: datetime, nation: str) -> datetime:
    """By when somebody responsible must have acknowledged it.

    Minutes are real minutes, also in the night in which the clocks change. Working days are those
    of the nation and end at five in the afternoon, by the clock on the wall.
    """
    if urgency.acknowledge_within_minutes is not None:
        return raised_at + timedelta(minutes=urgency.acknowledge_within_minutes)
    days = urgency.acknowledge_within_working_days or 1
    last = add_working_days(timezone.localdate(raised_at), days, nation)
    return timezone.make_aware(datetime.combine(last, END_OF_DAY))


def steps(urgency: Urgency, *, acknowledge_by: datetime) -> tuple[Step, ...]:
    """Every step of escalation with its instant, the earliest first."""

    def due(each: Escalation) -> datetime:
        return acknowledge_by + timedelta(minutes=each.minutes_late)

    return tuple(Step(due_at=due(each), to=each.to) for each in urgency.escalation)
