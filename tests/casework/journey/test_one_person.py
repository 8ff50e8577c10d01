"""In a real browser: one person from referral to the signed report, each role at its own desk.

What each daily job takes is counted on the way and compared with the table of the guide.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.casework.journey import sessions, steps
from tests.casework.window import ON_EITHER_DATABASE

pytestmark = ON_EITHER_DATABASE
GUIDE = Path(__file__).parents[3] / "docs/guide/one-person.md"
FIRST, SECOND = date(2026, 3, 3), date(2026, 3, 5)
ROW = re.compile(r"^\| \**([\w ]+?)\** \| .* \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)


@pytest.fixture
def world(transactional_db):
    from tests.casework.people import build_world

    return build_world()


def printed():
    """Pages, fields and presses of each job, as the guide prints them."""
    found = ROW.findall(GUIDE.read_text(encoding="utf-8"))
    return {job: tuple(map(int, counts)) for job, *counts in found}


def test_one_person_from_referral_to_the_signed_report(desk, clock):
    to_a_booked_course(desk)
    counted = deliver(desk, clock)
    assert counted == printed(), "a count that fell goes into the guide; one that rose is a fault"
    end_it(desk, clock)


def to_a_booked_course(desk):
    """From the referral to twenty sessions in the calendar."""
    steps.refer(desk("rita"))
    steps.screen(desk("mona"))
    steps.agree(desk("anna"))
    steps.answer_on_paper(desk("anna"))
    steps.code(desk("anna"))
    steps.code_second(desk("sam"))
    steps.assess(desk("anna"))
    desk("anna").look("judged")
    steps.accept(desk("mona"))
    steps.formulate(desk("anna"))
    steps.enrol(desk("mona"))
    steps.plan(desk("finn"))
    steps.approve(desk("mona"))
    steps.schedule(desk("finn"))
    desk("finn").look("booked")


def deliver(desk, clock):
    """Sessions, an absence with its decision, a catch-up and a review; what each job took."""
    clock.set(FIRST, 12)
    with desk("finn").job() as register:
        sessions.register(desk("finn"), 1)
    with desk("finn").job() as note:
        sessions.note(desk("finn"), 1)
    clock.set(SECOND, 12)
    sessions.miss(desk("finn"), 2)
    with desk("rita").job() as absence:
        sessions.decide_absence(desk("rita"))
    sessions.book_catch_up(desk("finn"), 2, SECOND + timedelta(days=1))
    clock.set(SECOND + timedelta(days=1), 12)
    sessions.make_good(desk("finn"), 2)
    clock.set(sessions.held(3, 6), 14)
    with desk("finn").job() as review:
        sessions.review(desk("finn"))
    jobs = {"Register": register, "Note": note, "Absence decision": absence, "Review": review}
    return {job: (each.pages, each.fields, each.presses) for job, each in jobs.items()}


def end_it(desk, clock):
    """The New Life Plan, the end, and a report that two sign."""
    sessions.write_life_plan(desk("finn"))
    clock.set(sessions.held(7, 20), 14)
    steps.to_the_person(desk("finn"))
    desk("finn").look("case-file")
    assert "On programme since 3 March 2026" in desk("finn").text
    sessions.end(desk("finn"))
    assert "completed" in desk("finn").text
    sessions.report(desk("finn"))
    sessions.countersign(desk("mona"))
    mona = desk("mona")
    mona.look("report")
    assert sessions.fetch(mona, "PDF").body().startswith(b"%PDF")
    steps.to_the_person(mona)
    assert "Programme complete since 7 May 2026" in mona.text
