"""Finding concerns, the duty manager of the day, and whether somebody agreed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from desist.casework.access import about_person, rows, rows_about, stretch
from desist.casework.access.likeness import alike
from desist.casework.access.policy import Actor
from desist.casework.access.role import Role
from desist.casework.accounts.models import Appointment, User, running_on
from desist.casework.concerns.models import (
    Account,
    Acknowledgement,
    Concern,
    ConfidentialityAgreement,
    State,
    Told,
)
from desist.casework.concerns.procedure import rule_of
from desist.casework.people.models import CaseloadEntry, Person
from desist.casework.people.queries import nation_on

THREAT = "threat_to_staff_or_member"
"""The kind of concern for whose sake nobody is alone with somebody."""
WHO = ("raised_by", "duty_manager", "acknowledged_by", "closing_by", "closed_by")


def list_concerns_of(actor: Actor, person: Person) -> QuerySet[Concern]:
    """The concerns about somebody that this reader may see: what is open, then the newest."""
    held = rows_about(actor, Concern, person).select_related("person", *WHO)
    return held.order_by(F("closed_at").desc(nulls_first=True), "-raised_at", "-pk")


@about_person(Concern)
def list_open_concerns_of(held: QuerySet[Concern]) -> QuerySet[Concern]:
    """The open concerns about somebody that this reader may see, the newest first."""
    open_ones = held.exclude(state=State.CLOSED).select_related(*WHO)
    return open_ones.order_by("-raised_at", "-pk")


def has_open_concern(actor: Actor, person: Person) -> bool:
    """Whether a concern that this reader may see is open: for the bar of a person's pages."""
    return bool(list_open_concerns_of(actor, person))


def is_staff_threatened(person: Person) -> bool:
    """Whether a concern about a threat is open: for who holds a session, never shown as such."""
    held = Concern._base_manager.filter(person=person, kind=THREAT)
    return held.exclude(state=State.CLOSED).exists()


def list_waiting_for(actor: Actor) -> list[Concern]:
    """What this person should see first today: to acknowledge, to close, or still unanswered.

    Whoever answers for the place has it until one of them acknowledged it; the practitioner and
    the facilitators who work with the person until they themselves have; whoever raised it until
    it is answered.
    """
    return _waiting_for(actor)


@alike
def _waiting_for(holder: Actor) -> QuerySet[Concern]:
    me = holder.standing.user_id
    seen, responsible = rows(holder, Concern), rows(holder, Concern, "concerns.answer_for")
    mine = Acknowledgement.objects.filter(user=me).values("concern")
    caseload = CaseloadEntry.objects.filter(user=me, ended_on=None).values("person")
    for_them = Q(acknowledged_at=None) | Q(state=State.CLOSING)
    works = Q(person__practitioner=me) | Q(person__in=caseload)
    waiting = Q(pk__in=responsible.filter(for_them).values("pk"))
    waiting |= works & ~Q(pk__in=mine) & ~Q(raised_by=me)
    waiting |= Q(raised_by=me, acknowledged_at=None)
    held = seen.exclude(state=State.CLOSED).filter(waiting)
    related = held.select_related("person", "acknowledged_by")
    nobody_yet_first = F("acknowledged_at").asc(nulls_first=True)
    return related.order_by(nobody_yet_first, "acknowledge_by", "pk")[slice(*stretch(1))]


def list_overdue(*, at: datetime) -> QuerySet[Concern]:
    """Every concern whose next step of escalation is due, whoever may see it."""
    due = Concern._base_manager.filter(escalate_at__lte=at, acknowledged_at=None)
    return due.exclude(state=State.CLOSED).select_related("person").order_by("escalate_at", "pk")


def duty_manager_of(person: Person, *, on: date, raiser: Any = None) -> User | None:
    """Who answers for this person's team on a day: by their unit first, then by their region.

    Never somebody who may not see the person, nor whoever raises the concern themselves.
    """
    unit = person.team.unit
    here = Q(unit=unit.pk) | Q(unit=None, region=unit.region_id)
    held = Appointment.objects.filter(running_on(on), here, role=Role.DUTY_MANAGER)
    excluded = person.exclusions.filter(ended_on=None).values("user")
    named = person.restrictions.filter(ended_on=None).values_list("user", flat=True)
    held = held.filter(user__is_active=True).exclude(user__in=excluded)
    if only := list(named):
        held = held.filter(user__in=only)
    if raiser is not None and not raiser.is_system:
        held = held.exclude(user=raiser)
    first = held.select_related("user").order_by(F("unit").asc(nulls_last=True), "user__full_name")
    found = first.first()
    return found.user if found else None


def nation_of(person: Person, *, on: date) -> str:
    """The nation whose working days count for somebody; England where no sentence says."""
    return nation_on(person, on) or "england"


def accounts_of(actor: Actor, concern: Concern) -> list[Account]:
    """What was said of a concern, the latest first."""
    held = rows(actor, Account).filter(concern=concern).select_related("by")
    return list(held.order_by("-at", "-pk"))


def told_about(actor: Actor, concern: Concern) -> list[Told]:
    """Who was told, the earliest first, with what they answered; what was corrected is left out."""
    held = rows(actor, Told).filter(concern=concern, superseded_by=None).select_related("by")
    return list(held.prefetch_related("answers__by").order_by("told_at", "pk"))


def untold(concern: Concern, told: list[Told]) -> list[str]:
    """Those who normally are told of such a concern, and are not recorded as told."""
    rule = rule_of(concern.rule_version)
    done, wanted = {each.party for each in told}, rule.kind_of(concern.kind).tell
    return [each.title for each in rule.party if each.id in wanted and each.id not in done]


def has_acknowledged(actor: Actor, concern: Concern) -> bool:
    """Whether this person has acknowledged a concern."""
    me = actor.standing.user_id
    return Acknowledgement.objects.filter(concern=concern, user=me).exists()


def latest_agreement(person: Person) -> ConfidentialityAgreement | None:
    """The latest answer of somebody to the limits of confidentiality."""
    held = ConfidentialityAgreement.objects.filter(person=person).select_related("by")
    return held.order_by("-on", "-pk").first()


def has_agreed(person_or_referral: Any) -> bool:
    """Whether somebody agreed to the limits of confidentiality, and it still holds.

    For a referral the answer must have been given since that referral: who comes back is told
    again.
    """
    person = getattr(person_or_referral, "person", person_or_referral)
    latest = latest_agreement(person)
    since = getattr(person_or_referral, "referred_on", date.min)
    return latest is not None and latest.agreed and latest.on >= since
