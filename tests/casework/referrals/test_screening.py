"""Screening: the rules recommend, a manager decides, and both are kept whole."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.referrals.actions import WhyNeeded, decide_screening
from desist.casework.referrals.models import Referral, Screening
from desist.casework.referrals.screen import replay_screening
from desist.casework.referrals.screening_case import screening_case
from desist.casework.tasks.models import Task
from tests.casework.people import NOON
from tests.casework.referrals.referred import refer, with_facts


@pytest.fixture(autouse=True)
def everything_adopted(settings):
    settings.DEMONSTRATION = True


@pytest.fixture
def referral(world):
    return refer(world)


def sent(referral, ruling, why="", **given):
    return {
        "ruling": ruling, "why": why, "read_version": referral.version,
        "operation": str(uuid4()),
    } | given  # fmt: skip


def test_what_is_missing_is_named_and_goes_back_to_the_referrer(
    world, signed_in, mona, rita, referral
):
    browser, address = signed_in(mona), f"/referrals/{referral.public_id}/screen"
    page = browser.get(address).text
    assert 'value="return" checked' in page
    assert "stands against it" not in page, "what is missing may stand against it"
    silent = browser.post(address, sent(referral, "return"))
    assert 'id="why-error"' in silent.text
    assert browser.post(address, sent(referral, "return", "The offences")).status_code == 302
    assert Referral.objects.get().status == "returned"
    task = Task.objects.get(finished_at=None)
    assert (task.kind, task.role) == ("referrals.returned", "referrer")
    told = world.browser(Client(), rita).get(f"/referrals/{referral.public_id}").text
    assert "The offences" in told


def test_with_all_facts_there_it_is_accepted_and_the_judgement_is_kept_whole(
    signed_in, mona, referral
):
    with_facts(referral)
    answer = signed_in(mona).post(
        f"/referrals/{referral.public_id}/screen", sent(referral, "accept")
    )
    assert answer.status_code == 302
    assert Referral.objects.get().status == "awaiting_assessment"
    held = Screening.objects.get()
    assert (held.outcome, held.ruling, held.departs) == ("accept", "accept", False)
    assert held.decision["facts"]["sex"] == "male"
    assert held.rules.startswith("isotp-article@1#")
    assert held.by == mona.public_id


@pytest.mark.parametrize(
    ("changed", "ruling", "status", "reason"),
    [
        ({"meetings_arranged": True}, "elsewhere", "referred_elsewhere", "longer_programme_needed"),
        (
            {"learning_disability_screen": "positive"},
            "elsewhere",
            "referred_elsewhere",
            "adapted_programme_needed",
        ),
        ({"directed_abuse": True}, "panel", "screening_panel", "rules_leave_open"),
    ],
)
def test_the_coded_reason_of_the_step_is_what_the_rules_found(
    mona, referral, changed, ruling, status, reason
):
    with_facts(referral, **changed)
    given = {"referral": referral, "read_version": referral.version, "by": mona, "at": NOON}
    decide_screening(ruling=ruling, why="", minute="", **given | {"at": timezone.now()})
    assert Referral.objects.get().status == status
    assert referral.status_changes.order_by("-pk").first().reason == reason


def test_a_decision_is_judged_again_as_then_and_as_today_from_the_facts_of_then(
    world, signed_in, mona, referral
):
    with_facts(referral)
    browser = signed_in(mona)
    browser.post(f"/referrals/{referral.public_id}/screen", sent(referral, "accept"))
    held = Screening.objects.get()
    case = held.kept["case"]
    with_facts(referral, meetings_arranged=True)  # what becomes known later is not of then
    assert screening_case(referral) != case
    again = replay_screening(held, today=date(2026, 3, 2))
    assert again.is_repeated
    assert again.is_same_today
    assert "offences" in held.rules, "the offence tables are named too"
    address = f"/referrals/screenings/{held.public_id}"
    assert f'href="{address}"' in browser.get(f"/referrals/{referral.public_id}").text
    page = browser.get(address).text
    assert "the same, for the same reasons" in page
    assert "Nothing that can be known before an assessment stands against it" in page


def test_a_decision_of_a_version_that_kept_no_convictions_cannot_be_judged_again(mona, referral):
    with_facts(referral)
    given = {"referral": referral, "read_version": referral.version, "by": mona}
    decide_screening(ruling="accept", why="", minute="", **given, at=timezone.now())
    held = Screening.objects.get()
    held.record = json.dumps(held.kept | {"case": json.dumps({"age": 40, "sex": "male"})})
    again = replay_screening(held, today=date(2026, 3, 2))
    assert (again.then, again.today) == (None, None)


def test_a_departure_from_the_rules_says_why(signed_in, mona, referral):
    with_facts(referral)
    browser, address = signed_in(mona), f"/referrals/{referral.public_id}/screen"
    assert 'id="why-error"' in browser.post(address, sent(referral, "panel")).text
    assert browser.post(address, sent(referral, "panel", "A doubt")).status_code == 302
    assert Screening.objects.get().departs


def test_a_panel_needs_its_minute_and_cannot_go_to_a_panel_again(signed_in, mona, referral):
    with_facts(referral, directed_abuse=True)
    browser, address = signed_in(mona), f"/referrals/{referral.public_id}/screen"
    browser.post(address, sent(referral, "panel"))
    referral.refresh_from_db()
    page = browser.get(address).text
    assert 'value="panel"' not in page
    assert 'id="minute-error"' in browser.post(address, sent(referral, "accept")).text
    done = browser.post(address, sent(referral, "accept", minute="Three met; assess."))
    assert done.status_code == 302
    assert Screening.objects.order_by("-pk").first().minute == "Three met; assess."
    assert "Three met; assess." in browser.get(f"/referrals/{referral.public_id}").text
    assert browser.get(address).status_code == 404


def test_the_action_itself_asks_for_what_must_be_said(mona, referral):
    with pytest.raises(WhyNeeded):
        decide_screening(
            referral=referral, read_version=1, ruling="return", why="", minute="", by=mona, at=NOON
        )
    assert not Screening.objects.exists()


def test_of_two_managers_screening_at_once_one_decides(world, client, mona, referral):
    mark = world.member("mark", Role.MANAGER, region=world.north)
    with_facts(referral)
    first, second = world.browser(client, mona), world.browser(Client(), mark)
    address = f"/referrals/{referral.public_id}/screen"
    form = sent(referral, "panel", "A doubt")
    assert second.get(address).status_code == 200
    assert first.post(address, form).status_code == 302
    late = second.post(address, sent(referral, "accept", minute="We met"))
    assert late.status_code == 409
    assert "Somebody else was faster" in late.text
    assert Screening.objects.count() == 1


def test_without_adoptions_the_page_says_what_could_be_adopted_and_a_human_decides(
    signed_in, mona, referral, settings
):
    settings.DEMONSTRATION = False
    with_facts(referral)
    browser, address = signed_in(mona), f"/referrals/{referral.public_id}/screen"
    assert "Not adopted here" in browser.get(address).text
    assert browser.post(address, sent(referral, "accept", "By hand")).status_code == 302
    assert Screening.objects.get().outcome == "awaiting_adoption"
