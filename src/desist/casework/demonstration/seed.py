"""The seed of a demonstration: 300 invented people in nine teams, made through actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from desist.casework.access import Role
from desist.casework.access.policy import System
from desist.casework.accounts.actions.staff import add_region, add_team, add_unit, appoint, invite
from desist.casework.accounts.models import DeliveryUnit, Region, Team, User
from desist.casework.demonstration.actions import mark_as_demonstration
from desist.casework.demonstration.invention import (
    CONTEXTS,
    FIRST_NAMES,
    LAST_NAMES,
    PLACES,
    STAFF_NAMES,
)
from desist.casework.people.actions import put_on_caseload, register_person
from desist.casework.people.models import Person
from desist.casework.referrals.actions import move_referral, refer_person
from desist.casework.referrals.models import Status

PEOPLE = 300
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


def seed(*, now: datetime, people: int = PEOPLE) -> Iterator[str]:
    """Fill an empty database; says as it goes what it has made."""
    mark_as_demonstration(at=now)
    made = Seed(now=now, dice=Random(2008))  # noqa: S311 - dice, not secrets
    for role in NATIONAL:
        _staff(made, role)
    for name, units in PLACES.items():
        _region(made, name, units)
    yield f"{len(made.teams)} teams in {len(PLACES)} regions, {made.named} members of staff"
    for number in range(people):
        _person(made, number)
    yield f"{people} people"


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


def _person(made: Seed, number: int) -> None:
    dice = made.dice
    team, referrers, facilitator = made.teams[number % len(made.teams)]
    practitioner = referrers[number // len(made.teams) % 2]
    at = made.now - timedelta(days=dice.randrange(20, 700), minutes=dice.randrange(480))
    values = {
        "crn": f"{dice.choice('ABDEJKX')}{100_000 + number * 2_671 % 899_999:06}",
        "first_names": dice.choice(FIRST_NAMES),
        "last_name": dice.choice(LAST_NAMES),
        "born_on": date(made.now.year - dice.randrange(19, 71), dice.randrange(1, 13), 14),
        "sex": "male" if dice.random() < 0.97 else "female",
    }
    given = {"team": team, "values": values, "practitioner": practitioner}
    person = register_person(**given, by=practitioner, at=at)
    if dice.random() < 0.7:
        _referral(made, person, practitioner, facilitator, at + timedelta(days=dice.randrange(15)))


def _referral(
    made: Seed, person: Person, practitioner: User, facilitator: User, at: datetime
) -> None:
    dice = made.dice
    referral = refer_person(
        person=person,
        programme="isotp",
        setting="community" if dice.random() < 0.8 else "custody",
        context=dice.choice(CONTEXTS),
        referred_on=at.date(),
        by=practitioner,
        at=at,
    )
    lot = dice.random()
    if lot < 0.08:
        later = at + timedelta(days=3)
        reason = "Moved to another service area."
        move_referral(
            referral=referral,
            read_version=1,
            to=Status.WITHDRAWN,
            reason="other",
            effective_on=later.date(),
            note=reason,
            by=practitioner,
            at=later,
        )
    elif lot < 0.4:
        manager = made.managers[person.team.unit.region_id]
        given = {"person": person, "user": facilitator, "begins_on": at.date()}
        put_on_caseload(**given, by=manager, at=at + timedelta(days=2))
