"""The demonstration's requests: each kind of them, some answered."""

from random import Random

from desist.casework.demonstration.seed import Seed
from desist.casework.demonstration.stages.rights import ASKED, rights_stage
from desist.casework.rights.models import LegalHold, LimitOnUse, NoteOfDisagreement, RightsRequest
from tests.casework.people import NOON


def test_requests_of_several_kinds_stand_and_are_answered(world, rita, mona):
    people = [(world.person(practitioner=rita), rita, mona) for _ in ASKED]
    made = Seed(now=NOON, dice=Random(7))  # noqa: S311 - dice, not secrets
    assert rights_stage(made, people) == len(ASKED)
    assert set(RightsRequest.objects.values_list("state", flat=True)) == {"open", "answered"}
    for model in (LegalHold, LimitOnUse, NoteOfDisagreement):
        assert model.objects.count() == 1
