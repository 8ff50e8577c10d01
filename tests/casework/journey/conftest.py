"""A site that has adopted what it judges by, its staff, and their desks."""

from __future__ import annotations

import os
from datetime import date

import pytest

from desist.casework.access import Role


@pytest.fixture
def staff(world):
    """One of each who has a part in it, a room, and a site that has adopted its rules."""
    from tests.casework.assessment.builder import adopt, adopt_all
    from tests.casework.planning.planned import ADOPTED, build_room

    adopt_all(world)
    for rule in (*ADOPTED, "completing-a-programme"):
        adopt(world, rule)
    build_room(world)
    world.member("rita", Role.REFERRER, region=world.north)
    world.member("anna", Role.ASSESSOR, region=world.north)
    world.member("sam", Role.ASSESSOR, Role.SECOND_CODER, region=world.north)
    world.member("finn", Role.FACILITATOR)
    world.member("mona", Role.MANAGER, region=world.north)
    return world.staff


@pytest.fixture
def desk(clock, staff, visit):
    """The desk of a member of staff, by first name; signed in anew on each day."""
    from tests.casework.journey.desk import Desk

    sat: dict[tuple[str, date], Desk] = {}

    def sit(name: str) -> Desk:
        place = (name, clock.now().date())
        if place not in sat:
            page = visit(staff[name])
            page.clock.set_fixed_time(clock.now())
            sat[place] = Desk(page)
        return sat[place]

    yield sit
    folder = os.environ.get("DESIST_SCREENSHOTS")
    for (name, day), at in sat.items() if folder else ():
        at.page.screenshot(path=f"{folder}/last-{name}-{day}.png", full_page=True)
