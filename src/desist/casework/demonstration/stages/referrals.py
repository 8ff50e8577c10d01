"""Referrals for the demonstration: put forward, screened, and later moved to where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from desist.casework.accounts.models import User
from desist.casework.demonstration.invention import CONTEXTS
from desist.casework.demonstration.journey import INTERRUPTED, Journey
from desist.casework.demonstration.seed import Seed
from desist.casework.people.models import Sentence
from desist.casework.referrals.actions import (
    add_offence,
    decide_screening,
    move_referral,
    record_protection,
    record_stance,
    refer_person,
)
from desist.casework.referrals.flow import flow_on
from desist.casework.referrals.models import Referral, Status

OFFENCES = ("pca-1978-s1-make", "cja-1988-s160-possess", "pca-1978-s1-distribute")
STANCES = ("accepts", "accepts", "accepts", "partly", "denies_arousal", "denies_offence")
SOURCES = {"programme_requirement": "requirement", "licence_condition": "licence"}
SCREENED = {
    Status.RETURNED: ("return", "The date of the conviction is missing."),
    Status.SCREENING_PANEL: ("panel", "Two offences of different kinds: read it together."),
    Status.NOT_ELIGIBLE: ("not_eligible", "The conviction was quashed on appeal."),
}
"""Ruling and reason where screening does not simply accept."""
MOVES = {
    Status.WITHDRAWN: "declines",
    Status.NOT_SUITABLE: "risk_or_need_mismatch",
    Status.REFERRED_ELSEWHERE: "longer_programme_needed",
    Status.PANEL: "needs_another_look",
    Status.SUITABLE_NOT_READY: "housing_or_crisis",
    Status.DEPRIORITISED: "others_go_first",
    Status.ON_HOLD: "health",
    Status.BREACH: "non_attendance",
    Status.RECALL: "recalled",
    Status.RETURN_TO_COURT: "order_to_be_changed",
    Status.DEFERRED: "court_put_off",
    Status.DESELECTED: "too_many_absences",
    Status.CLOSED: "order_ended",
}
"""For which reason somebody comes to stand where they are bound for."""
NO_PLACE_AFTER = timedelta(days=100)
"""For so long somebody waits for whom there is no place."""


def referrals_stage(made: Seed, journeys: Sequence[Journey]) -> int:
    """Put these people forward with their facts, and screen them; how many were screened."""
    screened = 0
    for journey in journeys:
        journey.referral = _refer(made, journey)
        if journey.bound != Status.REFERRED:
            _screen(made, journey)
            screened += 1
    return screened


def move(referral: Referral, to: str, reason: str, *, by: User, at: datetime) -> None:
    """Move a referral, as it stands now, from this day on."""
    held = Referral.objects.select_related("person__team__unit").get(pk=referral.pk)
    day = max(timezone.localdate(at), held.status_since)
    given = {"to": to, "reason": reason, "effective_on": day, "note": "", "by": by, "at": at}
    move_referral(referral=held, read_version=held.version, **given)


def waiting_stage(made: Seed, journeys: Sequence[Journey]) -> int:
    """After assessment: on to a place, or to where else they are bound; how many moved."""
    moved = 0
    for journey in journeys:
        held = Referral.objects.get(pk=journey.referral.pk)  # type: ignore[union-attr]
        at = min(journey.arrived + timedelta(days=made.dice.randrange(40, 45)), made.now)
        by = {"by": journey.manager, "at": at}
        if journey.is_suitable and held.status in (Status.AWAITING_ASSESSMENT, Status.PANEL):
            panel = held.status == Status.PANEL
            reason = "panel_decided" if panel else "decided_suitable"
            move(held, Status.AWAITING_ALLOCATION, reason, **by)
            moved += 1
        held.refresh_from_db()
        if journey.bound == Status.WITHDRAWN and at < made.now - NO_PLACE_AFTER:
            moved += _wait_in_vain(journey, held, at)
        elif _can_go(journey, held, at):
            move(held, journey.bound, MOVES[journey.bound], **by)
            moved += 1
    return moved


def _wait_in_vain(journey: Journey, held: Referral, at: datetime) -> int:
    """Found suitable, and no place could be found for them in time; how many moved."""
    if held.status != Status.AWAITING_ASSESSMENT:
        return 0
    by = journey.manager
    move(held, Status.AWAITING_ALLOCATION, "decided_suitable", by=by, at=at)
    held.refresh_from_db()
    move(held, Status.WITHDRAWN, "no_place_in_time", by=by, at=at + NO_PLACE_AFTER)
    return 2


def interruptions_stage(made: Seed, journeys: Sequence[Journey]) -> int:
    """Of those who have begun: interrupt or end what was interrupted or ended; how many."""
    moved = 0
    for journey in journeys:
        held = Referral.objects.get(pk=journey.referral.pk)  # type: ignore[union-attr]
        if journey.bound not in MOVES or held.status != Status.ON_PROGRAMME:
            continue
        at = made.now - timedelta(days=made.dice.randrange(1, 9))
        if journey.bound == Status.DEFERRED:
            reason = MOVES[Status.RETURN_TO_COURT]
            move(held, Status.RETURN_TO_COURT, reason, by=journey.manager, at=at)
        move(held, journey.bound, MOVES[journey.bound], by=journey.manager, at=at)
        moved += 1
    return moved


def _can_go(journey: Journey, held: Referral, at: datetime) -> bool:
    """Whether they are bound for something else than a place, and a way leads there."""
    ends = journey.bound in MOVES and not journey.has_begun
    return ends and flow_on(at.date()).way(held.status, journey.bound) is not None


def _refer(made: Seed, journey: Journey) -> Referral:
    dice, person, at = made.dice, journey.person, journey.arrived
    by: dict[str, Any] = {"by": person.practitioner, "at": at}
    sentence = Sentence.objects.filter(person=person).first()
    source = SOURCES.get(sentence.requirement if sentence else "", "voluntary")
    inside = dice.random() < 0.2 and journey.bound not in INTERRUPTED
    referral = refer_person(
        person=person,
        programme="isotp",
        setting="custody" if inside else "community",
        context=dice.choice(CONTEXTS),
        referred_on=at.date(),
        source="requirement" if journey.bound in INTERRUPTED else source,
        nation=sentence.nation if sentence else "england",
        sentence=sentence if sentence and sentence.is_enforceable else None,
        **by,
    )
    convicted_on = at.date() - timedelta(days=dice.randrange(20, 200))
    offence = {
        "code": dice.choice(OFFENCES),
        "committed_on": convicted_on - timedelta(days=dice.randrange(90, 500)),
        "convicted_on": None if journey.bound == Status.RETURNED else convicted_on,
    }
    add_offence(referral=referral, values=offence, **by)
    facts = {"meetings_arranged": False, "directed_abuse": False}
    facts |= {"learning_disability_screen": "negative"}  # type: ignore[dict-item]
    record_protection(referral=referral, values=facts, on=at.date(), **by)
    stance = dice.choice(STANCES)
    record_stance(referral=referral, offence=stance, appeal_pending=False, on=at.date(), **by)
    return referral


def _screen(made: Seed, journey: Journey) -> None:
    ruling, why = SCREENED.get(journey.bound, ("accept", "As the facts stand."))
    at = min(journey.arrived + timedelta(days=made.dice.randrange(1, 5)), made.now)
    decide_screening(
        referral=journey.referral,
        read_version=journey.referral.version,  # type: ignore[union-attr]
        ruling=ruling,
        why=why,
        minute="",
        by=journey.manager,
        at=at,
    )
