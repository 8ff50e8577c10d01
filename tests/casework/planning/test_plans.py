"""A plan from draft to approval: two people, the version that was read, nothing lost."""

from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.db import IntegrityError
from docx import Document as Word
from pypdf import PdfReader

from desist.casework.access import Role
from desist.casework.audit.door import Refused
from desist.casework.planning.actions.plan import (
    approve_plan,
    change_plan,
    draft_plan,
    return_plan,
    send_for_approval,
)
from desist.casework.planning.models import PlanState, TreatmentPlan
from desist.casework.planning.plan_sheet import plan_document
from desist.casework.records.editable import StaleVersion
from tests.casework.people import NOON
from tests.casework.planning.planned import CONTENT, whole_content

LONGER = {"plan": {"sessions": 26, "minutes": 2340}}


def test_a_second_person_approves_the_version_that_was_sent(case):
    plan = case.approved()
    assert plan.state == PlanState.APPROVED
    assert (plan.drafted_by, plan.approved_by) == (case.finn, case.mona)


def test_a_manager_who_drafted_it_cannot_approve_it(case):
    plan = draft_plan(enrolment=case.enrolment, content=CONTENT, by=case.mona, at=NOON)
    send_for_approval(plan=plan, read_version=1, by=case.finn, at=NOON)
    with pytest.raises(Refused):
        approve_plan(plan=plan, read_version=2, by=case.mona, at=NOON)


def test_nor_can_whoever_sent_or_last_changed_it(case):
    plan = case.plan()
    send_for_approval(plan=plan, read_version=1, by=case.mona, at=NOON)
    with pytest.raises(Refused):
        approve_plan(plan=plan, read_version=2, by=case.mona, at=NOON)
    change_plan(plan=plan, read_version=2, content=LONGER, by=case.mona, at=NOON)
    send_for_approval(plan=plan, read_version=3, by=case.finn, at=NOON)
    with pytest.raises(Refused):
        approve_plan(plan=plan, read_version=4, by=case.mona, at=NOON)


def test_a_plan_edited_during_approval_is_not_approved(case):
    plan = case.plan()
    send_for_approval(plan=plan, read_version=1, by=case.finn, at=NOON)
    read = TreatmentPlan.objects.get()
    change_plan(plan=plan, read_version=2, content=LONGER, by=case.finn, at=NOON)
    with pytest.raises(StaleVersion):
        approve_plan(plan=read, read_version=2, by=case.mona, at=NOON)
    assert TreatmentPlan.objects.get().state == PlanState.DRAFT
    assert [each.values["sessions"] for each in plan.revisions.order_by("number")] == [24, 24, 26]


def test_a_returned_plan_says_why_and_can_be_sent_again(case):
    plan = case.plan()
    send_for_approval(plan=plan, read_version=1, by=case.finn, at=NOON)
    return_plan(plan=plan, read_version=2, because="Too long", by=case.mona, at=NOON)
    assert TreatmentPlan.objects.get().returned_because == "Too long"
    send_for_approval(plan=plan, read_version=3, by=case.finn, at=NOON)
    assert plan.state == PlanState.AWAITING


def test_one_plan_is_open_at_a_time_and_a_new_one_supersedes_the_approved(case):
    first = case.approved()
    second = case.plan(LONGER)
    with pytest.raises(IntegrityError):
        case.plan()
    send_for_approval(plan=second, read_version=1, by=case.finn, at=NOON)
    approve_plan(plan=second, read_version=2, by=case.mona, at=NOON)
    first.refresh_from_db()
    assert (first.state, second.state) == (PlanState.SUPERSEDED, PlanState.APPROVED)


@pytest.mark.parametrize(
    ("name", "role", "where", "drafts"),
    [
        ("anna", Role.ASSESSOR, "north", True),
        ("mona", Role.MANAGER, "north", True),
        ("saul", Role.MANAGER, "south", False),
        ("rita", Role.REFERRER, None, False),
        ("fern", Role.FACILITATOR, None, False),
        ("paul", Role.PROGRAMME_ADMINISTRATOR, "north", False),
        ("aude", Role.AUDITOR, None, False),
    ],
)
def test_who_may_draft(case, name, role, where, drafts):
    region = getattr(case.world, where) if where else None
    user = case.world.member(name, role, region=region)
    if drafts:
        assert draft_plan(enrolment=case.enrolment, content=CONTENT, by=user, at=NOON).pk
    else:
        with pytest.raises(Refused):
            draft_plan(enrolment=case.enrolment, content=CONTENT, by=user, at=NOON)


def test_on_today_a_facilitator_sees_whom_to_plan_for_until_the_sessions_are_booked(
    world, client, case
):
    def said():
        return world.browser(client, case.finn).get("/").content.decode()

    assert f"Make the plan: {case.person.name}" in said()
    plan = case.plan()
    send_for_approval(plan=plan, read_version=1, by=case.finn, at=NOON)
    assert "Make the plan" not in said(), "it waits for somebody else"
    approve_plan(plan=plan, read_version=2, by=case.mona, at=NOON)
    assert f"Book the sessions: {case.person.name}" in said()
    case.booked(plan, date(2026, 3, 3))
    assert "Book the sessions" not in said()


def test_the_plan_on_paper_says_what_the_page_says_and_that_nobody_approved_it(world, client, case):
    """Oracle: the stored content, searched for in the page, the PDF and the Word file."""
    plan = draft_plan(enrolment=case.enrolment, content=whole_content(), by=case.finn, at=NOON)
    browser, address = world.browser(client, case.finn), f"/planning/plan/{plan.public_id}/paper"
    page = browser.get(f"{address}/html").text
    pdf = PdfReader(BytesIO(browser.get(f"{address}/pdf").content))
    word = Word(BytesIO(browser.get(f"{address}/docx").content))
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    printed = " ".join(" ".join(each.extract_text() for each in pdf.pages).split())
    for each in plan.chosen["plan"]["exercises"]:
        title = " ".join(each["title"].split())
        assert title in unescape(page), title
        assert title in printed, title
        assert each["title"] in cells, title
    assert "Not approved" in page
    assert browser.get(f"{address}/odt").status_code == 404
    plan.approved_by, plan.approved_at = case.mona, NOON
    assert "Not approved" not in plan_document(plan).text()
