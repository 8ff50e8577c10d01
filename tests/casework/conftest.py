"""What every test of casework may ask for."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from unittest.mock import patch

import pytest

from tests.browser import AXE_AT_HAND

# The browser's event loop runs in this thread; Django's guard against that is for servers.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class Clock:
    """The time that the service goes by."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def set(self, day: date, hour: int = 9) -> None:
        """Let it be this hour of a day."""
        self.at = datetime.combine(day, time(hour), UTC)

    def now(self) -> datetime:
        """What the service is told."""
        return self.at


@pytest.fixture
def clock():
    """A Monday morning, until it is set to another day."""
    held = Clock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    with patch("django.utils.timezone.now", held.now):
        yield held


@pytest.fixture
def world(db):
    """An organisation with nobody in it yet."""
    from tests.casework.ground import ground  # Django must be set up before these
    from tests.casework.people import build_world

    ground.begin()
    return build_world()


@pytest.fixture
def signed_in(world, client):
    """Sign somebody in, in the test client: ``signed_in(user)``."""
    return lambda user, **given: world.browser(client, user, **given)


@pytest.fixture
def window(chromium, live_server):
    """A window in which nobody is signed in; it fails on any complaint of the console."""
    opened, complaints = [], []

    def hear(line):
        if line.type == "error" and "status of 40" not in line.text:
            complaints.append(line.text)

    def open_window(**given):
        context = chromium.new_context(base_url=live_server.url, **given)
        context.set_default_timeout(30_000)
        context.add_init_script(AXE_AT_HAND)  # handed over once for all its pages
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append(context)
        return page

    yield open_window
    for context in opened:
        context.close()
    assert not complaints


@pytest.fixture
def visit(window, world, live_server):
    """A window in which somebody is signed in: ``visit(user)``."""

    def sign_in(user, **given):
        from django.test import Client

        page = window(**given)
        value = world.browser(Client(), user).cookies["desist"].value
        page.context.add_cookies([{"name": "desist", "value": value, "url": live_server.url}])
        return page

    return sign_in
