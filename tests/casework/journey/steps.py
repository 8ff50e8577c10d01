"""The steps of one person's way, as the staff take them: by links and buttons, never by address."""

from __future__ import annotations

from datetime import date

from tests.casework.journey.desk import Desk

CRN = "X123456"
CONVICTED = date(2025, 10, 20)
COMMITTED = date(2024, 11, 2)
ANSWERS = "12341234123412341234"


def to_the_person(desk: Desk) -> None:
    """By the search that stands on every page."""
    desk.open("/")
    desk.page.get_by_role("searchbox", name="Name or CRN").fill(CRN)
    desk.press("Search")


def refer(rita: Desk) -> None:
    """Register somebody and put them forward."""
    rita.open("/people/")
    rita.follow("Register somebody")
    rita.write("CRN", CRN)
    rita.write("First names", "Jordan")
    rita.write("Last name", "Example")
    rita.day(date(1980, 5, 17), within="Date of birth")
    rita.choose("Male")
    rita.select("Reporting team", "Quayside")
    rita.press("Register")
    rita.follow("Refer to a programme")
    rita.press("Refer to a programme")
    rita.follow("Programme")
    rita.choose("Internet Sex Offender Treatment Programme")
    rita.press("Save and continue")
    rita.choose("A court's requirement")
    rita.choose("England")
    rita.choose("Community")
    rita.press("Save and continue")
    rita.page.get_by_label("Offence", exact=True).select_option("pca-1978-s1-make")
    rita.day(COMMITTED, within="Committed on")
    rita.day(CONVICTED, within="Convicted on")
    rita.choose("Yes", within="Were images involved?")
    rita.choose("No", within="Was there contact with a victim?")
    rita.press("Add this offence")
    rita.follow("These are all")
    _facts(rita)
    rita.press("Check your answers")
    rita.press("Send the referral")


def _facts(rita: Desk) -> None:
    rita.follow("Facts for screening")
    for group in ("Did they arrange", "Did they direct"):
        rita.choose("No", within=group)
    rita.choose("No sign of a learning disability")
    rita.press("Save and continue")
    rita.choose("Accepts it in part")
    rita.choose("No", within="Is an appeal pending?")
    rita.day(date(2026, 2, 27), within="When did they say so?")
    rita.press("Save and continue")
    rita.write("What should the assessor know?", "Works nights")
    rita.press("Save and continue")


def screen(mona: Desk) -> None:
    """What waits on Today; the recommendation is chosen already."""
    mona.open("/")
    mona.follow("Screen the referral: Jordan Example")
    mona.press("Decide")


def agree(anna: Desk) -> None:
    """Go through the limits of confidentiality together."""
    to_the_person(anna)
    anna.follow("Concerns")
    anna.follow("Read, print or record the answer")
    anna.choose("Agreed")
    anna.choose("English", within="In which language?")
    anna.choose("Signed on paper")
    anna.press("Record")


def answer_on_paper(anna: Desk) -> None:
    """Plan the battery at start; type one form twice, and enter the scales of another twice."""
    anna.follow("Questionnaires")
    anna.follow("Plan questionnaires")
    anna.press("Plan them")
    for way in ("Type in", "Second entry"):
        anna.follow(f"{way} : Revised UCLA Loneliness Scale")
        anna.keys(ANSWERS)
        anna.press("Save")
    assert "Both entries agree" in anna.text
    for way in ("Enter scores", "Second entry"):
        anna.follow(f"{way} : Paulhus")
        for scale, score in (("Impression", "5"), ("Self-deceptive", "4"), ("Desirable", "9")):
            anna.write(scale, score)
        anna.press("Save")


def code(anna: Desk) -> None:
    """Code static risk from the task, and ask for a second coder."""
    anna.open("/")
    anna.follow("Assess: Jordan Example")
    anna.follow("Static risk")
    anna.press("Code Risk Matrix 2000")
    anna.day(CONVICTED, within="When can they first offend")
    _items(anna)
    anna.press("Ask for a second coder")


def code_second(sam: Desk) -> None:
    """Code it again, blind."""
    sam.open("/")
    sam.follow("Code static risk as second coder: Jordan Example")
    sam.press("Begin")
    sam.day(CONVICTED, within="When can they first offend")
    _items(sam)


def _items(coder: Desk) -> None:
    coder.press("Save and continue")
    for crime, times in (("a sexual offence", "2"), ("any offence", "2"), ("violence", "0")):
        coder.write(f"How many times were they sentenced for {crime}", times)
    coder.mark("burglary", "no")
    coder.press("Save and continue")
    for item, answer in (("single", "yes"), ("male_victim", "no")):
        coder.mark(item, answer)
    for item in ("stranger_victim", "non_contact"):
        coder.mark(item, "image")
    coder.press("Save and continue")
    coder.press("Finish")


def assess(anna: Desk) -> None:
    """Rate needs, enter what the scorer signed, and judge."""
    anna.open("/")
    anna.follow("Assess: Jordan Example")
    assert "Coded" in anna.text
    anna.follow("Needs: your ratings")
    for need, value in (("loneliness", 2), ("self-esteem", 2), ("low-mood", 1)):
        anna.mark(f"value_{need}", str(value))
        anna.page.locator(f"[name=evidence_{need}]").fill("Said so, with two examples")
    anna.press("Save ratings")
    anna.follow("Enter a signed result")
    anna.choose("Low")
    for label, words in (
        ("Which unit", "Scoring unit"),
        ("Version of", "7"),
        ("Who signed", "A. Scorer"),
    ):
        anna.write(label, words)
    anna.day(date(2026, 3, 2), within="Date of the result")
    anna.press("Enter result")
    anna.follow("Assessment")
    anna.follow("Is the programme suitable?")
    anna.press("Judge now")
    assert "Eligible" in anna.text


def accept(mona: Desk) -> None:
    """Answer the recommendation."""
    mona.open("/")
    mona.follow("Answer a recommendation on eligibility: Jordan Example")
    mona.press("Accept the recommendation")


def formulate(anna: Desk) -> None:
    """A formulation that needs no account of the offence."""
    anna.follow("Plan")
    anna.follow("Write it")
    anna.choose("Without an account")
    anna.press("Continue")
    anna.write("Life at the time", "Lived alone after a move")
    anna.choose("Inner peace")
    anna.choose("A settled home")
    anna.press("Save")


def enrol(mona: Desk) -> None:
    """A place in the individual format, with a facilitator."""
    to_the_person(mona)
    mona.follow("Plan")
    mona.follow("Enrol")
    mona.choose("Individual")
    mona.press("Enrol")
    mona.follow("Assign a facilitator")
    mona.select("Facilitator", "Finn")
    mona.press("Assign")


def plan(finn: Desk) -> None:
    """Take what is recommended and send it."""
    finn.open("/")
    finn.follow("Make the plan: Jordan Example")
    finn.follow("See the recommended plan")
    finn.press("Save as draft")
    finn.press("Send for approval")


def approve(mona: Desk) -> None:
    """The second person."""
    mona.open("/")
    mona.page.get_by_role("heading", name="Plans that wait").wait_for()
    mona.follow("Jordan Example")
    mona.press("Approve this plan")


def schedule(finn: Desk) -> None:
    """Two mornings a week."""
    finn.open("/")
    finn.follow("Book the sessions: Jordan Example")
    finn.follow("Propose sessions")
    finn.choose("Tuesday")
    finn.choose("Thursday")
    finn.select("Beginning at", "10:00")
    finn.mark("a_week", "2")
    finn.select("Room", "Room 3, Quay House")
    finn.press("Propose days")
    finn.press("Accept and book")
