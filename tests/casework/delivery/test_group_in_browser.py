"""In a real browser: a group from forming it to its register, looked at by axe on the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desist.casework.delivery.models import SessionRecord
from desist.casework.groups.models import GroupSession, ProgrammeGroup
from tests.casework.assessment.builder import adopt
from tests.casework.window import NEEDS_A_BROWSER, follow, inspect, press

pytestmark = NEEDS_A_BROWSER


@pytest.fixture
def grouped(world):
    """A group that began this week, with nobody in it, and a rule for forming groups."""
    from tests.casework.groups.grouped import build_group

    adopt(world, "group-forming")
    adopt(world, "time-risk-wait")
    return build_group(world, begins_on=timezone.localdate() - timedelta(days=1))


def fill_day(page, label, day):
    box = page.get_by_role("group", name=label)
    box.get_by_label("Day").fill(str(day.day))
    box.get_by_label("Month").fill(str(day.month))
    box.get_by_label("Year").fill(str(day.year))


def test_from_forming_a_group_to_booked_sessions(world, grouped, visit):
    waits = [grouped.waiting(last_name=name) for name in ("Ashton", "Birch")]
    page = visit(grouped.mona)
    page.goto("/groups/")
    inspect(page, "groups")
    press(page, "Form a group")
    inspect(page, "group-new")
    press(page, "Save")
    inspect(page, "group-new-error")
    page.get_by_label("Name", exact=True).fill("NW-15")
    page.get_by_label("Delivery unit").select_option(world.unit.name)
    page.get_by_label("i-SOTP").check()
    page.get_by_label("Sexual offending", exact=True).check()
    page.get_by_label("England").check()
    page.get_by_label("Most members").fill("4")
    today = timezone.localdate()
    page.locator("#begins_on-day").fill(str(today.day))
    page.locator("#begins_on-month").fill(str(today.month))
    page.locator("#begins_on-year").fill(str(today.year))
    page.get_by_label("Tuesday evening").check()
    page.get_by_label("Sessions a week").fill("1")
    page.get_by_label("Room").select_option(index=1)
    page.get_by_label("Facilitator", exact=True).select_option("Finn")
    page.get_by_label("Second facilitator").select_option("Fay")
    press(page, "Save")
    inspect(page, "group-empty")
    press(page, "See who fits")
    inspect(page, "group-candidates")
    follow(page.get_by_role("link", name="Give a seat to Jordan Ashton"))
    inspect(page, "group-seat")
    press(page, "Give this seat")
    inspect(page, "group-seat-error")
    page.get_by_label("Why they are to sit here all the same").fill("Begins with this group")
    press(page, "Give this seat")
    assert waits[0].memberships.get().group == ProgrammeGroup.objects.get(name="NW-15")
    press(page, "Propose sessions")
    inspect(page, "group-schedule")
    press(page, "Propose days")
    inspect(page, "group-schedule-error")
    page.get_by_label("Beginning at").select_option("17:30")
    press(page, "Propose days")
    inspect(page, "group-schedule-proposed")
    press(page, "Accept and book")
    inspect(page, "group-booked")
    assert GroupSession.objects.count() == 35
    follow(page.locator("tbody th a").nth(1))
    inspect(page, "group-session")
    press(page, "Move")
    inspect(page, "group-session-move")
    page.locator("#starts").select_option("")
    press(page, "Move for everybody")
    inspect(page, "group-session-move-error")
    page.goto("/groups/")
    follow(page.get_by_role("link", name="NW-15"))
    follow(page.locator("main a[href$='/change']"))
    inspect(page, "group-change")
    page.go_back()
    follow(page.get_by_role("link", name="End this group"))
    inspect(page, "group-end")
    press(page, "End the group")
    inspect(page, "group-end-error")


def test_the_register_is_kept_by_two(grouped, visit):
    grouped.members(3)
    session = grouped.meetings(timezone.localdate())[0]
    page = visit(grouped.finn)
    page.goto("/")
    inspect(page, "group-today")
    follow(page.get_by_role("link", name="NW-14, session 1 of 35 (group)").first)
    inspect(page, "register")
    follow(page.get_by_role("link", name="Mark everybody as attended"))
    other = visit(grouped.fay)
    other.goto(f"/delivery/register/{session.public_id}")
    other.get_by_label("Jordan Member 0: Absent").check()
    press(other, "Save")
    page.get_by_text("Note on Jordan Member 0").locator("..").click()
    page.get_by_label("Note on Jordan Member 0").fill("Came late, stayed on")
    page.get_by_label("Minutes of Jordan Member 1").fill("none")
    press(page, "Save")
    inspect(page, "register-error")
    page.get_by_label("Minutes of Jordan Member 1").fill("90")
    press(page, "Save")
    inspect(page, "register-conflict")
    assert page.get_by_text("Fay recorded meanwhile: Absent, 0 min.").count()
    press(page, "Save")
    inspect(page, "group-recorded")
    assert [each.minutes for each in SessionRecord.objects.order_by("appointment")] == [
        120,
        90,
        120,
    ]
    follow(page.get_by_role("link", name="Who came, session by session"))
    inspect(page, "group-attendance")


def test_the_register_fits_a_telephone(grouped, visit):
    grouped.members(2)
    session = grouped.meetings(timezone.localdate())[0]
    page = visit(grouped.finn)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/delivery/register/{session.public_id}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    inspect(page, "register-narrow")


def test_the_pages_that_are_seldom_opened(grouped, visit):
    page = visit(grouped.mona)
    page.goto("/groups/?ended=yes")
    inspect(page, "groups-ended")
    grouped.meetings(timezone.localdate())
    page.goto("/groups/year")
    inspect(page, "groups-year")
    page.goto("/groups/to-move")
    inspect(page, "groups-to-move")
    page.goto(f"/groups/{grouped.group.public_id}/way/{grouped.waiting().public_id}")
    inspect(page, "group-way")
    press(page, "Save")
    inspect(page, "group-way-error")
