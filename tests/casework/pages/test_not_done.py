"""What cannot be done any more: whoever wrote something gets it back, and learns nothing by it."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from desist.casework.access import Role
from desist.casework.people.actions import exclude
from desist.casework.people.models import Person
from desist.casework.records.editable import StaleVersion
from desist.casework.tasks.models import Holiday
from tests.casework.people import LONG_AGO, NOON

REASON = 'Her cousin, "since school" <b>\nand a friend'


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


def keep_away(browser, person, **typed):
    address = f"/people/of/{person}/access/exclude"
    return browser.post(address, {"reason": REASON, "operation": str(uuid4())} | typed)


def test_what_was_written_comes_back_as_it_was_written(world, mona, signed_in):
    answer = keep_away(signed_in(mona), uuid4(), user=str(uuid4()))
    assert answer.status_code == 404
    assert "This was not done" in answer.text
    assert "Her cousin, &#34;since school&#34; &lt;b&gt;\nand a friend" in answer.text


def test_it_says_the_same_of_somebody_out_of_reach_and_of_nobody(world, mona, signed_in):
    person = world.person()
    exclude(person=person, user=mona, reason="Cousin", on=LONG_AGO, by=mona, at=NOON)
    browser = signed_in(mona)
    there, nowhere = (keep_away(browser, each) for each in (person.public_id, uuid4()))
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content


def test_codes_ids_and_single_words_do_not(mona, signed_in):
    mia = str(uuid4())
    answer = keep_away(signed_in(mona), uuid4(), user=mia, reason="Cousin")
    assert "This was not done" in answer.text
    for each in (mia, "Cousin", "What you wrote"):
        assert each not in answer.text


def test_no_password_is_ever_shown_again(db, client):
    words = "three random words"
    answer = client.post(f"/account/invitation/{'t' * 43}", {"password": words})
    assert answer.status_code == 404
    assert words not in answer.text


def test_an_address_that_nothing_is_at_shows_nothing_again(mona, signed_in):
    answer = signed_in(mona).post("/nothing/here", {"reason": REASON})
    assert answer.status_code == 404
    assert "Her cousin" not in answer.text


@transaction.atomic
def twice(**_given):
    for _each in range(2):
        Holiday.objects.create(nation="wales", day=LONG_AGO, title="Extra")


def stale(**_given):
    raise StaleVersion(Person.objects.get())


@transaction.atomic
def broken(**_given):
    Holiday.objects.create(nation=None, day=LONG_AGO, title="Extra")


@pytest.mark.parametrize("act", [twice, stale])
def test_of_two_at_the_same_moment_the_second_is_told_and_gets_it_back(
    world, mona, signed_in, monkeypatch, caplog, act
):
    monkeypatch.setattr("desist.casework.people.views.access.exclude", act)
    answer = keep_away(signed_in(mona), world.person().public_id, user=str(mona.public_id))
    assert answer.status_code == 409
    assert "Her cousin" in answer.text
    (said,) = [each.getMessage() for each in caplog.records if each.name == "desist.audit"]
    assert said.startswith("people:")
    assert "Her cousin" not in said


def test_another_refusal_of_the_database_is_a_fault_of_ours(world, mona, signed_in, monkeypatch):
    monkeypatch.setattr("desist.casework.people.views.access.exclude", broken)
    with pytest.raises(IntegrityError):
        keep_away(signed_in(mona), world.person().public_id, user=str(mona.public_id))
