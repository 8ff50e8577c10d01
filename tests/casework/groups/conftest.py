"""What the tests of groups may ask for."""

import pytest


@pytest.fixture
def grouped(world):
    """A group with nobody in it yet, its manager and the two who lead it."""
    from tests.casework.groups.grouped import build_group

    return build_group(world)
