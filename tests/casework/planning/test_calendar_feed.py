"""The calendar feed: initials alone, changes told, and what no calendar may lack."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from desist.casework.people.actions import exclude
from desist.casework.planning.actions.appointment import cancel_appointment, move_appointment
from desist.casework.planning.actions.feed import make_feed, revoke_feed
from desist.casework.planning.calendar_text import Entry, calendar_text, faults_of
from tests.casework.people import LONG_AGO, NOON
from tests.casework.planning.planned import BY

LONDON = ZoneInfo("Europe/London")
TOKEN = "t" * 43


@pytest.fixture
def booked(case):
    """Two sessions in the next weeks, and the address of their facilitator's calendar."""
    soon = timezone.localdate() + timedelta(days=7)
    sessions = case.booked(case.approved(), soon, soon + timedelta(days=7))
    make_feed(user=case.finn, token=TOKEN, by=case.finn, at=NOON)
    return sessions


def events(client, token=TOKEN):
    answer = client.get(f"/planning/calendar/{token}")
    assert answer.status_code == 200
    assert not list(faults_of(answer.content))
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(each["UID"]): each for each in found}, answer.text


def test_it_shows_initials_and_never_a_name_or_number(case, booked, client):
    found, text = events(client)
    assert len(found) == 2
    person = case.person
    for word in (person.first_names, person.last_name, person.crn, "values", str(person.public_id)):
        assert word not in text
    assert "SUMMARY:J.E.\\, session 1 of 24" in text


def test_a_moved_session_keeps_its_uid_and_raises_its_sequence(case, booked, client):
    first = booked[0]
    move_appointment(
        appointment=first, read_version=1, values={"starts": time(14)}, by=case.finn, at=NOON
    )
    event = events(client)[0][first.uid]
    assert event["SEQUENCE"] == 1
    assert event["DTSTART"].dt.time() == time(14)
    assert event["STATUS"] == "CONFIRMED"


def test_a_cancelled_session_is_told_as_cancelled(case, booked, client):
    first = booked[0]
    cancel_appointment(appointment=first, read_version=1, by=case.finn, at=NOON)
    event = events(client)[0][first.uid]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_a_revoked_address_and_a_guessed_one_answer_alike(case, booked, client):
    feed = case.finn.feeds.get()
    revoke_feed(feed=feed, by=case.finn, at=NOON)
    gone, guessed = client.get(f"/planning/calendar/{TOKEN}"), client.get("/planning/calendar/xyz")
    assert gone.status_code == guessed.status_code == 404
    assert gone.content == guessed.content


def test_a_new_address_revokes_the_one_before(case, booked, client):
    make_feed(user=case.finn, token="n" * 43, by=case.finn, at=NOON)
    assert client.get(f"/planning/calendar/{TOKEN}").status_code == 404
    assert len(events(client, "n" * 43)[0]) == 2


def test_whoever_may_no_longer_see_the_person_gets_nothing_of_them(case, booked, client):
    exclude(person=case.person, user=case.finn, reason="kin", on=LONG_AGO, **BY)
    assert not events(client)[0]


def entry(**changed):
    begins = datetime(2026, 3, 3, 10, tzinfo=LONDON)
    given = {
        "uid": "1@desist", "sequence": 0, "changed_at": datetime(2026, 3, 2, tzinfo=UTC),
        "begins_at": begins, "ends_at": begins + timedelta(minutes=90), "summary": "J.E., 1",
        "place": "Room 3",
    }  # fmt: skip
    return Entry(**given | changed)


def test_both_changes_of_the_clocks_are_written_out_with_their_offsets():
    days = (date(2026, 3, 27), date(2026, 3, 30), date(2026, 10, 24), date(2026, 10, 26))
    made = [
        entry(
            uid=f"{at}@desist",
            begins_at=datetime.combine(day, time(10), LONDON),
            ends_at=datetime.combine(day, time(11, 30), LONDON),
        )
        for at, day in enumerate(days)
    ]
    read = Calendar.from_ical(calendar_text(made))
    starts = [each["DTSTART"].dt for each in read.walk("VEVENT")]
    assert [each.utcoffset() for each in starts] == [
        timedelta(hours=hours) for hours in (0, 1, 1, 0)
    ]
    (zone,) = read.walk("VTIMEZONE")
    changes = {str(part["TZOFFSETTO"].td) for part in zone.walk() if "TZOFFSETTO" in part}
    assert changes == {"0:00:00", "1:00:00"}


@pytest.mark.parametrize(
    ("lost", "instead", "fault"),
    [
        (b"UID:1@desist\r\n", b"", "has no UID"),
        (b"CLASS:PRIVATE\r\n", b"", "has no CLASS"),
        (b"SEQUENCE:0\r\n", b"", "has no SEQUENCE"),
        (b"METHOD:PUBLISH\r\n", b"", "METHOD is not PUBLISH"),
        (b"CLASS:PRIVATE", b"CLASS:PUBLIC", "is not private"),
        (b"SUMMARY", b"ATTENDEE:mailto:a@b.example\r\nSUMMARY", "has ATTENDEE"),
        (b"T113000", b"T093000", "ends before it begins"),
        (b"BEGIN:DAYLIGHT", b"BEGIN:OTHER", "has no DAYLIGHT"),
        (b"\r\nCLASS", b"\nCLASS", "CR LF"),
    ],
)
def test_what_a_calendar_lacks_is_found_by_us(lost, instead, fault):
    text = calendar_text([entry()])
    assert lost in text
    altered = text.replace(lost, instead)
    if b"OTHER" in instead:
        altered = altered.replace(b"END:DAYLIGHT", b"END:OTHER")
    assert any(fault in each for each in faults_of(altered))


def test_a_text_with_line_ends_and_commas_is_escaped_and_folded():
    text = calendar_text([entry(place="Room; 3, North\nWing " + "long " * 30)])
    assert b"LOCATION:Room\\; 3\\, North\\nWing" in text
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
