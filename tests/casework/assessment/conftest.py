"""One referral with an assessor, a manager and a site that has adopted what it judges by."""

import pytest

from desist.casework.access import Role


@pytest.fixture
def anna(world):
    return world.member("anna", Role.ASSESSOR, region=world.north)


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.fixture
def referral(world):
    from tests.casework.assessment.builder import refer

    return refer(world)


@pytest.fixture
def adopted(world, mona):
    """A site that has adopted every rule of eligibility."""
    from tests.casework.assessment.builder import adopt_all

    adopt_all(world)
