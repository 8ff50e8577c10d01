"""In a browser: static risk coded and checked, a decision made and answered; axe throughout."""

from datetime import date

import pytest

from desist.casework.access import Role
from desist.casework.assessment.actions.decision import decide_eligibility
from desist.casework.assessment.actions.rating import rate_needs
from desist.casework.assessment.models import Coding
from tests.casework.assessment.builder import TODAY, adopt_all, code, refer, sign_deviance
from tests.casework.people import NOON
from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press

pytestmark = NEEDS_A_BROWSER


@pytest.fixture
def world(transactional_db):
    from tests.casework.people import build_world

    return build_world()


def fill_date(page, name, day, month, year):
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"[name={name}-{part}]").fill(str(value))


def test_a_tool_is_coded_checked_blind_and_settled(world, visit):
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    sam = world.member("sam", Role.ASSESSOR, Role.SECOND_CODER, region=world.north)
    referral = refer(world)
    page = visit(anna)
    page.goto(f"/assessment/of/{referral.person.public_id}")
    inspect(page, "assessment-overview-empty")
    follow(page.get_by_role("link", name="Static risk"))
    inspect(page, "assessment-risk-empty")
    press(page, "Code Risk Matrix 2000")
    inspect(page, "assessment-code-1")
    fill_date(page, "commencement_on", 1, 2, 1970)
    press(page, "Save and continue")
    assert "before the date of birth" in page.inner_text(".govuk-error-summary")
    inspect(page, "assessment-code-1-error")
    fill_date(page, "commencement_on", 20, 10, 2025)
    press(page, "Save and continue")
    page.get_by_label("How many times were they sentenced for a sexual offence?").fill("3")
    page.get_by_label("How many times were they sentenced for any offence?").fill("two")
    press(page, "Save and continue")
    inspect(page, "assessment-code-2-error")
    page.get_by_label("How many times were they sentenced for any offence?").fill("3")
    page.get_by_label("How many times were they sentenced for violence").fill("0")
    page.get_by_role("group", name="burglary").get_by_label("No", exact=True).check()
    press(page, "Save and continue")
    for name, answer in (("single", "yes"), ("male_victim", "no")):
        page.locator(f"[name={name}][value={answer}]").check()
    for name in ("stranger_victim", "non_contact"):
        page.locator(f"[name={name}][value=image]").check()
    press(page, "Save and continue")
    inspect(page, "assessment-look-over")
    press(page, "Finish")
    inspect(page, "assessment-coding")
    press(page, "Ask for a second coder")
    assert "Waiting for a second coder" in page.inner_text("main")
    second = visit(sam)
    second.goto(f"/assessment/of/{referral.person.public_id}")
    inspect(second, "assessment-overview-blind")
    assert "you see nothing of this person" in second.inner_text("main")
    follow(second.get_by_role("link", name="Code Risk Matrix 2000 as second coder"))
    inspect(second, "assessment-second")
    press(second, "Begin")
    assert "Last time" not in second.inner_text("main")
    press(second, "Save and continue")
    second.locator("[name=burglary][value=no]").check()
    press(second, "Save and continue")
    press(second, "Save and continue")
    assert second.title().startswith("Error")
    for name in ("single", "male_victim", "stranger_victim", "non_contact"):
        second.locator(f"[name={name}][value=no]").check()
    press(second, "Save and continue")
    press(second, "Finish")
    page.goto(f"/assessment/coding/{Coding.objects.get(purpose='first').public_id}")
    inspect(page, "assessment-differ")
    press(page, "Settle the differences")
    press(page, "Settle")
    inspect(page, "assessment-settle-error")
    for radio in page.locator("input[type=radio][value=first]").all():
        radio.check()
    for box in page.locator("textarea").all():
        box.fill("read again in the papers")
    press(page, "Settle")
    inspect(page, "assessment-agreed")
    assert "What was settled, and why" in page.inner_text("main")
    page.goto(f"/assessment/{referral.public_id}/risk")
    inspect(page, "assessment-risk")


def test_eligibility_is_judged_explained_and_answered(world, visit):
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    mona = world.member("mona", Role.MANAGER, region=world.north)
    referral = refer(world)
    page = visit(mona)
    page.goto(f"/assessment/{referral.public_id}/eligibility")
    inspect(page, "eligibility-none")
    press(page, "Judge now")
    inspect(page, "eligibility-awaiting")
    assert "Rules that this site could adopt" in page.inner_text("main")
    adopt_all(world)
    press(page, "Judge again")
    inspect(page, "eligibility-missing")
    follow(page.get_by_role("link", name="Deviance", exact=True))
    press(page, "Enter result")
    inspect(page, "deviance-error")
    code(referral, anna)
    sign_deviance(referral, anna)
    page.goto(f"/assessment/{referral.public_id}/eligibility")
    inspect(page, "eligibility-changed")
    press(page, "Judge again")
    inspect(page, "eligibility-judged")
    follow(page.get_by_role("link", name="Replay"))
    inspect(page, "decision-replayed")
    page.goto(f"/assessment/{referral.public_id}/needs")
    inspect(page, "needs")


def test_the_profile_the_page_to_talk_through_and_a_person_at_a_glance(world, visit, settings):
    from tests.casework.assessment.test_profile_page import answer

    settings.DEMONSTRATION = True
    mona = world.member("mona", Role.MANAGER, region=world.north)
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    referral = refer(world)
    earlier = date(2025, 3, 2)
    for point, day, total, lonely in (("start", earlier, 82, 62), ("middle", TODAY, 60, 44)):
        answer(referral, anna, "bis-11", point, day, total=total, motor=26)
        answer(referral, anna, "ucla-loneliness-1980", point, day, total=lonely)
    answer(referral, anna, "pds", "start", TODAY, **{"impression-management": 10})
    code(referral, anna)
    sign_deviance(referral, anna)
    ratings = {"loneliness": (2, "No visitor in a month."), "fantasy": (0, "")}
    rate_needs(referral=referral, ratings=ratings, on=TODAY, by=anna, at=NOON)
    decide_eligibility(referral=referral, on=TODAY, by=anna, at=NOON)
    page = visit(mona)
    page.goto(f"/assessment/{referral.public_id}/profile")
    inspect(page, "profile")
    follow(page.get_by_role("button", name="Talk it through: a page to print"))
    inspect(page, "talk")
    page.goto(f"/person/{referral.person.public_id}")
    inspect(page, "person-glance")
    page.goto("/assessment/would-change/noms-2014/1")
    press(page, "Compute")
    inspect(page, "forecast")
    page.set_viewport_size({"width": 320, "height": 800})
    for address in ("profile", "risk", "eligibility", "talk-it-through"):
        page.goto(f"/assessment/{referral.public_id}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
