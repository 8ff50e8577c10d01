"""In a real browser: a study from the question to both halves, with axe on every state."""

import json

import pytest

from desist.casework.access import Role
from desist.casework.studies.actions.finding import keep_finding
from desist.casework.studies.report import read_report
from tests.casework.people import NOON
from tests.casework.studies.studied import (
    NO_PLACE,
    PLACED,
    SUITABLE,
    allowed,
    evaluator,
    lead,
    linker,
    referred,
)
from tests.casework.studies.told import whole_report
from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press, touch

pytestmark = NEEDS_A_BROWSER


def fill_day(page, legend, *parts):
    group = page.get_by_role("group", name=legend)
    for name, value in zip(("Day", "Month", "Year"), parts, strict=True):
        group.get_by_label(name).fill(value)


def taken(page, button):
    with page.expect_download() as download:
        touch(page, button)
    return download.value.path().read_bytes()


@pytest.mark.usefixtures("at_once")
def test_a_study_is_asked_for_allowed_made_and_taken_by_halves(world, visit):
    for n in range(10):
        referred(world, *SUITABLE, PLACED if n % 2 else NO_PLACE, last_name="Unmistakable")
    page = visit(evaluator(world))
    page.goto("/studies/")
    inspect(page, "studies-none")
    follow(page.get_by_role("button", name="Ask for a study"))
    press(page, "Ask for it")
    inspect(page, "studies-ask-error")
    page.get_by_label("What is the study called?").fill("Does it work?")
    page.get_by_label("What is to be found out, and what for?").fill("Fewer convicted, or more?")
    page.get_by_label("Internet Sex Offender Treatment Programme (i-SOTP)").check()
    page.get_by_label("The day their wait ended").check()
    fill_day(page, "First of these days", "1", "1", "2024")
    fill_day(page, "Last of these days", "31", "12", "2025")
    page.get_by_label("Images and indirect contact (OSP/IIC)").check()
    press(page, "Ask for it")
    inspect(page, "studies-asked")
    decider = visit(lead(world))
    decider.goto("/")
    follow(decider.get_by_role("link", name="Does it work?"))
    follow(decider.get_by_role("button", name="Decide on it"))
    press(decider, "Decide")
    inspect(decider, "studies-decide-error")
    decider.get_by_label("Allow it").check()
    fill_day(decider, "Until when may it be given data?", "31", "12", "2099")
    decider.get_by_label("Why?").fill("It is needed.")
    press(decider, "Decide")
    page.reload()
    press(page, "Have it made")
    inspect(page, "studies-made")
    assert taken(page, "Take the cohort")[:2] == b"PK"
    named = visit(linker(world))
    named.goto("/")
    follow(named.get_by_role("link", name="Does it work?"))
    inspect(named, "studies-roster")
    assert taken(named, "Take the roster").count(b"Unmistakable") == 10
    page.reload()
    page.get_by_text("Given out").first.wait_for()
    inspect(page, "studies-given")


def test_what_was_found_is_read_by_whoever_delivers(world, visit):
    page = visit(world.member("finn", Role.FACILITATOR))
    page.goto("/studies/findings")
    inspect(page, "findings-none")
    text = json.dumps(whole_report()).encode()
    report = read_report(text, file="report.json", demonstration=True)
    study = allowed(world)
    keep_finding(study=study, report=report, text=text, by=study.asked_by, at=NOON)
    page.reload()
    inspect(page, "findings")
    follow(page.get_by_role("link", name="Read it"))
    inspect(page, "finding")
