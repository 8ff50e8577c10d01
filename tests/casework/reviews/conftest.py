"""What the tests of reviews may ask for."""

import pytest


@pytest.fixture
def course(world):
    """Somebody with four booked sessions of a plan of four."""
    from tests.casework.reviews.reviewed import build_reviewed

    return build_reviewed(world)
