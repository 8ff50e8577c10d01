"""The New Life Plan: the participant's words, versioned, on paper without our name."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import docx
import pytest
from django.core.management import call_command

from desist.casework.access import Role, may
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.models import Referral
from desist.casework.reviews.actions.life_plan import (
    add_goal,
    change_goal,
    record_progress,
    write_life_plan,
)
from desist.casework.reviews.looks import bring_looks
from desist.casework.reviews.models import GoalProgress, LifePlan
from desist.casework.reviews.queries.life_plan import sheet_of, sheet_then
from desist.casework.tasks.actions import tick_off
from desist.casework.tasks.models import Task
from desist.documents.life_plan_page import life_plan_page
from tests.casework.people import NOON

WORDS = {
    "language": "en", "matters": "My daughter\nBeing a plumber again", "supports": "My brother",
    "warning_signs": "Staying up late", "responses": "", "safeguards": "Laptop in the kitchen",
    "look_again_on": date(2026, 9, 1),
}  # fmt: skip
GOAL = {
    "direction": "approach", "goal": "Work three days a week", "steps": "Ring the old firm",
    "helps": "", "obstacles": "",
}  # fmt: skip


def written(course, *, read_version=0, **given):
    return write_life_plan(
        enrolment=course.case.enrolment, read_version=read_version, values=WORDS | given,
        by=course.case.finn, at=NOON,
    )  # fmt: skip


def goal(course, plan, **given):
    return add_goal(plan=plan, values=GOAL | given, by=course.case.finn, at=NOON)


def test_the_practitioner_is_asked_to_look_at_it_again_on_its_day(course):
    written(course)
    task = Task.objects.get(kind="look_at_life_plan")
    assert (task.role, task.due_on) == ("referrer", date(2026, 9, 1))
    written(course, read_version=1, look_again_on=date(2027, 1, 5))
    task.refresh_from_db()
    assert (task.due_on, Task.objects.filter(kind="look_at_life_plan").count()) == (
        date(2027, 1, 5), 1,
    )  # fmt: skip


def test_two_people_writing_it_never_overwrite_each_other(course):
    written(course)
    with pytest.raises(StaleVersion):
        written(course, matters="Something else")
    assert LifePlan.objects.get().matters == WORDS["matters"]


def test_what_was_said_of_a_goal_before_stays(course):
    held = goal(course, written(course))
    for going, words in (("stuck", "No answer"), ("well", "Start on Monday")):
        values = {"going": going, "words": words, "said_on": NOON.date()}
        record_progress(goal=held, values=values, by=course.rita, at=NOON)
    assert GoalProgress.objects.count() == 2
    sheet = sheet_of(course.rita, held.plan)
    (approach, avoid) = sheet["goals"]
    assert [each["words"] for each in approach["list"][0]["progress"]] == [
        "Going well: Start on Monday", "Stuck: No answer",
    ]  # fmt: skip
    assert avoid["list"] == []


def test_an_earlier_version_is_printed_with_its_goals_as_they_stood_then(course):
    from datetime import timedelta

    plan = written(course)
    held = goal(course, plan)
    later = {"by": course.case.finn, "at": NOON + timedelta(days=30)}
    write_life_plan(
        enrolment=course.case.enrolment, read_version=1,
        values=WORDS | {"matters": "My daughter"}, **later,
    )  # fmt: skip
    change_goal(goal=held, read_version=1, values={"goal": "Work five days a week"}, **later)
    first = plan.revisions.get(number=1)
    then = life_plan_page(sheet_then(course.case.finn, first))
    assert "Being a plumber again" in then
    assert "Work three days a week" in then
    now = life_plan_page(sheet_of(course.case.finn, LifePlan.objects.get()))
    assert "Being a plumber again" not in now
    assert "Work five days a week" in now


def test_paper_names_neither_the_service_nor_anybody(world, client, course):
    plan = written(course)
    goal(course, plan)
    browser = world.browser(client, course.rita)
    page = browser.get(f"/life-plan/paper/{plan.public_id}/html").text
    assert "My New Life Plan" in page
    for ours in ("Desist", "i-SOTP", "isotp", "Probation", "Jordan", "X000001", "onfidential"):
        assert ours not in page, ours
    written_file = browser.get(f"/life-plan/paper/{plan.public_id}/pdf")
    assert written_file["Content-Type"] == "application/pdf"
    assert b"Desist" not in written_file.content


def test_the_word_file_says_what_the_paper_says_and_names_nobody(world, client, course):
    """Oracle: python-docx reads the file back; the zip itself is searched for our name."""
    plan = written(course)
    goal(course, plan)
    browser = world.browser(client, course.rita)
    answer = browser.get(f"/life-plan/paper/{plan.public_id}/docx")
    assert answer["Content-Disposition"] == 'attachment; filename="plan.docx"'
    file = BytesIO(answer.content)
    said = [each.text for each in docx.Document(file).paragraphs]
    for words in ("My New Life Plan", "My daughter", "Work three days a week", "My brother"):
        assert words in said, words
    with ZipFile(file) as parts:
        whole = b"".join(parts.read(each) for each in parts.namelist() if each.endswith("xml"))
    for ours in (b"Desist", b"python-docx", b"Jordan", b"X000001"):
        assert ours not in whole, ours


def test_a_print_of_another_kind_is_not_found(world, client, course):
    plan = written(course)
    browser = world.browser(client, course.rita)
    assert browser.get(f"/life-plan/paper/{plan.public_id}/odt").status_code == 404


def test_headings_are_in_welsh_where_the_person_wishes_and_say_that_they_are_unchecked(course):
    plan = written(course, language="cy")
    page = life_plan_page(sheet_of(course.rita, plan))
    assert '<html lang="cy">' in page
    assert "Fy Nghynllun Bywyd Newydd" in page
    assert "to be checked by a translator" in page
    assert "1 Medi 2026" in page


def test_it_is_written_on_pages_and_nothing_typed_is_lost(world, client, course):
    browser = world.browser(client, course.case.finn)
    address = f"/life-plan/write/{course.case.enrolment.public_id}"
    sent = {"language": "en", "matters": "My daughter", "operation": str(uuid4())}
    wrong = browser.post(address, sent)
    assert 'id="look_again_on-error"' in wrong.text
    assert "My daughter" in wrong.text
    day = {"look_again_on-day": "1", "look_again_on-month": "9", "look_again_on-year": "2999"}
    assert browser.post(address, sent | day).status_code == 302
    plan = LifePlan.objects.get()
    written(course, read_version=1, matters="What they wrote")
    late = sent | day | {"read_version": "1", "matters": "What I wrote"}
    answer = browser.post(address, late | {"operation": str(uuid4())})
    assert answer.status_code == 409
    assert "What they wrote" in answer.text
    assert "What I wrote" in answer.text
    adding = browser.post(f"/life-plan/{plan.public_id}/goal", {"operation": str(uuid4())})
    assert 'id="goal-error"' in adding.text


def test_the_practitioner_goes_on_with_it_and_a_programme_administrator_never_reads_it(
    world, course
):
    plan = written(course)
    paul = world.member("paul", Role.PROGRAMME_ADMINISTRATOR, region=world.north)
    assert may(course.rita, "reviews.add_goal", plan)
    assert not may(paul, "see", plan)
    ann = world.member("ann", Role.ASSESSOR, region=world.north)
    assert may(ann, "see", plan)
    assert not may(ann, "reviews.add_goal", plan)


def looks():
    held = Task.objects.filter(kind="look_at_life_plan").order_by("pk")
    return [(each.due_on, each.finished_at is not None) for each in held]


def test_each_later_look_is_asked_for_a_fortnight_before_and_once(course):
    first, second, third = date(2026, 9, 1), date(2026, 12, 1), date(2027, 6, 1)
    written(course, second_look_on=second, third_look_on=third)
    near = datetime(2026, 11, 18, 5, tzinfo=UTC)
    assert bring_looks(at=near) == 0  # the first is still asked for: it would be put off by this
    tick_off(task=Task.objects.get(kind="look_at_life_plan"), by=course.rita, at=near)
    assert bring_looks(at=near - timedelta(days=5)) == 0
    assert [bring_looks(at=near) for _ in range(2)] == [1, 0]
    assert looks() == [(first, True), (second, False)]
    tick_off(task=Task.objects.get(due_on=second), by=course.rita, at=near)
    assert bring_looks(at=near + timedelta(days=1)) == 0
    assert bring_looks(at=datetime(2027, 5, 25, 5, tzinfo=UTC)) == 1
    assert looks() == [(first, True), (second, True), (third, False)]
    assert Task.objects.get(due_on=third).role == "referrer"


def test_nobody_is_asked_to_look_once_the_case_is_closed(course):
    written(course, second_look_on=date(2026, 12, 1))
    near = datetime(2026, 11, 18, 5, tzinfo=UTC)
    tick_off(task=Task.objects.get(kind="look_at_life_plan"), by=course.rita, at=near)
    Referral.objects.filter(pk=course.case.referral.pk).update(status="closed")
    assert bring_looks(at=near) == 0


def test_every_look_stands_on_the_page_and_on_paper_and_in_earlier_versions(course, signed_in):
    plan = written(course, second_look_on=date(2026, 12, 1))
    assert sheet_of(course.rita, plan)["look_again_on"] == "1 September 2026, 1 December 2026"
    page = signed_in(course.rita).get(f"/life-plan/of/{course.case.person.public_id}").text
    assert "1 September 2026; 1 December 2026" in page
    (revision,) = plan.revisions.all()
    assert sheet_then(course.rita, revision)["look_again_on"].endswith("1 December 2026")


def test_a_look_stands_after_the_one_before_it(course, signed_in):
    def day(name, value):
        return dict(
            zip((f"{name}-{part}" for part in ("day", "month", "year")), value, strict=True)
        )

    typed = {"language": "en", "matters": "Work", "read_version": "", "operation": str(uuid4())}
    typed |= day("look_again_on", ("1", "9", "2999")) | day("second_look_on", ("1", "9", "2999"))
    typed |= day("third_look_on", ("2", "9", "2999"))
    answer = signed_in(course.case.finn).post(
        f"/life-plan/write/{course.case.enrolment.public_id}", typed
    )
    assert 'id="second_look_on-error"' in answer.text
    assert 'id="third_look_on-error"' not in answer.text
    assert not LifePlan.objects.exists()


def test_looks_can_be_asked_for_by_hand(course, capsys):
    call_command("bring_looks")
    assert capsys.readouterr().out == "0 looks within 14 days were asked for.\n"
