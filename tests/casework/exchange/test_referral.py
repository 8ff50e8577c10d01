"""A referral in once, however often it is sent; where it stands out, and nothing of others."""

from datetime import time, timedelta
from uuid import uuid4

import pytest

from desist.casework.audit.models import AuditEvent
from desist.casework.delivery.actions.catch_up import book_catch_up
from desist.casework.exchange.models import Submission
from desist.casework.exchange.scope import Scope
from desist.casework.people.actions import exclude
from desist.casework.referrals.models import Referral, ReferredOffence
from tests.casework.delivery.delivered import DAYS, build_course
from tests.casework.exchange.calling import REFERRAL, let_in
from tests.casework.people import INSTALLATION, LONG_AGO, NOON


@pytest.fixture
def person(world):
    return world.person()


def test_a_referral_is_made_with_its_facts_in_the_name_of_the_system(caller, person):
    system = caller()
    answer = system.refer()
    assert answer.status_code == 201
    made = Referral.objects.get()
    assert answer.json()["id"] == str(made.public_id)
    assert answer.json()["status"] == made.status == "referred"
    assert made.person == person
    assert made.referred_by == system.system.account
    assert made.protection.get().meetings_arranged is False
    assert ReferredOffence.objects.get().image is True
    told = AuditEvent.objects.filter(verb="referrals.refer").get()
    assert str(told.actor) == str(system.system.account.public_id)


def test_sent_again_it_answers_the_same_and_makes_no_second(caller, person):
    system = caller()
    first, second = system.refer(), system.refer()
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert Referral.objects.count() == Submission.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(caller, person):
    system = caller()
    system.refer()
    again = system.refer(setting="custody")
    assert again.status_code == 409
    assert again.json()["title"] == "Key used before"
    assert Referral.objects.count() == 1


def test_a_key_belongs_to_the_system_that_sent_it(world, client, person):
    let_in(world, client).refer()
    other = let_in(world, client, token="u" * 43)
    answer = other.refer()
    assert answer.status_code == 409
    assert answer.json()["title"] == "Referred already"
    assert answer.json()["referral"] == str(Referral.objects.get().public_id)


def test_somebody_elsewhere_answers_as_somebody_who_is_not_there(world, caller):
    world.person(team=world.far_team)
    system = caller()
    far, never = system.refer(), system.refer(crn="X999999", key="second-key")
    assert far.status_code == never.status_code == 404
    assert far.content == never.content
    assert not Referral.objects.exists()


def test_a_system_that_is_excluded_from_somebody_does_not_find_them(caller, person):
    system = caller()
    on = {"reason": "kin", "on": LONG_AGO, "by": INSTALLATION, "at": NOON}
    exclude(person=person, user=system.system.account, **on)
    assert system.refer().status_code == 404


def test_every_fault_is_named_at_once_and_where(caller, person):
    wrong = {
        "programme": "nothing", "setting": "community", "shoe_size": 9,
        "offences": [{"code": "x", "convicted_on": "2999-01-01"}, {"code": "y\u202e"}],
    }  # fmt: skip
    system = caller()
    answer = system.refer(**wrong)
    assert answer.status_code == 422
    where = {each["where"] for each in answer.json()["faults"]}
    assert where == {"sent.shoe_size", "sent.offences.1.code"}
    del wrong["shoe_size"], wrong["offences"][1]
    where = {each["where"] for each in system.refer(**wrong).json()["faults"]}
    assert where == {"programme", "offences.0.code", "offences.0.convicted_on"}
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    "body", ["{", "[]", "null", '{"crn": 1e999}', "\x00", '{"crn": "\\u0000"}']
)
def test_what_cannot_be_read_is_a_problem_and_never_a_failure(caller, body):
    answer = caller().post("/referrals", body)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_referral_needs_an_idempotency_key(caller, person):
    system = caller()
    for key in ("", "short", "x" * 101):
        assert system.refer(key=key).status_code == 422, key


def test_referrals_in_reach_come_in_stretches_and_no_other_does(world, caller):
    near = [world.person() for _ in range(3)]
    world.person(team=world.far_team)
    system = caller()
    for number, person in enumerate(near):
        system.refer(crn=person.crn, key=f"key-number-{number}")
    first = system.get("/referrals", length=2).json()
    second = system.get("/referrals", length=2, after=first["next"]).json()
    assert [each["crn"] for each in first["referrals"] + second["referrals"]] == [
        each.crn for each in near
    ]
    assert second["next"] == ""
    lost = system.get("/referrals", after=uuid4())
    assert lost.status_code == 422
    assert lost.json()["faults"][0]["where"] == "after"


def test_one_referral_tells_every_status_and_neither_reason_nor_note(caller, person):
    system = caller()
    made = system.refer().json()
    told = system.get(f"/referrals/{made['id']}").json()
    assert told["history"] == [{"status": "referred", "since": told["status_since"], "until": None}]
    assert set(told) == {*made, "history"}


def test_sessions_say_when_and_where_and_whether_somebody_came(world, caller):
    course = build_course(world)
    course.recorded(1)
    referral = course.case.referral
    found = caller(Scope.SESSIONS).get(f"/referrals/{referral.public_id}/sessions").json()
    assert [each["attendance"] for each in found] == ["complied", "", "", ""]
    assert found[0]["begins_at"].startswith(DAYS[0].isoformat())
    assert found[0]["place"] == course.sessions[0].room.place.name
    assert not {"module", "exercises", "note", "engagement"} & set(found[0])


def test_a_catch_up_is_told_beside_the_session_that_it_makes_good(world, caller):
    course = build_course(world)
    times = {"day": DAYS[0] + timedelta(days=1), "starts": time(15), "minutes": 60}
    book_catch_up(
        record=course.recorded(1, "absent"), by=course.case.finn, at=NOON,
        values=times | {"room": course.case.room, "facilitator": course.case.finn},
    )  # fmt: skip
    address = f"/referrals/{course.case.referral.public_id}/sessions"
    found = caller(Scope.SESSIONS).get(address).json()[:3]
    assert [(each["number"], each["is_catch_up"], each["attendance"]) for each in found] == [
        (1, False, "absent"), (1, True, ""), (2, False, ""),
    ]  # fmt: skip


def test_a_referral_elsewhere_answers_as_one_that_never_was(world, client):
    course = build_course(world)
    far = let_in(world, client, region=world.south)
    for path in ("", "/sessions"):
        theirs = far.get(f"/referrals/{course.case.referral.public_id}{path}")
        never = far.get(f"/referrals/{uuid4()}{path}")
        assert theirs.status_code == never.status_code == 404
        assert theirs.content == never.content
    assert far.get("/referrals").json() == {"referrals": [], "next": ""}


def test_what_is_read_stands_in_the_trail_with_the_system_as_reader(caller, person):
    system = caller()
    made = system.refer().json()
    system.get(f"/referrals/{made['id']}")
    event = AuditEvent.objects.filter(verb="referrals.referral.see").last()
    assert str(event.actor) == str(system.system.account.public_id)
    assert f"referrals.referral:{made['id']}" in event.objects_json


def test_the_example_of_the_tests_names_every_field_that_must_be_there():
    assert {"crn", "programme", "source", "setting", "nation"} <= set(REFERRAL)
