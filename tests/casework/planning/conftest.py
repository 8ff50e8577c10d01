"""What the tests of planning may ask for."""

import pytest


@pytest.fixture
def case(world):
    """Somebody enrolled individually, with a facilitator, a manager and a room."""
    from tests.casework.planning.planned import build_case

    return build_case(world)
