"""Work with a partner: nothing before they are safe and agree, and never in another's record."""

from datetime import date, timedelta

import pytest

from desist.casework.access import Role, may, rows
from desist.casework.audit.models import AuditEvent
from desist.casework.partners.actions.family_member import (
    NotSafe,
    begin_family_work,
    record_consent,
    record_contact,
    record_safety_check,
)
from desist.casework.partners.models import FamilyContact, FamilyMember, SafetyCheck
from desist.casework.partners.queries.family_member import Bar, what_bars_contact
from desist.casework.tasks.models import Task
from tests.casework.access_rows.partners import CHECK, CONSENT, CONTACT, DAY
from tests.casework.people import NOON

NAME = "Robin Unmistakable"


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.fixture
def finn(world):
    return world.member("finn", Role.FACILITATOR)


@pytest.fixture
def other(world):
    """A facilitator of the same participant, who is not the worker."""
    return world.member("other", Role.FACILITATOR)


@pytest.fixture
def member(world, mona, finn, other):
    person = world.person()
    world.on_caseload(finn, person)
    world.on_caseload(other, person)
    values = {"full_name": NAME, "relation": "partner", "reach_by": "", "worker": finn}
    return begin_family_work(person=person, values=values, by=mona, at=NOON)


def checked(member, by, **changed):
    return record_safety_check(member=member, values=CHECK | changed, by=by, at=NOON)


def agreed(member, by, **changed):
    return record_consent(member=member, values=CONSENT | changed, by=by, at=NOON)


def bars(member, on=DAY):
    return set(what_bars_contact(member, on=on))


def test_contact_needs_a_check_that_lets_it_go_ahead_and_consent(member, finn):
    assert bars(member) == {Bar.UNCHECKED, Bar.NOT_AGREED}
    with pytest.raises(NotSafe) as raised:
        record_contact(member=member, values=CONTACT, by=finn, at=NOON)
    assert set(raised.value.bars) == {Bar.UNCHECKED, Bar.NOT_AGREED}
    checked(member, finn)
    agreed(member, finn)
    record_contact(member=member, values=CONTACT, by=finn, at=NOON)
    assert FamilyContact.objects.get().need_names == ["Support for themselves"]


@pytest.mark.parametrize(
    ("check", "consent", "on", "expected"),
    [
        ({"result": "not_now"}, {}, DAY, {Bar.NOT_SAFE}),
        ({"result": "never"}, {}, DAY, {Bar.NOT_SAFE}),
        ({}, {"given": False}, DAY, {Bar.NOT_AGREED}),
        ({"review_on": DAY + timedelta(days=7)}, {}, DAY + timedelta(days=7), set()),
        ({"review_on": DAY + timedelta(days=7)}, {}, DAY + timedelta(days=8), {Bar.OVERDUE}),
        ({"checked_on": DAY}, {}, DAY - timedelta(days=1), {Bar.UNCHECKED, Bar.NOT_AGREED}),
    ],
)
def test_what_bars_contact_on_a_day(member, finn, check, consent, on, expected):
    checked(member, finn, **check)
    agreed(member, finn, **consent)
    assert bars(member, on) == expected


def test_the_latest_check_and_the_latest_word_of_theirs_hold(member, finn):
    checked(member, finn)
    agreed(member, finn)
    checked(member, finn, result="not_now", checked_on=DAY + timedelta(days=1))
    agreed(member, finn, given=False, on=DAY + timedelta(days=1))
    assert bars(member, DAY) == set()
    assert bars(member, DAY + timedelta(days=1)) == {Bar.NOT_SAFE, Bar.NOT_AGREED}


def test_the_worker_and_the_managers_read_it_and_no_other_of_the_team(member, mona, finn, other):
    assert may(finn, "see", member)
    assert may(mona, "see", member)
    assert not may(other, "see", member)
    assert not may(member.person.practitioner, "see", member)
    assert list(rows(other, FamilyMember)) == []


def test_the_team_is_told_that_there_is_work_and_not_with_whom(member, other, signed_in):
    page = signed_in(other).get(f"/partners/of/{member.person.public_id}").text
    assert "Somebody close is worked with" in page
    assert NAME not in page
    file = signed_in(other).get(f"/person/{member.person.public_id}").text
    assert NAME not in file


def test_nothing_of_it_is_given_to_the_participant(member, finn):
    from desist.casework.rights.bundle import bundle_of

    checked(member, finn)
    assert NAME not in str(bundle_of(member.person))


def test_a_copy_is_theirs_and_who_got_it_is_logged(member, finn, signed_in):
    checked(member, finn)
    answer = signed_in(finn).post(
        f"/partners/member/{member.public_id}/copy", {"recipient": "themselves"}
    )
    assert NAME in answer.text
    assert CHECK["words"] in answer.text
    event = AuditEvent.objects.get(verb="partners.give_copy")
    assert (event.kind, event.recipient) == ("disclosure", "themselves")


def test_safety_comes_back_as_a_task_on_its_day_once(member, finn):
    checked(member, finn)
    checked(member, finn, review_on=date(2026, 12, 1))
    task = Task.objects.get(kind="look_at_safety", finished_at=None)
    assert (task.user, task.due_on) == (finn, date(2026, 12, 1))
    assert SafetyCheck.objects.count() == 2


def test_what_is_written_stands_encrypted(member):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT full_name FROM partners_familymember")
        assert NAME not in str(cursor.fetchall())


def post(browser, member, what, **typed):
    day = {"day": "2", "month": "3", "year": "2026"}
    dated = {
        f"{name}-{part}": value for name in ("checked_on", "on") for part, value in day.items()
    }
    later = {"review_on-day": "1", "review_on-month": "9", "review_on-year": "2026"}
    return browser.post(f"/partners/member/{member.public_id}/{what}", dated | later | typed)


def test_the_page_says_all_that_bars_contact_and_keeps_what_was_typed(member, finn, signed_in):
    typed = {"kind": "meeting", "minutes": "40", "words": "Met at the office"}
    answer = post(signed_in(finn), member, "contact", **typed)
    assert "Nobody has checked that they are safe" in answer.text
    assert "They have not agreed" in answer.text
    assert "Met at the office" in answer.text
    assert not FamilyContact.objects.exists()


def test_contact_never_goes_ahead_where_they_were_not_asked_alone(member, finn, signed_in):
    typed = {"alone": "no", "abuse": "none_known", "result": "go_ahead", "words": "x"}
    answer = post(signed_in(finn), member, "check", **typed)
    assert "Ask them alone before contact goes ahead" in answer.text
    assert not SafetyCheck.objects.exists()
    assert post(signed_in(finn), member, "check", **typed | {"alone": "yes"}).status_code == 302


@pytest.mark.parametrize("what", ["check", "consent", "contact", "end", "copy"])
def test_an_empty_form_names_what_is_missing(member, finn, signed_in, what):
    answer = signed_in(finn).post(
        f"/partners/member/{member.public_id}/{what}", {"read_version": "1"}
    )
    assert answer.status_code == 200
    assert "There is a problem" in answer.text
