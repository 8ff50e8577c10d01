"""Of everything planned, may and which rows agree for everybody, and both answers occur."""

from datetime import date

import pytest

from desist.casework.access import Role
from desist.casework.access.policy import POLICIES
from desist.casework.access.role import CASE_ROLES
from desist.casework.people.actions import exclude, restrict_to
from desist.casework.planning.actions.appointment import cancel_appointment
from desist.casework.planning.actions.enrolment import end_enrolment
from desist.casework.planning.actions.place import record_leave, withdraw_leave
from desist.casework.planning.actions.plan import draft_plan, send_for_approval
from desist.casework.planning.models import Enrolment, Hold
from tests.casework.agreement import agreed
from tests.casework.people import LONG_AGO, NOON
from tests.casework.planning.planned import BY, CONTENT, build_case

OURS = [model for model in POLICIES if model._meta.app_label == "planning"]


@pytest.fixture
def crowd(world):
    """Staff of every role and place, and people at every stage of planning."""
    staff = [world.member(f"{role.value}-n", role, region=world.north) for role in Role]
    staff += [world.member(f"{role.value}-s", role, region=world.south) for role in CASE_ROLES]
    cases = [build_case(world, team=team) for team in (world.team, world.far_team) * 3]
    plan = cases[0].approved()
    first, _second = cases[0].booked(plan, date(2026, 3, 3), date(2026, 3, 4))
    cancel_appointment(appointment=first, read_version=1, **BY)
    cases[0].plan()
    sent = cases[1].plan()
    send_for_approval(plan=sent, read_version=1, by=cases[1].finn, at=NOON)
    own = draft_plan(
        enrolment=cases[2].enrolment, content=CONTENT, by=world.member("manager-n"), at=NOON
    )
    send_for_approval(plan=own, read_version=1, by=cases[2].finn, at=NOON)
    end_enrolment(enrolment=cases[3].enrolment, on=date(2026, 3, 2), **BY)
    on = {"reason": "r", "on": LONG_AGO, **BY}
    exclude(person=cases[4].person, user=world.member("manager-n"), **on)
    restrict_to(person=cases[5].person, user=world.member("manager-s"), **on)
    away = {"first_on": date(2026, 4, 1), "last_on": date(2026, 4, 2), **BY}
    record_leave(user=cases[0].finn, **away)
    withdraw_leave(leave=record_leave(user=world.member("facilitator-n"), **away), **BY)
    return [*staff, cases[0].finn, cases[0].mona, world.member("rita")]


def test_may_and_which_rows_agree_for_every_rule_of_planning(crowd):
    told = {}
    for model, verb, allowed in agreed(crowd, OURS):
        told.setdefault((model, verb), set()).add(allowed)
    both_ways = {key for key, answers in told.items() if answers == {True, False}}
    assert told.keys() - both_ways == {(Hold, "see"), (Enrolment, "planning.cancel_rest")}
