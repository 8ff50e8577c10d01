"""The pages of groups, through the client: forming, seating, booking, moving, ending."""

import json
from datetime import timedelta

import pytest

from desist.casework.access import Role
from desist.casework.groups.models import GroupMembership, GroupSession, ProgrammeGroup
from desist.casework.people.actions import keep_apart, record_whereabouts, restrict_to
from desist.casework.planning.actions.place import record_leave
from desist.casework.planning.queries.proposal import unbooked_of
from tests.casework.groups.grouped import APART, DAY, DAYS, TODAY, arrange, parts_in
from tests.casework.people import LONG_AGO, NOON
from tests.casework.planning.planned import BY, build_case


@pytest.fixture(autouse=True)
def on_the_day(clock):
    """It is the morning of ``NOON``'s day."""


@pytest.fixture
def mona(grouped, signed_in):
    """The manager's browser."""
    return signed_in(grouped.mona)


def at(group, page=""):
    return f"/groups/{group.public_id}{page}"


def formed(grouped, **values):
    """What a browser sends to form a group."""
    group = grouped.group
    return {
        "name": "NW-15", "unit": group.unit.public_id, "programme": "isotp 1 group",
        "cohort": "sexual", "nation": "england", "seats": "4", "begins_on-day": "9",
        "begins_on-month": "3", "begins_on-year": "2026", "meets[]": ["tuesday_morning"],
        "a_week": "1", "room": group.room.public_id, "facilitator": grouped.finn.public_id,
        "co_facilitator": grouped.fay.public_id,
    } | values  # fmt: skip


def test_a_manager_forms_a_group(grouped, mona):
    answer = mona.post("/groups/new", formed(grouped))
    made = ProgrammeGroup.objects.get(name="NW-15")
    assert answer["Location"] == at(made)
    assert (made.programme, made.programme_version, made.format) == ("isotp", 1, "group")
    page = mona.get(at(made)).text
    assert "nobody sits in it yet" in page
    assert "NW-15" in mona.get("/groups/").text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "NW-14"}, "name"),
        ({"name": "\u202eNW"}, "name"),
        ({"programme": "isotp 9 group"}, "programme"),
        ({"seats": "5"}, "seats"),
        ({"seats": "9" * 30}, "seats"),
        ({"meets[]": []}, "meets"),
        ({"a_week": "2"}, "meets"),
        ({"begins_on-month": "13"}, "begins_on"),
        ({"co_facilitator": "same"}, "co_facilitator"),
        ({"room": "0"}, "room"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(grouped, mona, values, field):
    if values.get("co_facilitator") == "same":
        values = {"co_facilitator": grouped.finn.public_id}
    answer = mona.post("/groups/new", formed(grouped, **values))
    assert answer.status_code == 200
    assert f'id="{field}-error"' in answer.text
    assert ProgrammeGroup.objects.count() == 1


def test_two_who_change_a_group_see_both(grouped, mona):
    sent = formed(grouped, name="NW-16", read_version="1")
    assert mona.post(at(grouped.group, "/change"), sent).status_code == 302
    answer = mona.post(at(grouped.group, "/change"), sent | {"name": "NW-17"})
    assert answer.status_code == 409
    assert "NW-16" in answer.text
    assert "NW-17" in answer.text


def test_sessions_are_proposed_looked_at_and_booked_for_everybody(grouped, mona):
    grouped.members(2)
    asked = {
        "first_on-day": "3", "first_on-month": "3", "first_on-year": "2026", "weekdays[]": ["1"],
        "starts": "10:00", "a_week": "1", "facilitator": grouped.finn.public_id,
        "co_facilitator": grouped.fay.public_id, "room": grouped.group.room.public_id,
    }  # fmt: skip
    page = mona.post(at(grouped.group, "/sessions"), asked).text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    assert len(seen) == 64
    assert not GroupSession.objects.exists()
    answer = mona.post(at(grouped.group, "/sessions"), asked | {"seen": seen, "accept": "yes"})
    assert answer.status_code == 302
    assert GroupSession.objects.count() == 35
    assert len(parts_in(GroupSession.objects.get(number=35))) == 2
    assert "book its sessions" not in mona.get(at(grouped.group)).text


def test_a_seat_that_fits_is_given_without_a_reason(grouped, mona, adopted, no_contact):
    for seat in grouped.members(2):
        arrange(seat.enrolment)
    waits = arrange(grouped.waiting(last_name="Waiter"))
    page = mona.get(at(grouped.group, "/candidates")).text
    assert "Waiter" in page
    assert "Proposed" in page
    seat = at(grouped.group, f"/seat/{waits.public_id}")
    assert "Why they are to sit here all the same" not in mona.get(seat).text
    sent = {"on-day": "3", "on-month": "3", "on-year": "2026"}
    assert mona.post(seat, sent).status_code == 302
    assert waits.memberships.get().placed_by == grouped.mona


def test_a_seat_against_the_rule_takes_a_reason(grouped, mona, adopted, no_contact):
    waits = arrange(grouped.waiting(), available="friday_evening")
    seat = at(grouped.group, f"/seat/{waits.public_id}")
    sent = {"on-day": "3", "on-month": "3", "on-year": "2026"}
    assert 'id="because-error"' in mona.post(seat, sent).text
    assert mona.post(seat, sent | {"because": "Changes shifts"}).status_code == 302
    seat = waits.memberships.get()
    assert seat.because == "Changes shifts"
    judged = json.loads(seat.judged)
    assert judged["outcome"] == "left_out"
    assert "group_bar.never_free" in judged["reasons"]
    assert judged["rules"][0]["id"] == "group-forming"
    assert "All the same: Changes shifts" in mona.get(at(grouped.group)).text


def test_no_reason_seats_somebody_with_whom_they_must_not_meet(grouped, mona):
    member, waits = grouped.members(1)[0].enrolment, grouped.waiting()
    keep_apart(person=waits.person, values={"other": member.person, **APART}, **BY)
    sent = {"on-day": "3", "on-month": "3", "on-year": "2026", "because": "we think it is fine"}
    answer = mona.post(at(grouped.group, f"/seat/{waits.public_id}"), sent)
    assert "They must not meet somebody who sits in this group" in answer.text
    assert not waits.memberships.exists()


def test_two_members_of_whom_it_is_said_later_are_pointed_out(grouped, mona):
    first, second = (each.enrolment.person for each in grouped.members(2))
    keep_apart(person=first, values={"other": second, **APART}, **BY)
    assert "must not meet, and both sit in this group" in mona.get(at(grouped.group)).text


def test_a_member_out_of_reach_is_counted_and_not_named(grouped, mona, world):
    hidden = grouped.join(grouped.waiting(last_name="Unseen")).enrolment.person
    session = grouped.meetings(*DAYS)[0]
    given = {"person": hidden, "reason": "r", "on": LONG_AGO, **BY}
    restrict_to(user=world.member("named", Role.MANAGER, region=world.north), **given)
    for address in (at(grouped.group), f"/groups/session/{session.public_id}"):
        page = mona.get(address).text
        assert "Unseen" not in page
        assert "1 member whom you may not see" in page


def test_what_stands_against_a_session_is_said_where_it_stands_and_on_today(
    grouped, mona, signed_in
):
    grouped.meetings(*DAYS)
    record_leave(user=grouped.fay, first_on=DAY, last_on=DAY, by=grouped.mona, at=NOON)
    assert "a facilitator is on leave" in mona.get(at(grouped.group)).text
    today = signed_in(grouped.finn).get("/").text
    assert "Sessions of groups to move" in today
    assert "NW-14, session 1" in today


def test_whoever_records_leave_is_told_that_a_group_meets_then(grouped, signed_in):
    grouped.meetings(*DAYS)
    days = {f"{which}_on-{part}": value for which in ("first", "last") for part, value in
            (("day", "24"), ("month", "3"), ("year", "2026"))}  # fmt: skip
    browser = signed_in(grouped.fay)
    page = browser.post("/planning/leave", days | {"user": grouped.fay.public_id}, follow=True)
    assert "A group meets on these days" in page.text
    assert "Sessions are booked on these days" not in page.text
    listed = browser.get("/groups/to-move").text
    assert "Tuesday 24 March 2026" in listed
    assert "a facilitator is on leave" in listed


def test_the_year_shows_each_group_in_its_room_as_a_picture_with_its_table(grouped, mona, world):
    grouped.meetings(*DAYS)
    page = mona.get("/groups/year").text
    assert "Room 3, Quay House: NW-14, weeks 9 to 12" in page
    assert '<td class="govuk-table__cell">24 March 2026</td>' in page
    far = world.member("farah", Role.MANAGER, region=world.south)
    assert "NW-14" not in world.browser(mona, far).get("/groups/year").text


def test_whoever_records_leave_with_sessions_of_both_kinds_is_told_of_both(
    grouped, signed_in, world
):
    grouped.meetings(*DAYS)
    case = build_case(world, facilitator="finn")
    case.booked(case.approved(), DAY + timedelta(weeks=3, days=1))
    sent = {
        "first_on-day": "24", "last_on-day": "25", "user": grouped.finn.public_id,
        **{f"{which}_on-month": "3" for which in ("first", "last")},
        **{f"{which}_on-year": "2026" for which in ("first", "last")},
    }  # fmt: skip
    page = signed_in(grouped.finn).post("/planning/leave", sent, follow=True)
    assert page.redirect_chain[-1][0] == "/planning/to-move"
    assert "A group meets on these days" in page.text
    assert "Sessions are booked on these days" in page.text


def test_a_member_who_is_away_is_pointed_out_and_the_group_is_not(grouped, mona):
    seat = grouped.members(2)[0]
    session = grouped.meetings(*DAYS)[0]
    values = {
        "kind": "custody", "begins_on": DAY, "ended_on": None, "source": "court",
    }  # fmt: skip
    record_whereabouts(person=seat.enrolment.person, values=values, **BY)
    page = mona.get(f"/groups/session/{session.public_id}").text
    assert "the person is away" in page
    assert "It cannot be held as it is booked" not in page


def test_moving_and_cancelling_for_everybody(grouped, mona):
    grouped.members(2)
    session = grouped.meetings(*DAYS)[0]
    later = DAY + timedelta(days=2)
    address = f"/groups/session/{session.public_id}"
    sent = {
        "day-day": str(later.day), "day-month": "3", "day-year": "2026", "starts": "14:00",
        "facilitator": grouped.finn.public_id, "co_facilitator": grouped.fay.public_id,
        "room": grouped.group.room.public_id, "read_version": "1",
    }  # fmt: skip
    assert mona.post(f"{address}/move", sent).status_code == 302
    assert {each.day for each in parts_in(session)} == {later}
    answer = mona.post(f"{address}/move", sent | {"starts": "15:00"})
    assert answer.status_code == 409
    assert mona.post(f"{address}/cancel", {"read_version": "2"}).status_code == 302
    assert {each.state for each in parts_in(session)} == {"cancelled"}


def test_a_day_on_which_nobody_works_is_refused_beside_its_field(grouped, mona):
    session = grouped.meetings(*DAYS)[0]
    sent = {
        "day-day": "3", "day-month": "4", "day-year": "2026", "starts": "14:00",
        "facilitator": grouped.finn.public_id, "co_facilitator": grouped.fay.public_id,
        "room": grouped.group.room.public_id, "read_version": "1",
    }  # fmt: skip
    answer = mona.post(f"/groups/session/{session.public_id}/move", sent)
    assert "Choose another day: a day on which nobody works" in answer.text


def test_ending_a_group(grouped, mona):
    grouped.members(2)
    grouped.meetings(*DAYS)
    sent = {
        "on-day": "3", "on-month": "3", "on-year": "2026", "because": "too_few",
        "read_version": "1",
    }  # fmt: skip
    assert mona.post(at(grouped.group, "/end"), sent).status_code == 302
    assert not GroupMembership.objects.filter(left_on=None).exists()
    assert "NW-14" not in mona.get("/groups/").text
    assert "Too few members" in mona.get(at(grouped.group)).text
    assert "NW-14" in mona.get("/groups/?ended=yes").text


def test_a_group_that_never_began_can_be_ended_today(grouped, mona):
    sent = {
        "on-day": "2", "on-month": "3", "on-year": "2026", "because": "error", "read_version": "1",
    }  # fmt: skip
    assert mona.post(at(grouped.group, "/end"), sent).status_code == 302
    assert ProgrammeGroup.objects.get().ended_on == TODAY


def test_sessions_that_the_group_held_before_somebody_joined_are_booked_for_them_alone(grouped):
    grouped.meetings(*DAYS)
    enrolment = grouped.waiting()
    plan = enrolment.plans.get()
    assert unbooked_of(plan) == []
    grouped.join(enrolment, on=DAYS[2])
    assert [each["number"] for each in unbooked_of(plan)] == [1, 2]


def test_the_calendar_of_whoever_leads_shows_a_groups_session_once(grouped, client):
    from desist.casework.planning.actions.feed import make_feed

    grouped.members(3)
    session = grouped.meetings(*DAYS)[0]
    make_feed(user=grouped.finn, token="c" * 43, by=grouped.finn, at=NOON)
    text = client.get(f"/planning/calendar/{'c' * 43}").content.decode()
    assert text.count("BEGIN:VEVENT") == len(DAYS)
    assert f"UID:{session.uid}" in text
    assert "NW-14\\, session 1 of 35" in text
