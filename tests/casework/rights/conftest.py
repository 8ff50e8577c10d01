"""Two records that may be one person's, and the manager who reaches both."""

import pytest

from desist.casework.access import Role


@pytest.fixture
def mona(world):
    """The manager of the region."""
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.fixture
def rita(world):
    """The practitioner."""
    return world.member("rita", Role.REFERRER)


@pytest.fixture
def pair(world, rita):
    """The record that stays and the one that is merged into it."""
    return (
        world.person(practitioner=rita, last_name="Stays"),
        world.person(practitioner=rita, last_name="Stayes"),
    )


@pytest.fixture
def person(pair):
    """The record that stays."""
    return pair[0]
