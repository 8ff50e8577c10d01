"""The demonstration's concerns: at every stage, and the same each time."""

from random import Random

from desist.casework.concerns.models import Concern, ConfidentialityAgreement
from desist.casework.demonstration.seed import Seed
from desist.casework.demonstration.stages.concerns import concerns_stage
from tests.casework.people import NOON


def test_a_few_concerns_stand_at_every_stage(world, rita, finn, mona):
    people = []
    for _ in range(120):
        person = world.person(practitioner=rita)
        world.on_caseload(finn, person)
        people.append((person, finn, mona))
    made = Seed(now=NOON, dice=Random(7))  # noqa: S311 - dice, not secrets
    raised = concerns_stage(made, people)
    assert raised == Concern.objects.count() >= 5
    assert ConfidentialityAgreement.objects.count() == 120
    states = set(Concern.objects.values_list("state", flat=True))
    assert states == {"open", "closing", "closed"}
    assert Concern.objects.filter(urgency="imminent", acknowledged_at=None).exists()
