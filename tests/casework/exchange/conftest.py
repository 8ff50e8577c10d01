"""Another system that is let in to the north, and how it calls."""

import pytest


@pytest.fixture
def caller(world, client):
    """``caller(scopes)``: a system of these scopes, calling with a token of its own."""
    from tests.casework.exchange.calling import let_in

    return lambda *scopes, **given: let_in(world, client, *scopes, **given)
