"""What the tests of outcomes may ask for."""

import pytest


@pytest.fixture
def course(world):
    """Somebody with four booked sessions."""
    from tests.casework.delivery.delivered import build_course

    return build_course(world)
