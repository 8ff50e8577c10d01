"""Acknowledging in time, two people at once, and what happens when nobody does."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from desist.casework.access import Role
from desist.casework.access.policy import rule_for
from desist.casework.audit.door import Refused
from desist.casework.concerns.actions.acknowledgement import (
    acknowledge_concern,
    escalate_concern,
)
from desist.casework.concerns.escalation import CLOCK, escalate_overdue
from desist.casework.concerns.models import Acknowledgement, Concern, Escalation
from desist.casework.concerns.procedure import deadline, rule_on
from desist.casework.concerns.queries import list_waiting_for
from desist.casework.records.editable import StaleVersion
from desist.casework.tasks.models import Task
from tests.casework.concerns.concern import raised
from tests.casework.people import NOON

LONDON = ZoneInfo("Europe/London")
RULE = rule_on(NOON.date())


def waits_for(user):
    return [each.pk for each in list_waiting_for(user)]


def test_the_duty_manager_acknowledges_and_nobody_is_called_on_any_more(concern, mona):
    acknowledge_concern(concern=concern, by=mona, at=NOON + timedelta(minutes=5))
    assert concern.acknowledged_by == mona
    assert concern.escalate_at is None
    assert not Task.objects.filter(finished_at=None).exists()
    assert escalate_overdue(at=NOON + timedelta(days=9)) == 0


def test_of_two_who_acknowledge_at_once_both_are_kept_and_the_first_answers_for_it(
    concern, mona, max_
):
    hers, his = Concern.objects.get(), Concern.objects.get()
    acknowledge_concern(concern=hers, by=mona, at=NOON)
    done = acknowledge_concern(concern=his, by=max_, at=NOON + timedelta(seconds=1))
    assert done.acknowledged_by == mona
    assert Concern.objects.get().acknowledged_by == mona
    assert set(Acknowledgement.objects.values_list("user__full_name", flat=True)) == {"Mona", "Max"}


def test_the_second_is_told_who_was_first(signed_in, concern, mona, max_):
    acknowledge_concern(concern=Concern.objects.get(), by=mona, at=NOON)
    browser = signed_in(max_)
    sent = {"operation": str(uuid4())}
    browser.post(f"/concerns/{concern.public_id}/acknowledge", sent)
    assert "Mona was first" in browser.get(f"/concerns/{concern.public_id}").text


def test_whoever_raised_it_cannot_acknowledge_it(concern, finn):
    with pytest.raises(Refused):
        acknowledge_concern(concern=concern, by=finn, at=NOON)


def test_the_practitioner_reads_it_without_stopping_the_clock(concern, rita, mona):
    acknowledge_concern(concern=concern, by=rita, at=NOON)
    assert concern.acknowledged_at is None
    assert waits_for(rita) == []
    assert waits_for(mona) == [concern.pk]


def test_it_stays_on_top_of_today_for_each_until_they_have_done_their_part(
    world, signed_in, concern, finn, rita, mona, max_
):
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    far = world.member("far", Role.MANAGER, region=world.south)
    assert [bool(waits_for(each)) for each in (finn, rita, mona, max_, anna, far)] == [
        True, True, True, True, False, False,
    ]  # fmt: skip
    acknowledge_concern(concern=concern, by=mona, at=NOON)
    assert [bool(waits_for(each)) for each in (finn, rita, mona, max_)] == [
        False, True, False, False,
    ]  # fmt: skip


def test_what_nobody_acknowledged_stands_above_what_waits_to_be_closed_however_old(
    world, concern, finn, mona
):
    acknowledge_concern(concern=concern, by=mona, at=NOON)
    Concern.objects.update(state="closing")
    another = world.person()
    world.on_caseload(finn, another)
    newer = raised(another, finn, at=NOON + timedelta(days=3))
    assert waits_for(mona) == [newer.pk, concern.pk]


@pytest.mark.parametrize("verb", ["see", "concerns.answer_for"])
def test_what_waits_is_put_into_sql_once_because_these_rules_are_steady(verb):
    assert rule_for(Concern, verb).steady()


def test_each_step_of_escalation_is_taken_once_when_its_time_has_passed(concern):
    at = concern.acknowledge_by
    assert escalate_overdue(at=at - timedelta(seconds=1)) == 0
    assert escalate_overdue(at=at) == 1
    assert escalate_overdue(at=at) == 0
    assert Task.objects.get(finished_at=None).role == Role.MANAGER
    assert escalate_overdue(at=at + timedelta(hours=5)) == 1
    assert list(Escalation.objects.values_list("step", "to")) == [(1, "manager"), (2, "assessor")]
    assert escalate_overdue(at=at + timedelta(days=5)) == 0


def test_a_job_that_stood_still_takes_every_step_at_once(concern):
    assert escalate_overdue(at=concern.acknowledge_by + timedelta(days=2)) == 1
    assert Escalation.objects.count() == 2


def test_an_acknowledgement_a_moment_before_wins_over_the_job(concern, mona):
    late = Concern.objects.get()
    acknowledge_concern(concern=concern, by=mona, at=NOON)
    with pytest.raises(StaleVersion):
        escalate_concern(concern=late, by=CLOCK, at=NOON + timedelta(days=1))
    assert not Escalation.objects.exists()


def test_the_command_escalates_what_is_overdue_now(concern, capsys):
    call_command("escalate_concerns")
    assert capsys.readouterr().out == "1 concerns escalated\n"


@pytest.mark.parametrize(
    ("raised_at", "due"),
    [
        ("2026-03-29 00:45 GMT", datetime(2026, 3, 29, 1, 15, tzinfo=UTC)),
        ("2026-10-25 01:45 BST", datetime(2026, 10, 25, 1, 15, tzinfo=UTC)),
    ],
)
def test_half_an_hour_is_half_an_hour_in_the_night_in_which_the_clocks_change(raised_at, due):
    fold = raised_at.endswith("GMT") and "10-25" in raised_at
    wall = datetime.fromisoformat(raised_at[:16]).replace(tzinfo=LONDON, fold=int(fold))
    found = deadline(RULE.urgency_of("imminent"), raised_at=wall.astimezone(UTC), nation="england")
    assert found == due


@pytest.mark.parametrize(
    ("raised_at", "nation", "due"),
    [
        # Friday before the clocks go forward: Tuesday at five, which is four by UTC.
        ((2026, 3, 27, 12), "england", (2026, 3, 31, 16)),
        # Late on Sunday evening by UTC is already Monday on the wall in summer.
        ((2026, 6, 7, 23, 30), "england", (2026, 6, 10, 16)),
        # Easter Monday is a holiday in England and a working day in Scotland.
        ((2026, 4, 2, 9), "england", (2026, 4, 8, 16)),
        ((2026, 4, 2, 9), "scotland", (2026, 4, 7, 16)),
    ],
)
def test_working_days_end_at_five_on_the_wall_of_the_nation(db, raised_at, nation, due):
    at = datetime(*raised_at, tzinfo=UTC)
    found = deadline(RULE.urgency_of("soon"), raised_at=at, nation=nation)
    assert found == datetime(*due, tzinfo=UTC)


def test_one_about_somebody_out_of_reach_is_not_there(world, client, person, finn, mona):
    otto = world.member("otto", Role.REFERRER)
    browser = world.browser(client, otto)
    concern = raised(person, finn)
    assert str(concern.public_id) not in browser.get("/").text
    hidden = browser.get(f"/concerns/{concern.public_id}")
    assert hidden.status_code == 404
    assert hidden.content == browser.get(f"/concerns/{uuid4()}").content
