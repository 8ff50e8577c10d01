"""Asking, deciding, having it made and taking it, through the pages."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from desist.casework.access import Role
from desist.casework.studies.actions.extract import finish_extract
from desist.casework.studies.models import Extract, HandOver, Study
from desist.casework.studies.policy import MAKER
from tests.casework.people import NOON
from tests.casework.studies.studied import (
    NO_PLACE,
    PLACED,
    SUITABLE,
    allowed,
    asked,
    evaluator,
    lead,
    linker,
    referred,
)

TYPED = {
    "title": "Does it work?", "question": "Whether fewer are convicted again.", "approval": "",
    "programme": "isotp", "counts_from": "wait_ended", "predicts": "image", "horizon_days": "",
    "first_day-day": "1", "first_day-month": "1", "first_day-year": "2024",
    "last_day-day": "31", "last_day-month": "12", "last_day-year": "2025",
}  # fmt: skip
DECIDED = {
    "decision": "allow", "because": "It is needed.",
    "open_until-day": "31", "open_until-month": "12", "open_until-year": "2099",
}  # fmt: skip
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def browsers(world):
    """A browser for each of the three."""
    from django.test import Client

    return [world.browser(Client(), who(world)) for who in (evaluator, lead, linker)]


@pytest.mark.usefixtures("at_once")
def test_from_a_question_to_both_halves_of_the_answer(world, browsers):
    for n in range(12):
        referred(world, *SUITABLE, PLACED if n % 2 else NO_PLACE, last_name="Unmistakable")
    eva, lena, linus = browsers
    address = eva.post("/studies/ask", TYPED)["Location"]
    assert "Waiting for a decision" in eva.get(address).text
    assert "Have it made" not in eva.get(address).text
    assert "To decide" in lena.get("/").text
    answer = lena.post(f"{address}/decide", DECIDED)
    assert answer["Location"] == address
    assert "Cohort to take" in eva.get("/").text
    assert "Roster to take" in linus.get("/").text
    eva.post(f"{address}/extract")
    page = eva.get(address).text
    assert re.search(r"Treated</th>\s*<td[^>]*>6<", page)
    extract = Extract.objects.get()
    given = eva.post(f"/studies/extract/{extract.public_id}/cohort")
    assert given["Content-Disposition"] == 'attachment; filename="cohort.zip"'
    assert "episodes.parquet" in ZipFile(BytesIO(given.content)).namelist()
    roster = linus.post(f"{address}/roster")
    assert roster.content.decode().count("Unmistakable") == 12
    for browser in browsers:
        page = browser.get(address).text
        assert "Given out" in page
        assert "Unmistakable" not in page
    assert HandOver.objects.count() == 2
    assert "Cohort to take" not in eva.get("/").text


def test_small_counts_are_withheld_on_the_page(world, browsers):
    study = allowed(world)
    from desist.casework.studies.actions.extract import ask_extract

    extract = ask_extract(study=study, by=evaluator(world), at=NOON)
    numbers = {"treated": 40, "control": 3, "still_waiting": 9, "died_before": 0}
    finish_extract(extract=extract, content=b"", people=[], numbers=numbers, by=MAKER, at=NOON)
    page = browsers[1].get(f"/studies/{study.public_id}").text
    told = re.findall(r'numeric">(\w+)</td>', page)
    assert told == ["40", "withheld", "withheld", "0"]


@pytest.mark.parametrize(("changed", "said"), [
    ({"title": ""}, "Enter what the study is called"),
    ({"question": ""}, "Enter what is to be found out"),
    ({"programme": "none"}, "Select a programme"),
    ({"counts_from": ""}, "Select from which day time is counted"),
    ({"last_day-year": "2023"}, "The last day must not be before the first"),
    ({"first_day-month": "13"}, "Enter a real date"),
    ({"horizon_days": "0"}, "Enter a whole number from 1"),
    ({"title": "a\u202eb"}, "Remove the hidden"),
])  # fmt: skip
def test_what_is_wrong_with_a_question_is_said_beside_the_field(browsers, changed, said):
    answer = browsers[0].post("/studies/ask", TYPED | changed)
    assert said in answer.text
    assert not Study.objects.exists()


@pytest.mark.parametrize(("changed", "said"), [
    ({"decision": ""}, "Select what you decide"),
    ({"because": ""}, "Enter why"),
    ({"open_until-day": "", "open_until-month": "", "open_until-year": ""}, "Enter the last day"),
    ({"open_until-year": "2020"}, "The last day must not be in the past"),
])  # fmt: skip
def test_what_is_wrong_with_a_decision_is_said_beside_the_field(world, browsers, changed, said):
    study = asked(world)
    answer = browsers[1].post(f"/studies/{study.public_id}/decide", DECIDED | changed)
    assert said in answer.text
    assert Study.objects.get().state == "asked"


def test_a_refusal_needs_no_day_and_ends_it(world, browsers):
    study = asked(world)
    none = {"open_until-day": "", "open_until-month": "", "open_until-year": ""}
    browsers[1].post(f"/studies/{study.public_id}/decide", DECIDED | none | {"decision": "refuse"})
    found = Study.objects.get()
    assert (found.state, found.open_until) == ("refused", None)
    assert browsers[0].post(f"/studies/{study.public_id}/extract").status_code == 404


def test_after_its_last_day_a_study_is_given_nothing_and_says_so(world, browsers, clock):
    study = allowed(world)
    clock.set(study.open_until.replace(year=study.open_until.year + 1))
    eva, _lena, linus = browsers = [
        world.browser(each, who(world))
        for each, who in zip(browsers, (evaluator, lead, linker), strict=True)
    ]
    address = f"/studies/{study.public_id}"
    for browser, way in ((eva, "extract"), (linus, "roster")):
        answer = browser.post(f"{address}/{way}", follow=True)
        assert "nothing is given out" in answer.text
    assert not HandOver.objects.exists()
    assert not Extract.objects.exists()


def test_an_evaluator_who_links_too_is_not_offered_the_other_half(world):
    from django.test import Client

    both = world.member("both", Role.EVALUATOR, Role.LINKER)
    browser = world.browser(Client(), both)
    study = allowed(world)
    address = f"/studies/{study.public_id}"
    browser.post(f"{address}/roster")
    assert "Take the roster" in browser.get(address).text
    assert browser.post(f"{address}/extract").status_code == 302
    extract = Extract.objects.get()
    finish_extract(extract=extract, content=b"", people=[], numbers={}, by=MAKER, at=NOON)
    assert "Take the cohort" not in browser.get(address).text
    assert browser.post(f"/studies/extract/{extract.public_id}/cohort").status_code == 404


def test_what_takes_too_long_may_be_asked_for_again(world, browsers, clock):
    from desist.casework.studies.actions.extract import ask_extract

    study = allowed(world)
    ask_extract(study=study, by=evaluator(world), at=clock.at)
    eva, address = browsers[0], f"/studies/{study.public_id}"
    assert "0% made" in eva.get(address).text
    assert "Have it made" not in eva.get(address).text
    clock.set(clock.at.date(), hour=11)
    eva = world.browser(eva, evaluator(world))
    assert "Have it made again" in eva.get(address).text
    eva.post(f"{address}/extract")
    assert "0% made" in eva.get(address).text
    assert Extract.objects.count() == 1


def test_closing_forgets_what_was_made(world, browsers):
    from desist.casework.studies.actions.extract import ask_extract

    study = allowed(world)
    extract = ask_extract(study=study, by=evaluator(world), at=NOON)
    finish_extract(extract=extract, content=b"x", people=[], numbers={}, by=MAKER, at=NOON)
    browsers[0].post(f"/studies/{study.public_id}/close")
    extract.refresh_from_db()
    assert (extract.state, extract.content) == ("forgotten", None)
    assert Study.objects.get().state == "closed"
