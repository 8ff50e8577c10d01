"""What may happen once happens once, and limits hold, for fifty at once in two processes."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.accounts.actions.second_factor import prove_second_factor, start_second_factor
from desist.casework.accounts.actions.staff import choose_password, invite, make_invitation
from desist.casework.accounts.models import SecondFactor
from desist.casework.accounts.one_time_code import code_at, new_secret, step_of
from desist.casework.audit.queries import stored_events
from desist.casework.audit.verify import walk
from desist.casework.delivery.models import SessionRecord
from desist.casework.groups.models import GroupMembership
from desist.casework.planning.models import UPCOMING, Appointment, Enrolment
from tests.casework.delivery.delivered import build_course
from tests.casework.groups.grouped import DAY, build_group
from tests.casework.people import INSTALLATION, NOON, build_world

PROCESSES, THREADS = 2, 25
AT_ONCE = PROCESSES * THREADS
PASSWORD = "three random words"  # noqa: S105
CODES = ("abcde-fghjk",)


def only_on_postgresql():
    """SQLite lets one write at a time by itself: one of these is enough there."""
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL")


@pytest.fixture
def rita(transactional_db):
    user = build_world().member("rita", Role.REFERRER)
    return choose_password(user=user, password=PASSWORD, invitation=None, by=user, at=NOON)


@pytest.fixture
def secret(rita):
    made, before = new_secret(), timezone.now() - timedelta(minutes=10)
    start_second_factor(user=rita, secret=made, by=rita, at=before)
    code = code_at(made, step_of(before))
    prove_second_factor(user=rita, code=code, recovery_codes=CODES, by=rita, at=before)
    return made


def wait_for_a_whole_minute_of_this_stretch():
    """Limits count by stretches of five minutes: stay within one."""
    left = 300 - time.time() % 300
    if left < 45:
        time.sleep(left)


def at_once(job, *arguments):
    """How each of the fifty ended."""
    held = connection.settings_dict
    environment = os.environ | {
        "DESIST_TEST_SQLITE": "", "DESIST_SQLITE": str(held["NAME"]),
        "DESIST_KEY_FILE": settings.DESIST_KEY_FILE,
    }  # fmt: skip
    if connection.vendor == "postgresql":
        database = f"postgresql://{held['USER']}@/{held['NAME']}?host={held['HOST']}"
        environment["DATABASE_URL"] = database
    command = [sys.executable, "-m", "tests.casework.many_at_once", job, str(THREADS), *arguments]
    with ExitStack() as running:
        started = [
            running.enter_context(one_of_them(command, environment)) for _ in range(PROCESSES)
        ]
        said = [each.stdout.readline() for each in started]
        for each in started:
            each.stdin.write("go\n")
            each.stdin.flush()
        answers = [each.communicate(timeout=120) for each in started]
    # What a process that failed wrote to its standard error is the failure's text.
    assert said == ["ready\n"] * PROCESSES, [wrong for _, wrong in answers]
    assert all(right for right, _ in answers), [wrong for _, wrong in answers]
    assert walk(stored_events()).findings == []
    return Counter(ended for right, _ in answers for ended in json.loads(right))


def one_of_them(command, environment):
    """A process that waits for the word; left alone, it ends with the test."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


def test_one_code_of_a_telephone_counts_once(rita, secret):
    code = code_at(secret, step_of(timezone.now()))
    assert at_once("second_factor", rita.email, code) == {"done": 1, "refused": AT_ONCE - 1}


def test_one_code_on_paper_counts_once(rita, secret):
    only_on_postgresql()
    assert at_once("recovery_code", rita.email, CODES[0]) == {"done": 1, "refused": AT_ONCE - 1}


def test_one_session_is_recorded_once(transactional_db):
    only_on_postgresql()
    course = build_course(build_world())
    first, finn = course.sessions[0], course.case.finn
    ended = at_once("record", finn.email, str(first.public_id))
    assert ended == {"done": 1, "refused": AT_ONCE - 1}
    assert SessionRecord.objects.get().appointment == first


def test_no_more_sit_in_a_group_than_it_has_seats(transactional_db):
    only_on_postgresql()
    grouped = build_group(build_world(), seats=2)
    people = [str(grouped.waiting().public_id) for _ in range(6)]
    ended = at_once("seat", grouped.mona.email, str(grouped.group.public_id), *people)
    assert ended == {"done": 2, "refused": AT_ONCE - 2}
    assert GroupMembership.objects.values("enrolment").distinct().count() == 2


def test_whoever_joins_while_a_session_is_moved_comes_when_it_is(transactional_db):
    only_on_postgresql()
    grouped = build_group(build_world(), seats=12)
    people = [str(grouped.waiting().public_id) for _ in range(12)]
    session = grouped.meetings(DAY)[0]
    ended = at_once("seat_or_move", grouped.mona.email, str(session.public_id), *people)
    assert ended["done"] > 2
    session.refresh_from_db()
    assert session.version > 1
    parts = Appointment.objects.filter(group_session=session.public_id)
    seats = GroupMembership.objects.count()
    assert list(parts.values_list("starts", flat=True)) == [session.starts] * seats
    assert seats > 0


def test_whoever_leaves_a_group_while_its_sessions_are_booked_has_none_to_come(transactional_db):
    only_on_postgresql()
    grouped = build_group(build_world(), seats=8)
    people = [str(each.enrolment.public_id) for each in grouped.members(8)]
    session = grouped.meetings(DAY)[0]
    ended = at_once("book_or_withdraw", grouped.mona.email, str(session.public_id), *people)
    assert ended["done"] > 2
    gone = Enrolment.objects.filter(referral__status="withdrawn")
    assert gone
    assert not GroupMembership.objects.filter(enrolment__in=gone, left_on=None)
    assert not Appointment.objects.filter(enrolment__in=gone, state__in=UPCOMING)


def test_one_register_is_kept_once(transactional_db):
    only_on_postgresql()
    grouped = build_group(build_world())
    grouped.members(3)
    session = grouped.meetings(DAY)[0]
    ended = at_once("keep", grouped.finn.email, str(session.public_id))
    assert ended == {"done": 1, "refused": AT_ONCE - 1}
    assert SessionRecord.objects.count() == 3


def test_one_invitation_sets_one_password(rita):
    only_on_postgresql()
    nia = invite(email="nia@example.org", full_name="Nia", by=INSTALLATION, at=NOON)
    make_invitation(user=nia, token="t" * 43, by=INSTALLATION, at=timezone.now())
    ended = at_once("ask", "POST", f"/account/invitation/{'t' * 43}", f"password={PASSWORD}")
    assert ended == {"302": 1, "404": AT_ONCE - 1}


def test_ten_wrong_passwords_are_ten_and_the_owner_still_gets_in_where_they_are_known(rita, secret):
    only_on_postgresql()
    wait_for_a_whole_minute_of_this_stretch()
    browser = Client()
    sent = {"email": rita.email, "password": PASSWORD}
    browser.post("/account/sign-in", sent)
    browser.post("/account/second-factor", {"code": code_at(secret, step_of(timezone.now()))})
    # The count of this stretch of five minutes begins afresh after a right password.
    ended = at_once("ask", "POST", "/account/sign-in", f"email={rita.email}", "password=wrong")
    # One that is the tenth of the account and the eleventh of the address is refused: never more.
    assert 1 <= ended["200"] <= 10
    assert ended["200"] + ended["429"] == AT_ONCE
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    assert stranger.post("/account/sign-in", sent).status_code == 429
    assert browser.get("/").status_code == 200
    assert browser.post("/account/sign-in", sent).status_code == 302


def test_five_guesses_at_a_code_are_five_from_however_many_workers(rita, secret):
    only_on_postgresql()
    wait_for_a_whole_minute_of_this_stretch()
    browser = Client()
    browser.post("/account/sign-in", {"email": rita.email, "password": PASSWORD})
    cookie = browser.cookies["desist"].value
    right = code_at(secret, step_of(timezone.now()))
    wrong = "000000" if right != "000000" else "111111"
    sent = (f"code={wrong}", f"cookie-desist={cookie}")
    ended = at_once("ask", "POST", "/account/second-factor", *sent)
    assert ended == {"200": 5, "429": AT_ONCE - 5}
    assert SecondFactor.objects.get().last_step < step_of(timezone.now()) - 2
