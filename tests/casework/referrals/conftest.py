"""The people of these tests."""

import pytest

from desist.casework.access import Role


@pytest.fixture
def rita(world):
    """The practitioner."""
    return world.member("rita", Role.REFERRER)


@pytest.fixture
def mona(world):
    """The treatment manager of the region."""
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.fixture
def person(world, rita):
    """Somebody whom rita supervises."""
    return world.person(practitioner=rita)
