"""One journey for each role that the long journeys leave out: its daily work, in a browser."""

import pytest

from desist.casework.access import Role
from desist.casework.accounts.models import Appointment
from desist.casework.people.models import EmergencyAccess
from tests.casework.planning.planned import build_case, whole_content
from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press

pytestmark = NEEDS_A_BROWSER


@pytest.fixture
def world(transactional_db):
    from tests.casework.people import build_world

    return build_world()


def test_an_administrator_invites_somebody_gives_them_a_role_and_ends_it(world, visit):
    page = visit(world.member("adam", Role.ADMINISTRATOR))
    page.goto("/account/staff/invite")
    page.get_by_label("Full name").fill("Nia Newcomer")
    page.get_by_label("Work email address").fill("nia@example.org")
    press(page, "Make account")
    assert "Nia Newcomer" in page.inner_text("h1")
    press(page, "Give a role")
    page.get_by_label("Assessor").check()
    page.get_by_label("Region").select_option("North")
    page.get_by_label("Day").first.fill("2")
    page.get_by_label("Month").first.fill("3")
    page.get_by_label("Year").first.fill("2026")
    press(page, "Give role")
    inspect(page, "administrator-appointed")
    assert "Assessor" in page.inner_text("main")
    assert Appointment.objects.filter(user__email="nia@example.org", role="assessor").exists()


def test_a_duty_manager_sees_somebody_in_an_emergency_and_the_auditor_sees_that(world, visit):
    person = world.person(team=world.far_team, crn="X654321")
    duty = visit(world.member("dora", Role.FACILITATOR, Role.DUTY_MANAGER))
    duty.goto("/people/emergency")
    duty.get_by_label("CRN", exact=True).fill("X999999")
    duty.get_by_label("Why you must see them now").fill("Police on the telephone")
    press(duty, "Show them")
    assert "Nobody can be shown for this CRN" in duty.inner_text("main")
    duty.get_by_label("CRN", exact=True).fill("X654321")
    press(duty, "Show them")
    assert duty.url.endswith(f"/person/{person.public_id}")
    assert person.last_name in duty.inner_text("body")
    assert EmergencyAccess.objects.count() == 1

    auditor = visit(world.member("aude", Role.AUDITOR))
    auditor.goto("/audit/")
    follow(auditor.get_by_role("link", name="Find a person by exact CRN"))
    auditor.get_by_label("CRN", exact=True).fill("X654321")
    press(auditor, "Show the trail")
    inspect(auditor, "auditor-trail-of-a-person")
    assert "people.break_glass" in auditor.inner_text("main table")
    assert person.last_name not in auditor.inner_text("main"), "ids alone, no name"


def test_a_programme_administrator_books_the_sessions_of_a_plan(world, visit):
    case = build_case(world)
    case.approved(whole_content())
    page = visit(world.member("paul", Role.PROGRAMME_ADMINISTRATOR, region=world.north))
    page.goto(f"/planning/of/{case.person.public_id}")
    press(page, "Propose sessions")
    page.get_by_label("Tuesday").check()
    page.get_by_label("Beginning at").select_option("10:00")
    page.get_by_label("Room").select_option(index=1)
    press(page, "Propose days")
    press(page, "Accept and book")
    assert "The sessions are booked" in page.inner_text("main")
    assert case.enrolment.appointments.count() == case.enrolment.plans.get().sessions


def test_a_supervisor_answers_what_a_member_of_staff_said(world, visit):
    world.member("sue", Role.FACILITATOR, Role.SUPERVISOR)
    finn = visit(world.member("finn", Role.FACILITATOR))
    finn.goto("/partners/debriefs")
    press(finn, "Say how a day was")
    finn.get_by_label("After a session").check()
    finn.get_by_label("Which supervisor reads it?").select_option("Sue")
    finn.get_by_label("What would you like to say?").fill("A hard afternoon")
    finn.get_by_label("Yes").check()
    press(finn, "Send it to my supervisor")
    sue = visit(world.staff["sue"])
    sue.goto("/partners/debriefs")
    follow(sue.locator("main tbody a").first)
    assert "A hard afternoon" in sue.inner_text("main")
    sue.get_by_label("Answer").fill("Let us talk at four")
    press(sue, "Send the answer")
    inspect(sue, "supervisor-answered")
    finn.goto("/partners/debriefs")
    follow(finn.locator("main tbody a").first)
    assert "Let us talk at four" in finn.inner_text("main")


def test_an_evaluator_reads_by_which_rules_the_service_judges_and_meets_nobody(world, visit):
    world.person(last_name="Somebody")
    page = visit(world.member("eve", Role.EVALUATOR))
    page.goto("/")
    assert "Somebody" not in page.inner_text("main")
    follow(page.get_by_role("link", name="See by which rules the service judges"))
    follow(page.get_by_role("link", name="Risk Matrix 2000", exact=False).first)
    inspect(page, "evaluator-rule-set")
    assert "source" in page.inner_text("main").lower()
    page.goto("/rights/equality")
    inspect(page, "evaluator-equality")
