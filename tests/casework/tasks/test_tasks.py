"""Tasks: whose they are, what ends them, and who may say so."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from desist.casework.access import Role, may
from desist.casework.accounts.actions.staff import close_account
from desist.casework.audit.door import Refused
from desist.casework.people.actions import change_person, exclude
from desist.casework.tasks.actions import ForNobody, finish_tasks, raise_task, tick_off
from desist.casework.tasks.kind import UnknownKind
from desist.casework.tasks.models import Task
from desist.casework.tasks.queries import list_tasks_for
from tests.casework.people import INSTALLATION, LONG_AGO, NOON

BY = {"by": INSTALLATION, "at": NOON}


def look(person, **given):
    held = {"kind": "x.look", "role": "manager", "due_on": NOON.date(), **BY} | given
    return raise_task(person=person, about=person, **held)


def test_a_task_raised_again_while_open_moves_and_is_still_one(person):
    first = look(person)
    again = look(person, due_on=NOON.date() + timedelta(days=3))
    assert first.pk == again.pk
    assert Task.objects.get().due_on == NOON.date() + timedelta(days=3)


def test_finishing_ends_what_is_open_and_raising_begins_anew(person):
    look(person)
    about = {"person": person, "kind": "x.look", "about": person, **BY}
    assert finish_tasks(**about) == 1
    assert finish_tasks(**about) == 0
    look(person)
    assert Task.objects.count() == 2
    assert Task.objects.filter(finished_at=None).count() == 1


@pytest.mark.parametrize("given", [{"role": ""}, {"role": "manager", "user": "rita"}])
def test_a_task_is_for_one_person_or_one_role(world, person, given):
    if "user" in given:
        given = given | {"user": world.member("rita")}
    with pytest.raises(ForNobody):
        look(person, **given)


def test_a_kind_that_no_app_declares_is_refused(person):
    with pytest.raises(UnknownKind):
        look(person, kind="x.burn")


@pytest.mark.parametrize(
    ("who", "role", "sees"),
    [
        ("manager of the region", "manager", True),
        ("manager of another region", "manager", False),
        ("assessor of the region", "manager", False),
        ("assessor of the region", "assessor", True),
        ("practitioner", "referrer", True),
        ("another practitioner", "referrer", False),
        ("facilitator on the caseload", "facilitator", True),
        ("facilitator elsewhere", "facilitator", False),
        ("duty manager of the region", "duty_manager", True),
        ("excluded manager", "manager", False),
        ("auditor", "manager", False),
    ],
)
def test_a_task_for_a_role_is_for_those_of_it_who_reach_the_person(world, person, who, role, sees):
    look(person, role=role)
    user = staff(world, person)[who]()
    assert list_tasks_for(user).exists() is sees


def staff(world, person):
    def on_caseload():
        user = world.member("finn", Role.FACILITATOR)
        world.on_caseload(user, person)
        return user

    def excluded():
        user = world.member("mona", Role.MANAGER, region=world.north)
        exclude(person=person, user=user, reason="kin", on=LONG_AGO, **BY)
        return user

    return {
        "manager of the region": lambda: world.member("mona", Role.MANAGER, region=world.north),
        "manager of another region": lambda: world.member("saul", Role.MANAGER, region=world.south),
        "assessor of the region": lambda: world.member("anna", Role.ASSESSOR, region=world.north),
        "practitioner": lambda: world.member("rita"),
        "another practitioner": lambda: world.member("otto", Role.REFERRER),
        "facilitator on the caseload": on_caseload,
        "facilitator elsewhere": lambda: world.member("fern", Role.FACILITATOR),
        "duty manager of the region": lambda: world.member(
            "dora", Role.MANAGER, Role.DUTY_MANAGER, region=world.north
        ),
        "excluded manager": excluded,
        "auditor": lambda: world.member("aude", Role.AUDITOR),
    }


def test_a_task_for_one_member_of_staff_is_for_nobody_else(world, person):
    mona = world.member("mona", Role.MANAGER, region=world.north)
    look(person, role="", user=mona)
    assert list_tasks_for(mona).exists()
    assert not list_tasks_for(world.member("rita")).exists()


def test_what_is_a_practitioners_passes_on_to_the_next(world, person):
    look(person, role="referrer")
    rita, otto = world.member("rita"), world.member("otto", Role.REFERRER)
    values = {"practitioner": otto}
    change_person(person=person, read_version=person.version, values=values, **BY)
    assert list_tasks_for(otto).exists()
    assert not list_tasks_for(rita).exists()


@pytest.mark.parametrize(
    ("whose", "named"), [("rita", False), ("finn", True)], ids=["by role", "by name"]
)
def test_what_somebody_who_left_had_to_do_comes_before_the_managers(
    world, person, signed_in, whose, named
):
    user = world.member(whose, Role.FACILITATOR if named else Role.REFERRER)
    look(person, **({"role": "", "user": user} if named else {"role": "referrer"}))
    mona = world.member("mona", Role.MANAGER, region=world.north)
    others = [
        world.member("saul", Role.MANAGER, region=world.south),
        world.member("anna", Role.ASSESSOR, region=world.north),
    ]
    assert not list_tasks_for(mona).exists()
    close_account(user=user, **BY)
    task = list_tasks_for(mona).get()
    assert may(mona, "tasks.mine", task)
    assert not any(list_tasks_for(each).exists() for each in others)
    assert not any(may(each, "tasks.mine", task) for each in others)
    browser = signed_in(mona)
    assert f"{user.full_name}, who left" in browser.get("/tasks/").text
    assert f"of {user.full_name}, who left" in browser.get("/").text


def test_what_is_due_stands_with_the_longest_overdue_first(signed_in, world):
    mona = world.member("mona", Role.MANAGER, region=world.north)
    today = timezone.localdate()
    late, soon = world.person(last_name="Late"), world.person(last_name="Soon")
    look(soon, due_on=today + timedelta(days=2))
    look(late, due_on=today - timedelta(days=2))
    page = signed_in(mona).get("/tasks/").text
    assert page.index("Late") < page.index("Soon")
    assert "2 days overdue" in page


def test_only_whose_it_is_ticks_it_off(world, signed_in, person):
    mona = world.member("mona", Role.MANAGER, region=world.north)
    task = look(person, kind="x.call", role="", user=mona)
    with pytest.raises(Refused):
        tick_off(task=task, by=world.member("rita"), at=NOON)
    browser = signed_in(mona)
    assert "Say that it is done" in browser.get("/tasks/").text
    sent = {"operation": str(uuid4())}
    assert browser.post(f"/tasks/{task.public_id}/done", sent).status_code == 302
    assert not Task.objects.get().is_open
    assert browser.post(f"/tasks/{task.public_id}/done", sent).status_code == 404


def test_a_day_without_work_is_added_once(signed_in, world):
    browser = signed_in(world.member("mona", Role.MANAGER, region=world.north))
    sent = {
        "nation": "wales",
        "day-day": "3",
        "day-month": "3",
        "day-year": "2027",
        "title": "Move",
    }
    assert browser.post("/tasks/holidays", sent).status_code == 302
    assert "This day is there already" in browser.post("/tasks/holidays", sent).text
    assert "Wednesday 3 March 2027" in browser.get("/tasks/holidays").text


def test_the_list_asks_the_database_no_more_for_more_tasks(world, signed_in):
    from tests.casework.test_referrals import queries

    browser = signed_in(world.member("mona", Role.MANAGER, region=world.north))
    look(world.person())
    few = len(queries(browser, "/tasks/"))
    for _ in range(20):
        look(world.person(), due_on=date(2026, 1, 1))
    assert len(queries(browser, "/tasks/")) == few <= 12
