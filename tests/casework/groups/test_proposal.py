"""The days that are proposed for a group: when nobody and nothing that it needs is taken."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from desist.casework.groups.queries.course import course_of
from desist.casework.groups.queries.proposal import propose_meetings, unbooked_of
from desist.casework.planning.actions.hold import take_time
from desist.casework.planning.actions.place import record_leave
from desist.casework.planning.queries.proposal import pace_of
from tests.casework.groups.grouped import DAY, DAYS
from tests.casework.people import NOON


@pytest.fixture
def pace(grouped):
    return pace_of("isotp", "group", on=DAY)


def proposed(grouped, pace, **values):
    group = grouped.group
    wishes = {
        "first_on": DAY, "weekdays": "1", "starts": time(10), "or_starts": None, "a_week": "1",
        "facilitator": group.facilitator, "co_facilitator": group.co_facilitator,
        "room": group.room,
    } | values  # fmt: skip
    return propose_meetings(group, wishes, pace=pace)


def test_every_session_of_the_programme_finds_its_day_in_order(grouped, pace):
    found = proposed(grouped, pace)
    numbers = [each["number"] for each in found.sessions]
    days = [each["day"] for each in found.sessions]
    assert numbers == list(range(1, 36))
    assert days == sorted(days)
    assert {day.weekday() for day in days} == {1}
    assert {each["minutes"] for each in found.sessions} == {120}


def test_days_are_passed_over_on_which_somebody_is_away_or_nobody_works(grouped, pace):
    record_leave(user=grouped.fay, first_on=DAYS[1], last_on=DAYS[1], by=grouped.mona, at=NOON)
    found = proposed(grouped, pace, weekdays="1 4", a_week="2")
    passed = {each.day: each.why for each in found.proposal.passed_over}
    assert passed[DAYS[1]] == "leave"
    assert passed[date(2026, 4, 3)] == "bank_holiday"  # Good Friday


def test_a_day_is_passed_over_on_which_a_member_has_another_session(grouped, pace):
    member = grouped.members(2)[1].enrolment.person
    first = grouped.group.sessions.model(**grouped.meeting(1, DAY), group=grouped.group)
    stretch = {"begins_at": first.begins_at, "ends_at": first.ends_at}
    take_time(session=uuid4(), **stretch, people=[member], staff=[], room=None, at=NOON)
    found = proposed(grouped, pace)
    assert next((e.day, e.why) for e in found.proposal.passed_over) == (DAY, "person")
    assert found.sessions[0]["day"] == DAY + timedelta(weeks=1)


def test_what_is_booked_is_not_proposed_again(grouped, pace):
    grouped.meetings(*DAYS)
    found = proposed(grouped, pace)
    assert len(unbooked_of(grouped.group)) == len(course_of(grouped.group).sessions) - len(DAYS)
    assert found.sessions[0]["number"] == 5
    assert found.sessions[0]["day"] > DAYS[-1]
