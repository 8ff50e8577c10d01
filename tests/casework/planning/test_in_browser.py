"""In a real browser: from enrolment to booked sessions, looked at by axe on the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.assessment.actions.rating import rate_needs
from tests.casework.people import NOON
from tests.casework.planning.planned import NEEDS, accept, build_room, refer
from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press

pytestmark = NEEDS_A_BROWSER


@pytest.fixture
def referral(world, adopted):
    found = refer(world)
    accept(found)
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    rate_needs(referral=found, ratings=NEEDS, on=NOON.date(), by=anna, at=NOON)
    return found


def of(referral):
    return f"/planning/of/{referral.person.public_id}"


def test_a_formulation_without_an_account_is_written_and_printed(world, referral, visit):
    page = visit(world.member("anna", Role.ASSESSOR, region=world.north))
    page.goto(of(referral))
    inspect(page, "planning-nothing-yet")
    follow(page.get_by_role("link", name="Write it"))
    inspect(page, "formulation-begin")
    page.get_by_label("Without an account").check()
    press(page, "Continue")
    assert page.get_by_text("Filled in from the strong needs").count()
    page.get_by_label("Life at the time").fill("Lived alone after a move\nWorked nights")
    page.get_by_label("Feelings in that time").fill("Lonely most evenings")
    page.get_by_label("Inner peace").check()
    page.get_by_label("A settled home").check()
    inspect(page, "formulation-write")
    press(page, "Save")
    inspect(page, "formulation")
    assert "Worked nights" in page.inner_text(".desist-chain")
    follow(page.get_by_role("link", name="Print"))
    inspect(page, "formulation-paper")


def test_from_enrolment_to_booked_sessions(world, referral, visit):
    mona = world.member("mona", Role.MANAGER, region=world.north)
    finn = world.member("finn", Role.FACILITATOR)
    build_room(world)
    page = visit(mona)
    page.goto(of(referral))
    press(page, "Enrol")
    inspect(page, "enrol")
    page.get_by_label("Individual").check()
    press(page, "Enrol")
    follow(page.get_by_role("link", name="Assign a facilitator"))
    press(page, "Assign")
    inspect(page, "assign-error")
    page.get_by_label("Facilitator").select_option(finn.full_name)
    press(page, "Assign")
    own = visit(finn)
    own.goto(of(referral))
    press(own, "See the recommended plan")
    inspect(own, "plan-recommended")
    own.get_by_label("26", exact=False).first.check()
    press(own, "See what these wishes give")
    inspect(own, "plan-wished")
    press(own, "Save as draft")
    inspect(own, "plan-draft")
    press(own, "Send for approval")
    page.goto(of(referral))
    press(page, "Read and approve")
    inspect(page, "plan-to-approve")
    press(page, "Approve this plan")
    own.goto(of(referral))
    press(own, "Propose sessions")
    press(own, "Propose days")
    inspect(own, "schedule-error")
    own.get_by_label("Tuesday").check()
    own.get_by_label("Thursday").check()
    own.get_by_label("Beginning at").select_option("10:00")
    own.get_by_label("Facilitator", exact=True).select_option(finn.full_name)
    own.get_by_label("Room").select_option(index=1)
    press(own, "Propose days")
    inspect(own, "schedule-proposed")
    press(own, "Accept and book")
    inspect(own, "planning-booked")
    follow(own.locator("tbody a").first)
    inspect(own, "session")
    press(own, "Move")
    day = timezone.localdate() + timedelta(days=(5 - timezone.localdate().weekday()) % 7)
    own.get_by_label("Day", exact=True).fill(str(day.day))
    own.get_by_label("Month").fill(str(day.month))
    own.get_by_label("Year").fill(str(day.year))
    press(own, "Move")
    inspect(own, "move-error")
    own.goto(f"/person/{referral.person.public_id}")
    inspect(own, "case-file-with-plan")


@pytest.mark.parametrize("address", ["rooms", "rooms/place", "leave", "calendar"])
def test_axe_finds_nothing_on_the_pages_of_the_service(world, visit, address):
    build_room(world)
    page = visit(world.member("mona", Role.MANAGER, region=world.north))
    page.goto(f"/planning/{address}")
    inspect(page, f"planning-{address.replace('/', '-')}")
    if page.locator("main form[novalidate]").count():
        follow(page.locator("main form[novalidate] button[type=submit]").last)
        inspect(page, f"planning-{address.replace('/', '-')}-error")
