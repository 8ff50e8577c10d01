"""The steps from the first session to the signed report."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.casework.journey.desk import Desk
from tests.casework.journey.steps import to_the_person

NOTE = "Came on time and worked with both exercises. Spoke of his week."


def register(finn: Desk, number: int) -> None:
    """The register of a session: who came, how long, what was done."""
    finn.open("/")
    finn.follow(f"Jordan Example, session {number}")
    finn.choose("Attended and complied")
    for place in range(finn.page.locator("[name^=covered_][value=whole]").count()):
        finn.mark(f"covered_{place}", "whole")
    finn.press("Save")


def note(finn: Desk, number: int) -> None:
    """A note that is written afterwards."""
    to_the_person(finn)
    finn.follow("Sessions")
    finn.follow(f"Correct session {number}")
    finn.write("Note", NOTE)
    finn.press("Save")


def miss(finn: Desk, number: int) -> None:
    """Nobody came; a catch-up is booked on the day after."""
    finn.open("/")
    finn.follow(f"Jordan Example, session {number}")
    finn.choose("Absent")
    finn.press("Save")


def decide_absence(rita: Desk) -> None:
    """The practitioner's decision, with what speaks for it."""
    rita.open("/")
    rita.follow("Decide whether an absence was acceptable: Jordan Example")
    rita.choose("Illness")
    rita.write("What speaks for it?", "A fit note was seen")
    rita.choose("Acceptable")
    rita.press("Save my decision")


def book_catch_up(finn: Desk, number: int, day: date) -> None:
    """At the same time, in the same room, on another day."""
    to_the_person(finn)
    finn.follow("Sessions")
    finn.follow(f"Book a catch-up of session {number}")
    finn.day(day, within="Day")
    finn.press("Book")


def make_good(finn: Desk, number: int) -> None:
    """The catch-up, from Today."""
    finn.open("/")
    finn.follow(f"Jordan Example, catch-up of session {number}")
    finn.choose("Attended and complied")
    for place in range(finn.page.locator("[name^=covered_][value=whole]").count()):
        finn.mark(f"covered_{place}", "whole")
    finn.press("Save")


def held(first: int, last: int) -> date:
    """Sessions between, through the same action as the page's; the day of the last."""
    from desist.casework.delivery.actions.session_record import Happened, record_session
    from desist.casework.planning.models import Appointment

    values = {"attendance": "complied", "minutes": 90, "engagement": "", "note": ""}
    for each in Appointment.objects.filter(number__range=(first, last)).order_by("number"):
        exercises = tuple((exercise, "whole", "") for exercise in each.exercises)
        happened = Happened(values=values, exercises=exercises)
        record_session(appointment=each, happened=happened, by=each.facilitator, at=each.ends_at)
    return each.day


def review(finn: Desk) -> None:
    """The first review, with what each party says."""
    finn.open("/")
    finn.follow("Hold a review: Jordan Example")
    for party, words in (("participant", "I want to go on"), ("facilitator", "Works steadily")):
        finn.follow(f"Write the view of the {party}")
        finn.page.locator("textarea").first.fill(words)
        finn.effort.fields += 1
        finn.effort.presses += len(words)
        finn.press("Save")
    finn.follow("Record the review as held")
    finn.write("What was talked about and decided?", "Goes on as planned")
    finn.choose("Agrees")
    finn.write("If a party said nothing", "The practitioner is on leave")
    finn.press("Save")


def write_life_plan(finn: Desk) -> None:
    """In the participant's own words, with a goal."""
    to_the_person(finn)
    finn.follow("New Life Plan")
    finn.follow("Begin the New Life Plan")
    finn.choose("English")
    finn.write("What matters to them", "To be somebody my sister can rely on")
    finn.day(date(2026, 11, 2), within="When will it be looked at again?")
    finn.press("Save")


def end(finn: Desk) -> None:
    """It ran its course: what that is called follows from the record."""
    to_the_person(finn)
    finn.follow("Outcome")
    finn.follow("Record how it ended")
    finn.choose("It ran its course")
    finn.press("Save")


def report(finn: Desk) -> str:
    """Assemble the report, add what the author says, sign; its address."""
    finn.follow("Begin the report")
    finn.press("Assemble it")
    finn.write("Summary", "He came to nineteen sessions and made one good.")
    finn.write("Progress, strengths", "Telephones his sister before a bad evening, not after it.")
    finn.write("What is recommended", "Keep up the weekly plan.")
    finn.press("Save")
    finn.press("Sign")
    return str(finn.page.url)


def countersign(mona: Desk) -> None:
    """The second signature, by somebody who did not write it."""
    mona.open("/")
    mona.follow("Read and countersign a report: Jordan Example")
    mona.press("Countersign")


def fetch(desk: Desk, name: str) -> Any:
    """A file behind a link of this page, with the sign-in of this window."""
    href = desk.page.get_by_role("link", name=name, exact=True).get_attribute("href")
    return desk.page.context.request.get(href)
