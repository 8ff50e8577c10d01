"""In a real browser: a copy is asked for and given; two records are merged; a record falls due."""

from __future__ import annotations

from datetime import date

from desist.casework.rights.actions.ending import CLOCK, ask_whether_kept
from desist.casework.rights.actions.requesting import take_request
from desist.casework.rights.law import retention_on
from desist.casework.rights.queries.retention import Due
from tests.casework.people import NOON
from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press, touch

pytestmark = NEEDS_A_BROWSER
DAY = NOON.date()


def to(page, name):
    follow(page.get_by_role("link", name=name, exact=True).first)


def test_a_copy_is_asked_for_looked_through_and_given(person, visit, rita, mona):
    page = visit(rita)
    page.goto(f"/person/{person.public_id}")
    to(page, "Rights")
    inspect(page, "rights-of")
    press(page, "Record a request")
    press(page, "Record request")
    inspect(page, "rights-ask-error")
    page.get_by_label("A copy of what is held").check()
    page.get_by_label("In their words").fill("All of it, please")
    press(page, "Record request")
    inspect(page, "rights-request")
    manager = visit(mona)
    manager.goto(page.url)
    press(manager, "Prepare the copy")
    inspect(manager, "rights-copy")
    manager.get_by_label("The person themselves").check()
    manager.get_by_label("Web page").check()
    with manager.expect_download() as download:
        touch(manager, "Give the copy")
    written = download.value.path().read_text()
    assert person.crn in written
    assert "Rita" not in written
    manager.goto(page.url)
    press(manager, "Answer")
    manager.get_by_label("Given", exact=True).check()
    manager.get_by_label("What was done, or why not").fill("Handed over")
    press(manager, "Answer")
    manager.get_by_text("Copies given").wait_for()
    inspect(manager, "rights-answered")


def test_two_records_are_compared_merged_and_parted_again(pair, visit, mona):
    one, other = pair
    page = visit(mona)
    page.goto(f"/rights/of/{one.public_id}")
    to(page, "Merge with another record")
    inspect(page, "rights-candidates")
    to(page, other.name)
    inspect(page, "rights-merge")
    page.get_by_label("How do you know").fill("Same prints and photograph")
    press(page, "Merge")
    page.get_by_text("The two records are one").wait_for()
    page.get_by_role("searchbox", name="Name or CRN").fill(other.crn)
    press(page, "Search")
    page.get_by_text(one.crn).first.wait_for()
    page.goto(f"/rights/merge/of/{one.public_id}")
    follow(page.get_by_role("link", name="Undo"))
    inspect(page, "rights-unmerge")
    page.get_by_label("Why must").fill("They are brothers")
    press(page, "Undo the merge")
    page.get_by_text("There are two records again").wait_for()
    page.goto(f"/person/{other.public_id}")
    page.get_by_text(other.crn).first.wait_for()


def test_a_record_that_falls_due_is_kept_and_another_erased(pair, visit, mona):
    rule = retention_on(DAY)
    for person in pair:
        due = Due(person=person, period=rule.period[-1], due_on=date(2025, 1, 1))
        ask_whether_kept(person=person, due=due, rule=rule, by=CLOCK, at=NOON)
    page = visit(mona)
    page.goto("/rights/due")
    inspect(page, "rights-due")
    follow(page.locator("main table a").first)
    inspect(page, "rights-review")
    to(page, "Erase it or make it anonymous")
    inspect(page, "rights-end")
    page.get_by_label("Erased").check()
    page.get_by_label("Why?").fill("Time is up")
    page.get_by_label("Type the CRN").fill(page.locator(".desist-bar dd").first.inner_text())
    press(page, "End this record")
    page.get_by_text("who decided so").wait_for()
    assert page.locator("main tbody tr").count() == 1


def test_axe_finds_nothing_on_the_other_pages(person, visit, mona, rita):
    given = {"kind": "rectification", "asked_for": "Wrong date", "received_on": DAY}
    made = take_request(person=person, **given, by=rita, at=NOON)
    page = visit(mona)
    for name, address in (
        ("purposes", "purposes"),
        ("note", f"note/of/{person.public_id}"),
        ("limit", f"limit/of/{person.public_id}"),
        ("hold", f"hold/of/{person.public_id}"),
        ("answer", f"request/{made.public_id}/answer"),
        ("equality", "equality"),
    ):
        page.goto(f"/rights/{address}")
        inspect(page, f"rights-{name}")
        if page.locator("main form[novalidate] button").count():
            follow(page.locator("main form[novalidate] button").last)
            inspect(page, f"rights-{name}-error")
