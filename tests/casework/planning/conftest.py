"""What the tests of planning may ask for."""

import pytest


@pytest.fixture
def case(world):
    """Somebody enrolled individually, with a facilitator, a manager and a room."""
    from tests.casework.planning.planned import build_case

    return build_case(world)


@pytest.fixture
def adopted(world):
    """A site that has adopted what plans are made by."""
    from tests.casework.assessment.builder import adopt, adopt_all
    from tests.casework.planning.planned import ADOPTED

    adopt_all(world)
    for rule in ADOPTED:
        adopt(world, rule)
