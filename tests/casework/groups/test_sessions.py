"""A group's sessions: booked, moved and called off for everybody at once."""

from datetime import time, timedelta

import pytest

from desist.casework.access import Role, rows
from desist.casework.audit.door import Refused
from desist.casework.audit.models import AuditEvent
from desist.casework.groups.actions.group import end_group
from desist.casework.groups.actions.session import (
    book_meetings,
    cancel_meeting,
    move_meeting,
)
from desist.casework.groups.models import GroupMembership, GroupSession
from desist.casework.people.actions import record_sentence
from desist.casework.people.models import Person
from desist.casework.planning.actions.appointment import cancel_appointment, move_appointment
from desist.casework.planning.actions.hold import TimeTaken
from desist.casework.planning.models import Appointment, Hold
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.models import Referral
from tests.casework.groups.grouped import DAY, DAYS, SENTENCE, parts_in
from tests.casework.people import NOON
from tests.casework.planning.planned import BY, build_case

LATER = DAY + timedelta(days=2)


@pytest.fixture
def three(grouped):
    """Three members."""
    return grouped.members(3)


def moved(grouped, session, **values):
    return move_meeting(
        session=session, read_version=session.version, values=values, by=grouped.finn, at=NOON
    )


def test_booking_gives_every_member_a_part_and_takes_each_ones_time_once(grouped, three):
    (first, *_rest) = grouped.meetings(*DAYS)
    assert [each.enrolment_id for each in parts_in(first)] == [e.enrolment_id for e in three]
    quarters = first.minutes // 15
    held = Hold.objects.filter(session__in=[first.public_id, *ids(parts_in(first))])
    assert held.exclude(room=None).count() == quarters
    assert held.exclude(user=None).count() == 2 * quarters
    assert held.exclude(person=None).count() == 3 * quarters


def ids(parts):
    return [each.public_id for each in parts]


def test_it_belongs_to_each_members_story(grouped, three):
    grouped.meetings(*DAYS)
    booked = AuditEvent.objects.filter(verb="planning.book")
    for seat in three:
        assert booked.filter(objects_json__contains=seat.enrolment.person.reference).exists()


def test_moving_it_moves_every_part_and_frees_the_time_before(grouped, three):
    session = grouped.meetings(*DAYS)[0]
    moved(grouped, session, day=LATER, starts=time(14))
    assert {(e.day, e.starts, e.state) for e in parts_in(session)} == {(LATER, time(14), "moved")}
    begins = int(GroupSession.objects.get(pk=session.pk).begins_at.timestamp()) // 900
    slots = Hold.objects.filter(session__in=[session.public_id, *ids(parts_in(session))])
    assert min(slots.values_list("slot", flat=True)) == begins


def test_calendars_keep_its_id_and_see_a_higher_sequence(grouped, three):
    session = grouped.meetings(*DAYS)[0]
    uid = session.uid
    moved(grouped, session, starts=time(14))
    found = GroupSession.objects.get(pk=session.pk)
    assert (found.uid, found.sequence) == (uid, 1)


def test_nothing_is_booked_where_a_facilitator_or_the_room_is_taken(grouped, three, world):
    other = build_case(world, facilitator="finn")
    other.booked(other.approved(), DAYS[1])
    with pytest.raises(TimeTaken) as clash:
        grouped.meetings(*DAYS)
    assert clash.value.booking.number == 2
    assert set(clash.value.taken) == {"user", "room"}
    assert not GroupSession.objects.exists()
    assert not Appointment.objects.exclude(group_session=None).exists()


def test_cancelling_it_calls_off_every_part_and_its_number_can_be_booked_anew(grouped, three):
    session = grouped.meetings(*DAYS)[0]
    cancel_meeting(session=session, read_version=1, by=grouped.finn, at=NOON)
    assert {each.state for each in parts_in(session)} == {"cancelled"}
    assert not Hold.objects.filter(session=session.public_id).exists()
    book_meetings(group=grouped.group, sessions=[grouped.meeting(1, LATER)], **BY)
    assert grouped.group.sessions.filter(number=1).count() == 2


def test_a_members_part_is_not_moved_or_called_off_by_itself(grouped, three):
    part = parts_in(grouped.meetings(*DAYS)[0])[0]
    given = {"appointment": part, "read_version": 1, "by": grouped.finn, "at": NOON}
    with pytest.raises(Refused):
        move_appointment(**given, values={"starts": time(15)})
    with pytest.raises(Refused):
        cancel_appointment(**given)


def test_a_part_whose_order_is_over_on_the_new_day_is_called_off(grouped, three):
    session = grouped.meetings(*DAYS)[0]
    seat = three[0]
    sentence = record_sentence(person=seat.enrolment.person, values=SENTENCE, **BY)
    Referral.objects.filter(pk=seat.enrolment.referral_id).update(sentence=sentence)
    moved(grouped, session, day=DAYS[1] + timedelta(days=1))
    assert [each.state for each in parts_in(session)] == ["cancelled", "moved", "moved"]


def test_whoever_stands_in_for_a_facilitator_sees_the_members(grouped, three, world):
    cover = world.member("cora", Role.FACILITATOR)
    session = grouped.meetings(*DAYS)[0]
    assert not rows(cover, Person).exists()
    moved(grouped, session, co_facilitator=cover)
    assert rows(cover, Person).count() == 3
    assert rows(cover, GroupSession).filter(pk=session.pk).exists()


def test_a_stale_version_changes_nothing(grouped, three):
    session = grouped.meetings(*DAYS)[0]
    moved(grouped, session, starts=time(14))
    stale = GroupSession.objects.get(pk=session.pk)
    with pytest.raises(StaleVersion):
        cancel_meeting(session=stale, read_version=1, by=grouped.finn, at=NOON)
    assert {each.state for each in parts_in(session)} == {"moved"}


def test_a_group_that_ends_gives_back_what_was_to_come(grouped, three):
    sessions = grouped.meetings(*DAYS)
    end_group(
        group=grouped.group, read_version=1, on=DAYS[1], because="too_few", by=grouped.mona, at=NOON
    )
    states = [GroupSession.objects.get(pk=each.pk).state for each in sessions]
    assert states == ["planned", "cancelled", "cancelled", "cancelled"]
    assert set(GroupMembership.objects.values_list("left_on", flat=True)) == {DAYS[1]}
