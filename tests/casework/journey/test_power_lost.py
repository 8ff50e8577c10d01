"""The server is killed at random points of a course: what it had confirmed is there, once.

The oracle is the screen: an act counts as confirmed where its answer led on (302). Whatever was
under way is sent again as a browser does, with the same operation. At the end each act is there
exactly once, and the chain of events, walked by the verifier, is whole.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPException
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desist.casework.audit.queries import stored_events
from desist.casework.audit.verify import walk
from desist.casework.delivery.models import Absence, Practice, SessionRecord
from desist.casework.outcomes.models import Ending, FinalReport
from desist.casework.referrals.models import Referral, ReferralDraft
from desist.casework.reviews.models import LifePlan, PartyView, Review
from tests.casework.served import Browser, kill, serving

KILLS = 5
LONGEST = 0.06
"""Seconds from sending a form to the blow: an act takes about half of that."""
SESSION = {"attendance": "complied", "minutes": "80", "practice": "A page on a good week"}


@pytest.fixture
def world(transactional_db):
    from tests.casework.people import build_world

    return build_world()


@pytest.fixture
def course(world):
    from tests.casework.reviews.reviewed import build_reviewed

    return build_reviewed(world)


@dataclass(frozen=True)
class Act:
    """One form that somebody sends; ``there`` counts what it leaves."""

    who: str
    path: Callable[[], str]
    sent: dict[str, Any]
    there: Callable[[], int]
    form: Callable[[], str] | None = None
    """The page on which the form stands, where that is another one."""


def day(name: str, on: Any) -> dict[str, str]:
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def session(course: Any, number: int, **sent: str) -> Act:
    found = course.sessions[number - 1].public_id
    held = SessionRecord.objects.filter(number=number)
    return Act("finn", lambda: f"/delivery/session/{found}", SESSION | sent, held.count)


def acts(course: Any) -> list[Act]:
    """From the first session to the countersigned report."""
    enrolment, person = course.case.enrolment.public_id, course.case.person.public_id
    today = timezone.localdate()

    def of_report(what: str = "") -> Callable[[], str]:
        return lambda: f"/outcomes/report/{FinalReport.objects.get().public_id}{what}"

    def review(what: str) -> Callable[[], str]:
        return lambda: f"/reviews/review/{Review.objects.get(point='first').public_id}/{what}"

    def states(*named: str) -> Callable[[], int]:
        return FinalReport.objects.filter(state__in=named).count

    says = {"summary": "Came.", "progress": "Plans his week.", "recommendations": "Goes on."}
    life = {"language": "en", "matters": "My sister"} | day(
        "look_again_on", today + timedelta(days=90)
    )
    held = {"summary": "Goes on", "accord": "agrees", "without": "On leave"} | day("held_on", today)
    return [
        session(course, 1),
        session(course, 2, attendance="absent", practice=""),
        Act("rita", lambda: f"/delivery/absence/{Absence.objects.get().public_id}",
            {"excuse": "illness", "verdict": "acceptable"},
            Absence.objects.filter(verdict="acceptable").count),
        session(course, 3),
        Act("finn", review("view/participant"), {"words": "I go on"}, PartyView.objects.count),
        Act("finn", review("held"), held,
            Review.objects.filter(point="first").exclude(held_on=None).count),
        Act("finn", lambda: f"/life-plan/write/{enrolment}", life, LifePlan.objects.count),
        session(course, 4),
        Act("finn", lambda: f"/outcomes/enrolment/{enrolment}/end",
            {"code": "ran_its_course"} | day("ended_on", today), Ending.objects.count),
        Act("finn", lambda: f"/outcomes/enrolment/{enrolment}/report", {},
            FinalReport.objects.count),
        Act("finn", of_report("/write"), says, FinalReport.objects.filter(version__gte=2).count),
        Act("finn", of_report("/sign"), {}, states("signed", "countersigned"), of_report()),
        Act("mona", of_report("/countersign"), {}, states("countersigned"), of_report()),
        Act("rita", lambda: f"/referrals/of/{person}/new", {}, ReferralDraft.objects.count,
            lambda: f"/referrals/of/{person}"),
    ]  # fmt: skip


@dataclass
class Office:
    """Three members of staff at a server that is killed while some of their forms are sent."""

    start: Callable[[], tuple[Any, int]]
    cookies: dict[str, str]
    dice: Random
    server: Any = None
    desks: dict[str, Browser] = field(default_factory=dict)
    killed: int = 0

    def open(self) -> None:
        """Start the server anew."""
        self.server, port = self.start()
        for name, value in self.cookies.items():
            self.desks.setdefault(name, Browser(port, desist=value)).port = port

    def do(self, act: Act, *, struck: bool) -> None:
        """Send a form until an answer says that it is done; at first a blow may be under way."""
        hidden: dict[str, str] = {}
        while True:
            try:
                desk = self.desks[act.who]
                hidden = hidden or desk.form((act.form or act.path)())
                if struck:
                    struck, soon = False, self.dice.uniform(0, LONGEST)
                    threading.Timer(soon, kill, [self.server]).start()
                answer = desk.ask("POST", act.path(), hidden | act.sent)
            except (OSError, HTTPException):
                assert act.there() <= 1
                self.killed += 1
                self.server.wait()
                self.open()
                continue
            assert desk.status == 302 or act.there() == 1, answer
            assert act.there() == 1, "confirmed, and not there"
            return


@pytest.mark.parametrize("seed", [1])
def test_a_killed_server_loses_nothing_confirmed_and_doubles_nothing(course, world, seed):
    people = {"finn": course.case.finn, "mona": course.case.mona, "rita": course.rita}
    cookies = {
        name: world.browser(Client(), user).cookies["desist"].value for name, user in people.items()
    }
    with serving() as start:
        office = Office(start, cookies, Random(seed))  # noqa: S311 - blows, not keys
        office.open()
        steps = acts(course)
        struck = office.dice.sample(range(len(steps)), KILLS)
        for number, step in enumerate(steps):
            office.do(step, struck=number in struck)
        assert office.killed >= KILLS - 1, "the last blow may fall when all is done"
    assert [step.there() for step in steps] == [1] * len(steps)
    assert Practice.objects.count() == 3
    assert Referral.objects.count() == 1
    assert walk(stored_events()).findings == []
