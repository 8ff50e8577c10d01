"""The sessions that are proposed for a plan, and what stood in the way of sooner ones."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.people.queries import sentence_in_force
from desist.casework.planning.models import Appointment, AppointmentState, TreatmentPlan
from desist.casework.planning.queries.case import rules_on
from desist.casework.planning.queries.free_time import Diary
from desist.casework.planning.queries.place import parts_free
from desist.casework.referrals.models import Setting
from desist.programme.session_pace import SessionPace
from desist.scheduling.appointment_proposal import Proposal, ProposalRequest, propose_sessions

LONGEST = timedelta(days=550)
"""How far ahead is looked; a plan of 30 sessions, one a week, with every holiday, fits well."""
WHY = {
    "bank_holiday": _("a day on which nobody works"),
    "leave": _("a facilitator is on leave"),
    "away": _("the person is away"),
    "not_free": _("the person did not say that they are free then"),
    "person": _("the person has another session"),
    "user": _("a facilitator has another session"),
    "room": _("the room is taken"),
    "clocks": _("the clocks change then"),
}
"""Why a day was passed over, by code."""


LONGEST_GAP = timedelta(weeks=4)
"""After how long without a session whoever books is told: ours."""


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A proposal with what is booked by accepting it."""

    proposal: Proposal
    sessions: Sequence[Mapping[str, Any]]
    supervision_ends_on: date | None

    @property
    def digest(self) -> str:
        """Two proposals have one digest where they book the same."""
        said = "|".join(
            f"{each['number']} {each['day']} {each['starts']} {each['room'].pk}"
            f" {each['facilitator'].pk}"
            for each in self.sessions
        )
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def is_late(self) -> bool:
        """Whether the last session would be after supervision ends."""
        ends_on = self.supervision_ends_on
        return bool(ends_on and self.sessions and self.sessions[-1]["day"] > ends_on)

    @property
    def longest_gap(self) -> tuple[int, int] | None:
        """The session before which most weeks pass, with their number, where they are too many."""
        pairs = zip(self.sessions, self.sessions[1:], strict=False)
        gaps = [(after["day"] - before["day"], after["number"]) for before, after in pairs]
        gap, number = max(gaps, default=(timedelta(), 0))
        return (number, gap.days // 7) if gap > LONGEST_GAP else None

    def passed_over(self) -> list[tuple[date, Any]]:
        """The days passed over, with why."""
        return [(each.day, WHY[each.why]) for each in self.proposal.passed_over]


def pace_of(programme: str, format_: str, *, on: date) -> SessionPace | None:
    """The pace of a format; None where the catalogue has none."""
    held = rules_on(on).all(SessionPace)
    fitting = [e for e in held if e.programme == programme and e.format == format_]
    return next(iter(sorted(fitting, key=lambda each: not each.is_usable())), None)


def unbooked_of(plan: TreatmentPlan) -> list[Mapping[str, Any]]:
    """The sessions of a plan that one person still needs to be booked for, in order.

    A session of the group is booked with the group; one that the group held before somebody joined
    it is booked for them alone.
    """
    standing = _standing(plan).values_list("number", "group_session")
    booked = {number for number, _shared in standing}
    joined = min((number for number, shared in standing if shared), default=0)
    return [
        each
        for each in plan.chosen["plan"]["schedule"]
        if each["number"] not in booked and (each["setting"] != "group" or each["number"] < joined)
    ]


def _standing(plan: TreatmentPlan) -> Any:
    held = Appointment._base_manager.filter(enrolment=plan.enrolment_id, makes_good=None)
    return held.exclude(state=AppointmentState.CANCELLED)


def propose(
    plan: TreatmentPlan, wishes: Mapping[str, Any], *, pace: SessionPace, nation: str
) -> Proposed:
    """The soonest sessions for what the form asks."""
    wanted = unbooked_of(plan)
    person, first_on = plan.enrolment.person, wishes["first_on"]
    staff = tuple(filter(None, (wishes["facilitator"], wishes["co_facilitator"])))
    last_on = first_on + LONGEST
    diary = Diary(
        people=(person,),
        staff=staff,
        room=wishes["room"],
        nation=nation,
        first_on=first_on,
        last_on=last_on,
        in_community=plan.enrolment.referral.setting == Setting.COMMUNITY,
        free=frozenset() if wishes.get("any_time") else parts_free(person),
    )
    last_day = _standing(plan).filter(day__lt=first_on).order_by("-day").first()
    proposal = propose_sessions(
        ProposalRequest(
            sessions=[each["minutes"] for each in wanted],
            first_on=first_on,
            last_on=last_on,
            weekdays=frozenset(map(int, wishes["weekdays"].split())),
            starts=_starts(wishes),
            a_week=int(wishes["a_week"]),
            days_between=pace.days_between,
            after=last_day.day if last_day else None,
        ),
        closed=diary.closed,
        taken=diary.taken,
    )
    sentence = sentence_in_force(person, first_on)
    return Proposed(
        proposal=proposal,
        sessions=[_booking(wanted[each.at], each, wishes) for each in proposal.placed],
        supervision_ends_on=sentence.ends_on if sentence else None,
    )


def longest_session(plan: TreatmentPlan) -> int:
    """The minutes of the longest session of a plan."""
    minutes: int = plan.chosen["plan"]["session_minutes"]
    return minutes


def _starts(wishes: Mapping[str, Any]) -> tuple[time, ...]:
    return tuple(filter(None, (wishes["starts"], wishes["or_starts"])))


def _booking(session: Mapping[str, Any], placed: Any, wishes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": session["number"],
        "module": session["module"],
        "exercises": [part["exercise"] for part in session["parts"]],
        "day": placed.day,
        "starts": placed.starts,
        "minutes": session["minutes"],
        "room": wishes["room"],
        "facilitator": wishes["facilitator"],
        "co_facilitator": wishes["co_facilitator"],
    }
