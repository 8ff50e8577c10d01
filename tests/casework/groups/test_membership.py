"""Who sits in a group: a seat brings the sessions with it, and goes with the step that ends it."""

from datetime import time
from uuid import uuid4

import pytest

from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.groups.actions.group import end_group
from desist.casework.groups.actions.membership import NoSeat
from desist.casework.groups.models import GroupEnded, GroupMembership, GroupSession, ProgrammeGroup
from desist.casework.people.actions import keep_apart, record_sentence
from desist.casework.planning.actions.hold import TimeTaken, take_time
from desist.casework.planning.models import Appointment
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.actions import move_referral
from desist.casework.referrals.models import Referral
from tests.casework.groups.grouped import APART, DAY, DAYS, SENTENCE, TODAY, build_group, parts_in
from tests.casework.people import NOON
from tests.casework.planning.planned import BY


def test_a_seat_brings_a_part_in_every_session_to_come(grouped):
    sessions = grouped.meetings(*DAYS)
    enrolment = grouped.waiting()
    grouped.join(enrolment)
    parts = Appointment.objects.filter(enrolment=enrolment).order_by("number")
    assert [each.group_session for each in parts] == [each.public_id for each in sessions]
    assert [(each.day, each.starts) for each in parts] == [(day, time(10)) for day in DAYS]
    assert Referral.objects.get(pk=enrolment.referral_id).status == "scheduled"


def test_whoever_joins_late_comes_from_that_day_on(grouped):
    grouped.meetings(*DAYS)
    enrolment = grouped.waiting()
    grouped.join(enrolment, on=DAYS[2])
    assert [each.number for each in enrolment.appointments.order_by("number")] == [3, 4]


def test_those_who_lead_the_group_see_its_members_from_then_on(grouped):
    from desist.casework.access import rows
    from desist.casework.people.models import Person

    seat = grouped.join(grouped.waiting())
    person = seat.enrolment.person
    for user in (grouped.finn, grouped.fay):
        assert rows(user, Person).filter(pk=person.pk).exists()


@pytest.mark.parametrize(
    ("values", "why"),
    [({"programme_version": 2}, "other_programme"), ({"seats": 2}, "full")],
)
def test_nobody_is_seated_where_the_group_is_another_or_full(world, values, why):
    grouped = build_group(world, **values)
    with pytest.raises(NoSeat) as refused:
        grouped.members(3)
    assert refused.value.why == why


def test_nobody_is_seated_without_an_approved_plan_or_twice(grouped):
    with pytest.raises(NoSeat) as unplanned:
        grouped.join(grouped.waiting(approved=False))
    seat = grouped.join(grouped.waiting())
    with pytest.raises(NoSeat) as twice:
        grouped.join(seat.enrolment)
    assert (unplanned.value.why, twice.value.why) == ("no_plan", "seated")


@pytest.mark.parametrize("told_by", ["member", "candidate"])
def test_nobody_is_seated_with_somebody_whom_they_must_not_meet(grouped, told_by):
    member, candidate = grouped.join(grouped.waiting()).enrolment, grouped.waiting()
    pair = [member.person, candidate.person]
    person, other = pair if told_by == "member" else reversed(pair)
    keep_apart(person=person, values={"other": other, **APART}, **BY)
    with pytest.raises(NoSeat) as refused:
        grouped.join(candidate, because="we looked at it")
    assert refused.value.why == "kept_apart"


def test_nobody_is_seated_who_has_another_session_when_the_group_meets(grouped):
    second = grouped.meetings(*DAYS)[1]
    enrolment = grouped.waiting()
    stretch = {"begins_at": second.begins_at, "ends_at": second.ends_at}
    free = {"people": [enrolment.person], "staff": [], "room": None, "at": NOON}
    take_time(session=uuid4(), **stretch, **free)
    with pytest.raises(TimeTaken) as clash:
        grouped.join(enrolment)
    assert (clash.value.booking.number, clash.value.taken) == (2, ("person",))
    assert not enrolment.memberships.exists()


def test_sessions_after_the_order_are_not_booked_for_whoever_it_binds(grouped):
    grouped.meetings(*DAYS)
    enrolment = grouped.waiting()
    sentence = record_sentence(person=enrolment.person, values=SENTENCE, **BY)
    Referral.objects.filter(pk=enrolment.referral_id).update(sentence=sentence)
    enrolment.refresh_from_db()
    grouped.join(enrolment)
    assert [each.number for each in enrolment.appointments.order_by("number")] == [1, 2]


def step(enrolment, to, reason):
    referral = Referral.objects.get(pk=enrolment.referral_id)
    move_referral(
        referral=referral, read_version=referral.version, to=to, reason=reason,
        effective_on=NOON.date(), note="", **BY,
    )  # fmt: skip


def test_a_step_back_to_the_waiting_list_gives_up_the_seat_and_its_sessions(grouped):
    sessions = grouped.meetings(*DAYS)
    stays, goes = grouped.members(2)
    step(goes.enrolment, "awaiting_allocation", "rejoins_another_group")
    goes.refresh_from_db()
    assert goes.left_on == NOON.date()
    states = {each.enrolment_id: each.state for each in parts_in(sessions[0])}
    assert states == {stays.enrolment_id: "planned", goes.enrolment_id: "cancelled"}


def test_a_hold_keeps_the_seat_and_the_sessions(grouped):
    sessions = grouped.meetings(*DAYS)
    seat = grouped.join(grouped.waiting())
    step(seat.enrolment, "on_hold", "health")
    seat.refresh_from_db()
    assert seat.left_on is None
    assert [each.state for each in parts_in(sessions[0])] == ["planned"]


def test_nobody_joins_or_books_in_a_group_that_ended_meanwhile(grouped):
    waiting, as_read = grouped.waiting(), ProgrammeGroup.objects.get(pk=grouped.group.pk)
    grouped.join(grouped.waiting())
    ending = {"read_version": 1, "on": TODAY, "because": GroupEnded.choices[0][0]}
    end_group(group=grouped.group, **ending, by=grouped.mona, at=NOON)
    grouped.group = as_read
    with pytest.raises(StaleVersion):
        grouped.join(waiting)
    with pytest.raises(StaleVersion):
        grouped.meetings(DAY)
    assert not GroupMembership.objects.filter(left_on=None).exists()
    assert not GroupSession.objects.exists()


def test_a_manager_elsewhere_seats_nobody_here(grouped, world):
    far = world.member("farah", Role.MANAGER, region=world.south)
    enrolment = grouped.waiting(team=world.far_team, approved=False)
    with pytest.raises(Refused):
        grouped.join(enrolment, by=far)
