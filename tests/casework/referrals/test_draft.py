"""Writing a referral: every step kept, two tabs never mixed, sent once, duplicates refused."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from desist.casework.access import Role
from desist.casework.people.actions import record_sentence
from desist.casework.referrals.actions import (
    AlreadyReferred,
    NotFinished,
    StepChanged,
    begin_draft,
    save_step,
    send_draft,
)
from desist.casework.referrals.models import Referral, ReferralDraft
from tests.casework.people import INSTALLATION, LONG_AGO, NOON
from tests.casework.referrals.referred import ANSWERS, draft_answers, refer

OFFENCE = {
    "code": "pca-1978-s1-make",
    "convicted_on-day": "3",
    "convicted_on-month": "2",
    "convicted_on-year": "2025",
    "committed_on-day": "",
    "committed_on-month": "",
    "committed_on-year": "",
    "image": "yes",
    "contact": "no",
    "read_version": "1",
}


@pytest.fixture
def draft(person, rita):
    return begin_draft(person=person, by=rita, at=NOON)


def sent(**values):
    return {"operation": str(uuid4())} | values


def test_beginning_twice_goes_on_with_the_same_draft(signed_in, rita, person):
    browser = signed_in(rita)
    first = browser.post(f"/referrals/of/{person.public_id}/new", sent())
    again = browser.post(f"/referrals/of/{person.public_id}/new", sent())
    assert first["Location"] == again["Location"]
    assert ReferralDraft.objects.count() == 1
    assert "has not been sent" in browser.get(f"/referrals/of/{person.public_id}").text


def test_a_draft_is_kept_encrypted_and_is_nobody_elses(world, draft, client):
    save_step(draft=draft, step="context", read_version=0, values={"context": "Works nights"},
              by=draft.begun_by, at=NOON)  # fmt: skip
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM referrals_referraldraft")
        assert cursor.fetchone()[0].startswith("v1.k1.")
    mona = world.member("mona", Role.MANAGER, region=world.north)
    browser = world.browser(client, mona)
    assert browser.get(f"/referrals/drafts/{draft.public_id}").status_code == 404


def test_two_tabs_on_two_steps_both_save(draft, rita):
    for step in ("context", "protection"):
        save_step(draft=draft, step=step, read_version=0, values=ANSWERS[step], by=rita, at=NOON)
    held = ReferralDraft.objects.get()
    assert held.answered == {"context", "protection"}


def test_two_tabs_on_one_step_show_the_second_what_the_first_saved(signed_in, draft, rita):
    browser, address = signed_in(rita), f"/referrals/drafts/{draft.public_id}/step/context"
    assert browser.post(address, sent(context="first", read_version="1")).status_code == 302
    late = browser.post(address, sent(context="second", read_version="1"))
    assert late.status_code == 409
    assert "first" in late.text
    assert "second" in late.text
    assert 'name="read_version" value="2"' in late.text
    assert browser.post(address, sent(context="second", read_version="2")).status_code == 302
    held = ReferralDraft.objects.get()
    assert held.values_of("context") == {"context": "second"}
    kept = [json.loads(each.values["answers"]) for each in held.revisions.order_by("number")]
    assert kept[1]["context"]["values"] == {"context": "first"}


def test_the_action_itself_refuses_a_step_that_was_saved_meanwhile(draft, rita):
    given = {"draft": draft, "step": "context", "values": {}, "by": rita, "at": NOON}
    save_step(read_version=0, **given)
    with pytest.raises(StepChanged):
        save_step(read_version=0, **given)


def test_offences_are_added_and_taken_out_one_by_one(signed_in, draft, rita):
    browser, address = signed_in(rita), f"/referrals/drafts/{draft.public_id}/offences"
    assert browser.post(address, sent(**OFFENCE)).status_code == 302
    assert browser.post(address, sent(**OFFENCE | {"attempt": "on", "read_version": "2"}))
    page = browser.get(address).text
    assert "Attempt: Making an indecent image of a child" in page
    assert browser.post(address, sent(remove="0", read_version="3")).status_code == 302
    (row,) = ReferralDraft.objects.get().values_of("offences")["rows"]
    assert row["code"] == "attempt-pca-1978-s1-make"
    late = browser.post(address, sent(**OFFENCE))
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "no-such-offence"}, "code"),
        ({"convicted_on-year": "3025"}, "convicted_on"),
        ({"convicted_on-day": "31"}, "convicted_on"),
        (
            {"committed_on-day": "4", "committed_on-month": "2", "committed_on-year": "2025"},
            "convicted_on",
        ),
        ({"contact": "perhaps"}, "contact"),
        ({"image": ""}, "image"),
    ],
)
def test_what_cannot_be_gets_a_message_beside_its_field(signed_in, draft, rita, changed, field):
    address = f"/referrals/drafts/{draft.public_id}/offences"
    answer = signed_in(rita).post(address, sent(**OFFENCE | changed))
    assert answer.status_code == 200
    assert f'id="{field}-error"' in answer.text


@pytest.mark.parametrize("typed", ["99", "-1", "x", "0" * 9])
def test_taking_out_what_is_not_there_is_no_failure(signed_in, draft, rita, typed):
    address = f"/referrals/drafts/{draft.public_id}/offences"
    assert signed_in(rita).post(address, sent(remove=typed)).status_code == 200


def test_what_the_record_says_is_filled_in_and_not_asked_again(signed_in, draft, rita, person):
    sentence = record_sentence(
        person=person,
        values={
            "order": "licence", "requirement": "licence_condition", "number": "", "nation": "wales",
            "begins_on": LONG_AGO, "ends_on": None, "source": "entered",
        },
        by=INSTALLATION, at=NOON,
    )  # fmt: skip
    page = signed_in(rita).get(f"/referrals/drafts/{draft.public_id}/step/basis").text
    assert f'value="{sentence.public_id}" checked' in page
    assert 'value="wales" checked' in page
    assert 'value="community" checked' in page


def test_sending_makes_the_referral_with_all_its_facts_at_once(signed_in, draft, rita, person):
    draft_answers(draft, by=rita, at=NOON)
    browser = signed_in(rita)
    page = browser.get(f"/referrals/drafts/{draft.public_id}/check").text
    assert "Works nights" in page
    assert "Making an indecent image of a child" in page
    answer = browser.post(f"/referrals/drafts/{draft.public_id}/check", sent())
    made = Referral.objects.get()
    assert answer["Location"] == f"/referrals/{made.public_id}"
    assert made.context == "Works nights"
    assert made.programme_version == 1
    assert made.offences.get().code == "pca-1978-s1-make"
    assert made.protection.get().meetings_arranged is False
    assert ReferralDraft.objects.get().referral == made


def test_a_referral_sent_twice_is_made_once_and_leads_to_it_both_times(signed_in, draft, rita):
    """As after a crash: the answer was lost, and the browser sends what it still shows."""
    draft_answers(draft, by=rita, at=NOON)
    browser, form = signed_in(rita), sent()
    address = f"/referrals/drafts/{draft.public_id}/check"
    first = browser.post(address, form)
    made = Referral.objects.get()
    assert first["Location"] == f"/referrals/{made.public_id}"
    for again in (browser.post(address, sent()), browser.get(address)):
        assert again["Location"] == first["Location"]
    assert browser.get(f"/referrals/drafts/{draft.public_id}").status_code == 404
    assert Referral.objects.count() == 1


def test_with_a_step_open_it_is_not_sent(draft, rita, signed_in):
    words = {"context": ""}
    save_step(draft=draft, step="context", read_version=0, values=words, by=rita, at=NOON)
    with pytest.raises(NotFinished) as refusal:
        send_draft(draft=draft, by=rita, at=NOON)
    assert refusal.value.steps == ("programme", "basis", "offences", "protection")
    answer = signed_in(rita).post(f"/referrals/drafts/{draft.public_id}/check", sent())
    assert answer["Location"] == f"/referrals/drafts/{draft.public_id}"
    assert not Referral.objects.exists()


def test_a_second_open_referral_to_the_programme_leads_to_the_first(
    world, signed_in, draft, rita, person
):
    first = refer(world, person=person)
    draft_answers(draft, by=rita, at=NOON)
    answer = signed_in(rita).post(f"/referrals/drafts/{draft.public_id}/check", sent())
    assert answer.status_code == 409
    assert f"/referrals/{first.public_id}" in answer.text
    assert Referral.objects.count() == 1
    with pytest.raises(AlreadyReferred):
        send_draft(draft=draft, by=rita, at=NOON)


def test_a_referral_under_a_record_out_of_reach_is_neither_refused_nor_told(world, rita, person):
    otto = world.member("otto", Role.REFERRER)
    hidden = world.person(practitioner=otto, team=world.far_team, crn="X900001")
    twin = world.person(practitioner=rita)
    type(twin).objects.filter(pk=twin.pk).update(crn="X900001", crn_copy=1)
    refer(world, person=hidden, by=otto)
    plain, beside = (
        refer(world, person=person),
        refer(world, person=type(twin).objects.get(pk=twin.pk)),
    )
    assert (plain.status, beside.status) == ("referred", "referred")
    from desist.casework.audit.models import AuditEvent

    event = AuditEvent.objects.get(verb="referrals.same_person")
    assert str(hidden.public_id) in event.objects_json


def test_a_dropped_draft_is_gone_from_the_list_and_kept_on_record(signed_in, draft, rita, person):
    browser = signed_in(rita)
    assert browser.post(f"/referrals/drafts/{draft.public_id}/drop", sent()).status_code == 302
    assert "has not been sent" not in browser.get(f"/referrals/of/{person.public_id}").text
    assert ReferralDraft.objects.get().dropped_at is not None
    assert Client().get(f"/referrals/drafts/{draft.public_id}").status_code == 302
