"""What every test of casework may ask for."""

from __future__ import annotations

import os

import pytest

# The browser's event loop runs in this thread; Django's guard against that is for servers.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def world(db):
    """An organisation with nobody in it yet."""
    from tests.casework.people import build_world  # Django must be set up before this

    return build_world()


@pytest.fixture
def signed_in(world, client):
    """Sign somebody in, in the test client: ``signed_in(user)``."""
    return lambda user, **given: world.browser(client, user, **given)
