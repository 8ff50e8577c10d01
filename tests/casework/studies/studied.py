"""A study, and people who were referred and waited, built through actions only."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from desist.casework.access import Role
from desist.casework.people.actions import record_sentence
from desist.casework.referrals.actions import move_referral, refer_person
from desist.casework.referrals.models import Referral
from desist.casework.studies.actions.study import ask_for_study, decide_study
from desist.casework.studies.models import Study
from tests.casework.ground import laid
from tests.casework.people import INSTALLATION, NOON, World

REFERRED = date(2025, 3, 3)
SUITABLE = (
    ("awaiting_assessment", "accepted", date(2025, 3, 10)),
    ("awaiting_allocation", "decided_suitable", date(2025, 4, 1)),
)
PLACED = ("scheduled", "", date(2025, 6, 2))
NO_PLACE = ("withdrawn", "no_place_in_time", date(2025, 7, 1))
DECLINED = ("withdrawn", "declines", date(2025, 5, 1))
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ASKED = {
    "title": "Does it work?",
    "question": "Whether fewer are convicted again.",
    "approval": "REC 1",
    "programme": "isotp",
    "counts_from": "wait_ended",
    "first_day": date(2024, 1, 1),
    "last_day": date(2025, 12, 31),
    "predicts": "image",
    "horizon_days": 730,
}


def evaluator(world: World) -> Any:
    """Whoever asks."""
    return world.member("eva", Role.EVALUATOR)


def linker(world: World) -> Any:
    """Whoever links."""
    return world.member("linus", Role.LINKER)


def lead(world: World) -> Any:
    """Whoever decides."""
    return world.member("lena", Role.LEAD)


@laid
def asked(world: World, **values: Any) -> Study:
    """A study that waits for a decision."""
    return ask_for_study(values=ASKED | values, by=evaluator(world), at=NOON)


@laid
def allowed(world: World, **values: Any) -> Study:
    """A study that was allowed until the end of 2026."""
    given = {"allowed": True, "because": "It is needed.", "open_until": date(2026, 12, 31)}
    return decide_study(study=asked(world, **values), **given, by=lead(world), at=NOON)


@laid
def referred(world: World, *steps: tuple[str, str, date], **person: Any) -> Referral:
    """Somebody referred in March 2025, and how their referral went on."""
    somebody = world.person(**person)
    given = {"programme": "isotp", "setting": "community", "context": ""}
    referral = refer_person(
        person=somebody, referred_on=REFERRED, **given, by=somebody.practitioner, at=NOON
    )
    return moved(referral, *steps)


def moved(referral: Referral, *steps: tuple[str, str, date]) -> Referral:
    """Its next statuses, each said on its day."""
    for to, reason, on in steps:
        referral = move_referral(
            referral=Referral.objects.get(pk=referral.pk),
            read_version=Referral.objects.get(pk=referral.pk).version,
            to=to,
            reason=reason,
            effective_on=on,
            note="",
            by=INSTALLATION,
            at=datetime.combine(on, time(12), UTC),
        )
    return referral


@laid
def sentenced(referral: Referral, **values: Any) -> None:
    """An order, or a licence, of whoever was referred."""
    given = {
        "order": "community_order", "requirement": "programme_requirement", "number": "1",
        "nation": "england", "begins_on": date(2025, 1, 6), "ends_on": date(2028, 5, 31),
        "terminated_on": None, "terminated_because": "", "source": "court",
    } | values  # fmt: skip
    record_sentence(person=referral.person, values=given, by=INSTALLATION, at=NOON)
