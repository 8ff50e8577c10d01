"""The seed of a demonstration: its moment, its dice, and the staff of nine teams."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from desist.casework.access import Role
from desist.casework.access.policy import System
from desist.casework.accounts.actions.staff import add_region, add_team, add_unit, appoint, invite
from desist.casework.accounts.models import DeliveryUnit, Region, Team, User
from desist.casework.demonstration.invention import LAST_NAMES, PLACES, STAFF_NAMES

NATIONAL = (Role.LEAD, Role.LINKER, Role.EVALUATOR, Role.AUDITOR, Role.ADMINISTRATOR)
REGIONAL = (Role.MANAGER, Role.ASSESSOR, Role.ASSESSOR, Role.PROGRAMME_ADMINISTRATOR)
YEARS_BACK = timedelta(days=900)


@dataclass
class Seed:
    """What has been made so far, and the dice. ``now`` is passed in, never read from a clock."""

    now: datetime
    dice: Random
    by: System = field(default_factory=lambda: System("demonstration"))
    named: int = 0
    teams: list[tuple[Team, list[User], User]] = field(default_factory=list)
    managers: dict[int, User] = field(default_factory=dict)
    national: dict[Role, User] = field(default_factory=dict)
    arrived: dict[int, datetime] = field(default_factory=dict)
    """When each person came, by the person's id."""


def add_staff(made: Seed) -> str:
    """Regions, units, teams and everybody who works in them; says how many there are."""
    for role in NATIONAL:
        made.national[role] = _staff(made, role)
    for name, units in PLACES.items():
        _region(made, name, units)
    return f"{len(made.teams)} teams in {len(PLACES)} regions, {made.named} members of staff"


def _region(made: Seed, name: str, units: dict[str, tuple[str, ...]]) -> None:
    start = {"by": made.by, "at": made.now - YEARS_BACK}
    region = add_region(name=name, **start)
    staff = [_staff(made, role, region=region) for role in REGIONAL]
    made.managers[region.pk] = staff[0]
    _give(made, staff[0], Role.DUTY_MANAGER, region=region)
    _give(made, staff[1], Role.SECOND_CODER, region=region)
    for unit_name, teams in units.items():
        unit = add_unit(region=region, name=unit_name, **start)
        for team_name in teams:
            team = add_team(unit=unit, name=team_name, **start)
            referrers = [_staff(made, Role.REFERRER, region=region, unit=unit) for _ in range(2)]
            facilitator = _staff(made, Role.FACILITATOR)
            _give(made, facilitator, Role.SUPERVISOR, region=region)
            made.teams.append((team, referrers, facilitator))


def _staff(
    made: Seed, role: Role, *, region: Region | None = None, unit: DeliveryUnit | None = None
) -> User:
    first = STAFF_NAMES[made.named % len(STAFF_NAMES)]
    last = LAST_NAMES[made.named * 7 % len(LAST_NAMES)]
    email = f"{role.value.replace('_', '.')}.{made.named}@desist.example"
    made.named += 1
    at = made.now - YEARS_BACK
    user = invite(email=email, full_name=f"{first} {last}", by=made.by, at=at)
    _give(made, user, role, region=region, unit=unit)
    return User.objects.get(pk=user.pk)


def _give(made: Seed, user: User, role: Role, **place: Any) -> None:
    at = made.now - YEARS_BACK
    given = {"region": None, "unit": None} | place
    appoint(user=user, role=role, begins_on=at.date(), **given, by=made.by, at=at)
