"""Finding referrals, and the facts, steps and decisions that hang on one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from desist.casework.access import rows, rows_about
from desist.casework.access.policy import Actor
from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.referrals.models import (
    ENDED,
    ChangedFact,
    EarlierProgramme,
    PublicProtection,
    Referral,
    ReferralDraft,
    ReferredOffence,
    Screening,
    Stance,
    StatusChange,
)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts of a referral as they stand: what was struck out is not among them."""

    offences: Sequence[ReferredOffence]
    stance: Stance | None
    protection: PublicProtection | None


def facts_of(referral: Referral) -> Facts:
    """Offences, and the latest stance and facts for screening; three queries."""
    offences = ReferredOffence._base_manager.filter(referral=referral, is_struck=False)
    stances = Stance._base_manager.filter(referral=referral).order_by("-on", "-pk")
    protection = PublicProtection._base_manager.filter(referral=referral).order_by("-on", "-pk")
    return Facts(
        offences=list(offences.order_by("convicted_on", "pk")),
        stance=stances.first(),
        protection=protection.first(),
    )


def list_referrals_of(actor: Actor, person: Person) -> QuerySet[Referral]:
    """The referrals of one person, newest first."""
    held = rows_about(actor, Referral, person).select_related("referred_by", "person")
    return held.order_by("-referred_on", "-pk")


def list_open_referrals(actor: Actor) -> QuerySet[Referral]:
    """Everybody in reach who is waiting, the longest first."""
    held = rows(actor, Referral).exclude(status__in=ENDED)
    related = held.select_related("person__team__unit__region", "referred_by")
    return related.order_by("referred_on", "pk")


def steps_of(referral: Referral) -> list[StatusChange]:
    """Every step of a referral, newest first."""
    return list(StatusChange._base_manager.filter(referral=referral).order_by("-pk"))


def screenings_of(referral: Referral) -> list[Screening]:
    """Every decision at screening, newest first."""
    return list(Screening._base_manager.filter(referral=referral).order_by("-pk"))


def changes_of(referral: Referral) -> list[ChangedFact]:
    """What changed after a decision, newest first."""
    return list(ChangedFact._base_manager.filter(referral=referral).order_by("-pk"))


def earlier_programmes_of(actor: Actor, person: Person) -> QuerySet[EarlierProgramme]:
    """What somebody did elsewhere, latest first."""
    held = rows_about(actor, EarlierProgramme, person).filter(is_struck=False)
    return held.order_by("-year", "-pk")


def draft_of(actor: Actor, person: Person) -> ReferralDraft | None:
    """What this member of staff is writing about somebody, if anything."""
    held = rows_about(actor, ReferralDraft, person).filter(referral=None, dropped_at=None)
    return held.first()


def names_of(ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """Who these are, in one query; a part of the system is not among them."""
    return dict(User.objects.filter(public_id__in=ids).values_list("public_id", "full_name"))
