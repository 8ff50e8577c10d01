"""The people around one person: who works with them, who answers for them."""

import pytest

from desist.casework.access import Role
from tests.casework.concerns.concern import raised


@pytest.fixture
def rita(world):
    """The practitioner."""
    return world.member("rita", Role.REFERRER)


@pytest.fixture
def person(world, rita):
    """Somebody in the northern team."""
    return world.person(practitioner=rita)


@pytest.fixture
def finn(world, person):
    """A facilitator who works with them."""
    user = world.member("finn", Role.FACILITATOR)
    world.on_caseload(user, person)
    return user


@pytest.fixture
def mona(world):
    """The manager of the region, on duty today."""
    return world.member("mona", Role.MANAGER, Role.DUTY_MANAGER, region=world.north)


@pytest.fixture
def max_(world):
    """Another manager of the region."""
    return world.member("max", Role.MANAGER, region=world.north)


@pytest.fixture
def concern(person, finn, mona):
    """Raised by the facilitator while the manager is on duty."""
    return raised(person, finn)
