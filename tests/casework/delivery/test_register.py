"""The register of a group's session: a row a member, saved once, nothing of anybody's lost."""

from datetime import timedelta

import pytest

from desist.casework.access import Role
from desist.casework.delivery.actions.session_record import Happened, record_session
from desist.casework.delivery.models import (
    Absence,
    ExerciseRecord,
    Failure,
    GroupNote,
    SessionRecord,
)
from desist.casework.groups.models import GroupSession
from desist.casework.people.actions import exclude, restrict_to
from tests.casework.groups.grouped import DAY, DAYS, build_group, parts_in
from tests.casework.people import LONG_AGO, NOON
from tests.casework.planning.planned import BY


@pytest.fixture
def grouped(world, clock):
    """Three members and four sessions, looked at on the evening of the first."""
    found = build_group(world)
    found.members(3)
    found.meetings(*DAYS)
    clock.set(DAY, 18)
    return found


@pytest.fixture
def first(grouped):
    return grouped.group.sessions.get(number=1)


@pytest.fixture
def parts(first):
    return parts_in(first)


def address(session):
    return f"/delivery/register/{session.public_id}"


def typed(parts, *marks, **more):
    """What a browser sends: a mark a part, everybody there for the whole time."""
    sent = {}
    for part, mark in zip(parts, marks, strict=False):
        id_ = part.public_id.hex
        sent |= {f"attendance_{id_}": mark, f"minutes_{id_}": "120", f"version_{id_}": "0"}
    return sent | more


def recorded():
    held = SessionRecord.objects.order_by("appointment_id")
    return [(each.attendance, each.minutes) for each in held]


def test_one_page_records_every_member_at_once(grouped, first, parts, signed_in):
    answer = signed_in(grouped.finn).post(
        address(first), typed(parts, "complied", "absent", "failed_to_comply")
    )
    assert answer.status_code == 302
    assert recorded() == [("complied", 120), ("absent", 0), ("failed_to_comply", 120)]
    assert GroupSession.objects.get(pk=first.pk).state == "held"
    assert {each.state for each in parts_in(first)} == {"held"}


def test_what_follows_from_each_row_follows_as_for_a_session_alone(
    grouped, first, parts, signed_in
):
    signed_in(grouped.finn).post(
        address(first), typed(parts, "complied", "absent", "failed_to_comply")
    )
    assert Absence.objects.get().session_record.appointment == parts[1]
    assert Failure.objects.get().session_record.appointment == parts[2]
    status = [each.enrolment.referral.status for each in parts_in(first)]
    assert status == ["on_programme", "scheduled", "on_programme"]


def test_exercises_are_said_once_and_recorded_for_whoever_came(grouped, first, parts, signed_in):
    sent = typed(parts, "complied", "absent", "complied", covered_0="whole")
    signed_in(grouped.finn).post(address(first), sent)
    held = ExerciseRecord.objects.order_by("pk")
    assert {each.exercise for each in held} == {first.exercises[0]}
    assert [each.session_record.appointment for each in held] == [parts[0], parts[2]]


def test_each_members_note_is_their_own_and_the_shared_one_is_the_sessions(
    grouped, first, parts, signed_in
):
    note = f"note_{parts[0].public_id.hex}"
    sent = typed(parts, "complied", **{note: "Spoke for the first time"}, group_note="Went well")
    signed_in(grouped.finn).post(address(first), sent)
    assert SessionRecord.objects.get().note == "Spoke for the first time"
    assert GroupNote.objects.get().note == "Went well"


def test_a_row_in_which_nothing_is_said_is_left_to_somebody_else(grouped, first, parts, signed_in):
    signed_in(grouped.finn).post(address(first), typed(parts[:1], "complied"))
    signed_in(grouped.fay).post(address(first), typed(parts[1:], "absent", "complied"))
    assert recorded() == [("complied", 120), ("absent", 0), ("complied", 120)]
    assert [each.version for each in SessionRecord.objects.order_by("pk")] == [1, 1, 1]


def test_a_register_of_which_a_row_is_missing_stays_on_today(grouped, first, parts, signed_in):
    browser = signed_in(grouped.finn)
    answer = browser.post(address(first), typed(parts[:2], "complied", "complied"), follow=True)
    assert "1 member is not marked yet" in answer.text
    assert "Sessions to record" in browser.get("/").text
    browser.post(address(first), typed(parts[2:], "absent"))
    assert "Sessions to record" not in browser.get("/").text


def test_two_who_say_different_things_of_one_member_see_both_and_lose_nothing(
    grouped, first, parts, signed_in
):
    signed_in(grouped.finn).post(address(first), typed(parts, "absent"))
    note = f"note_{parts[0].public_id.hex}"
    sent = typed(parts, "complied", "complied", **{note: "Came late, stayed on"})
    answer = signed_in(grouped.fay).post(address(first), sent)
    assert answer.status_code == 409
    assert "Finn recorded meanwhile: Absent, 0 min." in answer.text
    assert "Came late, stayed on" in answer.text
    assert recorded() == [("absent", 0)]
    version = f'name="version_{parts[0].public_id.hex}" value="1"'
    assert version in answer.text
    again = sent | {f"version_{parts[0].public_id.hex}": "1"}
    assert signed_in(grouped.fay).post(address(first), again).status_code == 302
    assert recorded() == [("complied", 120), ("complied", 120)]
    record = SessionRecord.objects.get(appointment=parts[0])
    assert [each.values["attendance"] for each in record.revisions.all()] == ["complied", "absent"]


def test_two_who_say_the_same_of_one_member_are_not_troubled(grouped, first, parts, signed_in):
    signed_in(grouped.finn).post(address(first), typed(parts, "complied"))
    answer = signed_in(grouped.fay).post(address(first), typed(parts, "complied", "absent"))
    assert answer.status_code == 302
    assert recorded() == [("complied", 120), ("absent", 0)]


def test_a_group_note_that_somebody_else_changed_is_shown_beside_ones_own(
    grouped, first, parts, signed_in
):
    signed_in(grouped.finn).post(address(first), {"group_note": "Lively", "note_version": "0"})
    sent = {"group_note": "Quiet", "note_version": "0"}
    answer = signed_in(grouped.fay).post(address(first), sent)
    assert answer.status_code == 409
    assert "Lively" in answer.text
    assert "Quiet" in answer.text
    assert GroupNote.objects.get().note == "Lively"
    again = sent | {"note_version": "1"}
    assert signed_in(grouped.fay).post(address(first), again).status_code == 302
    assert GroupNote.objects.get().note == "Quiet"


def test_a_record_made_alone_meanwhile_is_shown_too(grouped, first, parts, signed_in):
    happened = Happened(values={"attendance": "absent", "minutes": 0, "engagement": "", "note": ""})
    record_session(appointment=parts[0], happened=happened, by=grouped.finn, at=NOON)
    answer = signed_in(grouped.fay).post(address(first), typed(parts, "complied"))
    assert answer.status_code == 409


def test_saving_again_without_a_change_makes_no_new_version(grouped, first, parts, signed_in):
    browser = signed_in(grouped.finn)
    sent = typed(parts, "complied", "absent", "complied")
    browser.post(address(first), sent)
    again = {key: "1" if key.startswith("version") else value for key, value in sent.items()}
    browser.post(address(first), again)
    assert {each.version for each in SessionRecord.objects.all()} == {1}


@pytest.mark.parametrize("minutes", ["", "0", "-1", "241", "ninety", "9" * 40, "\u202e90"])
def test_minutes_that_are_none_are_said_beside_their_row(grouped, first, parts, signed_in, minutes):
    sent = typed(parts, "complied") | {f"minutes_{parts[0].public_id.hex}": minutes}
    answer = signed_in(grouped.finn).post(address(first), sent)
    assert answer.status_code == 200
    assert f'id="minutes_{parts[0].public_id.hex}-error"' in answer.text
    assert not SessionRecord.objects.exists()


def test_a_note_without_a_mark_asks_for_the_mark(grouped, first, parts, signed_in):
    sent = {f"note_{parts[0].public_id.hex}": "Was tired"}
    answer = signed_in(grouped.finn).post(address(first), sent)
    assert "Select whether they came" in answer.text
    assert "Was tired" in answer.text


def test_an_administrator_keeps_it_and_reads_and_writes_no_note(
    grouped, first, parts, signed_in, world
):
    note = f"note_{parts[0].public_id.hex}"
    sent = typed(parts, "complied", **{note: "Spoke of home"}, group_note="Heavy")
    signed_in(grouped.finn).post(address(first), sent)
    ada = world.member("ada", Role.PROGRAMME_ADMINISTRATOR, region=world.north)
    browser = signed_in(ada)
    page = browser.get(address(first)).text
    assert "Spoke of home" not in page
    assert "Heavy" not in page
    assert "In focus" not in page
    browser.post(address(first), typed(parts[1:], "absent", group_note="x", **{note: "x"}))
    assert SessionRecord.objects.get(appointment=parts[0]).note == "Spoke of home"
    assert GroupNote.objects.get().note == "Heavy"
    assert recorded() == [("complied", 120), ("absent", 0)]


@pytest.mark.parametrize("way", ["excluded", "left out of a restriction"])
def test_a_member_out_of_reach_is_counted_and_not_named(
    grouped, first, parts, signed_in, world, way
):
    hidden = parts[0].enrolment.person
    hidden_name = hidden.last_name
    given = {"person": hidden, "reason": "r", "on": LONG_AGO, **BY}
    if way == "excluded":
        exclude(user=grouped.finn, **given)
    else:
        restrict_to(user=world.member("named", Role.FACILITATOR), **given)
    browser = signed_in(grouped.finn)
    page = browser.get(address(first)).text
    assert hidden_name not in page
    assert "1 member whom you may not record comes too." in page
    browser.post(address(first), typed(parts, "complied", "complied"))
    assert recorded() == [("complied", 120)]
    assert SessionRecord.objects.get().appointment == parts[1]


def test_nobody_records_a_session_before_its_day_or_one_that_was_called_off(grouped, signed_in):
    from desist.casework.groups.actions.session import cancel_meeting

    later = grouped.group.sessions.get(number=2)
    browser = signed_in(grouped.finn)
    assert browser.get(address(later)).status_code == 404
    first = grouped.group.sessions.get(number=1)
    cancel_meeting(session=first, read_version=1, by=grouped.mona, at=NOON)
    assert browser.get(address(first)).status_code == 404


def test_the_register_on_paper_has_names_and_room_to_sign(grouped, first, parts, signed_in):
    page = signed_in(grouped.finn).get(address(first) + "/html").text
    for part in parts:
        assert part.enrolment.person.name in page
        assert part.enrolment.person.crn not in page
    assert "Signature" in page
    assert '<table class="to-fill">' in page
    assert "values" not in page.lower().partition("<body")[2]


def test_everybody_can_be_marked_as_attended_at_first(grouped, first, parts, signed_in):
    page = signed_in(grouped.finn).get(address(first) + "?all=came").text
    assert page.count('value="complied" checked') == 3


def test_today_begins_with_the_group_and_leads_to_its_register(grouped, first, signed_in, clock):
    page = signed_in(grouped.finn).get("/").text
    assert "NW-14, session 1 of 35 (group)" in page
    assert "3 expected" in page
    assert address(first) in page
    assert page.count("session 1 of 35") == 2  # in the diary, and to record: it has begun
    clock.set(DAY + timedelta(days=1), 9)
    assert "Sessions to record" in signed_in(grouped.fay).get("/").text


def test_each_members_own_page_has_the_session_and_its_record(grouped, first, parts, signed_in):
    browser = signed_in(grouped.finn)
    browser.post(address(first), typed(parts, "complied"))
    person = parts[0].enrolment.person
    page = browser.get(f"/delivery/of/{person.public_id}").text
    assert "Attended and complied" in page
    assert "NW-14" in page
