"""Plans for the demonstration: people at every stage, and no two in one place."""

from datetime import timedelta
from random import Random

import pytest

from desist.casework.access import Role
from desist.casework.assessment.actions.rating import rate_needs
from desist.casework.demonstration.seed import Seed
from desist.casework.demonstration.stages.planning import planning_stage
from desist.casework.planning.models import Appointment, Formulation, Room, TreatmentPlan
from tests.casework.people import NOON
from tests.casework.planning.planned import NEEDS, accept, refer


@pytest.fixture
def made(world, adopted):
    finn = world.member("finn", Role.FACILITATOR)
    seed = Seed(now=NOON, dice=Random(2008))  # noqa: S311 - dice, not secrets
    seed.teams = [(world.team, [], finn)]
    return seed


def test_people_are_planned_for_and_their_sessions_booked(world, made):
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    mona = world.member("mona", Role.MANAGER, region=world.north)
    finn = world.member("finn", Role.FACILITATOR)
    cases = []
    for _ in range(6):
        referral = refer(world)
        accept(referral, at=NOON - timedelta(days=20))
        world.on_caseload(finn, referral.person)
        rate_needs(referral=referral, ratings=NEEDS, on=NOON.date(), by=anna, at=NOON)
        cases.append((referral, finn, mona, 5, 99))
    booked = planning_stage(made, cases)
    assert Formulation.objects.count() == TreatmentPlan.objects.count() == 6
    assert Room.objects.count() == 1
    approved = TreatmentPlan.objects.filter(state="approved")
    assert booked == approved.count() > 2
    assert Appointment.objects.count() == sum(each.sessions for each in approved)
