"""Outcomes for the demonstration: how programmes ended, and the reports at every state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from desist.casework.demonstration.journey import FINISHED, Journey
from desist.casework.demonstration.seed import Seed
from desist.casework.demonstration.stages.referrals import move
from desist.casework.outcomes.actions.ending import record_ending
from desist.casework.outcomes.actions.report import (
    begin_report,
    countersign_report,
    edit_report,
    issue_report,
    sign_report,
)
from desist.casework.planning.models import Appointment, Enrolment
from desist.casework.referrals.models import Referral, Status

CODES = {Status.DESELECTED: "removed", Status.CLOSED: "left"}
SAYS = {
    "summary": "Came to most sessions and took part. What was planned was worked through.",
    "progress": "Can say what leads up to a bad evening, and whom to telephone then.",
    "recommendations": "Keep up the weekly plan; look at it again with the practitioner.",
}
STATES = ("draft", "signed", "countersigned", "sent", "sent", "sent")
"""Where the reports stand, in turn."""


def outcomes_stage(made: Seed, journeys: Sequence[Journey]) -> int:
    """End these people's parts and write their reports; how many were ended."""
    ended = 0
    for journey in journeys:
        enrolment = Enrolment.objects.filter(referral=journey.referral).first()
        held = Appointment.objects.filter(enrolment=enrolment, state="held")
        last = held.order_by("-day").first()
        if enrolment is None or last is None:
            continue
        at = min(last.ends_at + timedelta(days=1), made.now)
        _end(journey, enrolment, at)
        _report(made, journey, enrolment, ended, at)
        ended += 1
    return ended


def _end(journey: Journey, enrolment: Enrolment, at: datetime) -> None:
    finished = journey.bound in FINISHED
    record_ending(
        enrolment=enrolment,
        code="ran_its_course" if finished else CODES[Status(journey.bound)],
        ended_on=at.date(),
        words="" if finished else "Talked over twice with the practitioner before.",
        by=journey.facilitator,
        at=at,
    )
    if not finished:
        return
    by = {"by": journey.facilitator}
    if Referral.objects.get(pk=enrolment.referral_id).status != Status.COMPLETE:
        move(enrolment.referral, Status.COMPLETE, "", **by, at=at)
    if journey.bound == Status.FOLLOW_UP:
        move(enrolment.referral, Status.FOLLOW_UP, "", **by, at=at + timedelta(days=5))


def _report(
    made: Seed, journey: Journey, enrolment: Enrolment, number: int, ended: datetime
) -> None:
    """As far as it has come: begun by the facilitator, signed by two, sent to somebody."""
    state = STATES[number % len(STATES)]
    at = min(ended + timedelta(days=6), made.now)
    by = {"by": journey.facilitator, "at": at}
    report = begin_report(enrolment=enrolment, **by)
    edit_report(report=report, read_version=report.version, values=SAYS, **by)
    if state == "draft":
        return
    sign_report(report=report, read_version=report.version, **by)
    if state == "signed":
        return
    later = min(at + timedelta(days=3), made.now)
    given = {"by": journey.manager, "at": later}
    countersign_report(report=report, read_version=report.version, **given)
    if state == "sent":
        whom = {"recipient": "practitioner", "whom": enrolment.person.practitioner.full_name}
        why = "To go on from with supervision."
        issue_report(report=report, **whom, why=why, by=journey.facilitator, at=later)
