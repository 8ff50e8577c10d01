"""Named people and an organisation, built through actions only, by the system or by themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from desist.casework.access import Level, Role
from desist.casework.access.policy import System
from desist.casework.accounts.actions.sign_in import sign_in
from desist.casework.accounts.actions.staff import add_region, add_team, add_unit, appoint, invite
from desist.casework.accounts.models import DeliveryUnit, Region, Team, User
from desist.casework.people.actions import put_on_caseload, register_person
from desist.casework.people.models import Person
from tests.casework.ground import laid

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
INSTALLATION = System("installation")


@dataclass
class World:
    """Two regions, a team in each, and whoever a test asks for by name."""

    north: Region
    south: Region
    unit: DeliveryUnit
    team: Team
    far_unit: DeliveryUnit
    far_team: Team
    staff: dict[str, User] = field(default_factory=dict)
    registered: int = 0

    def member(self, name: str, *roles: Role, region: Region | None = None) -> User:
        """A member of staff with these roles, for a whole region where one is given."""
        if name not in self.staff:
            self._invited(name, roles, region)
        return self.staff[name]

    @laid
    def _invited(self, name: str, roles: tuple[Role, ...], region: Region | None) -> None:
        by = {"by": INSTALLATION, "at": NOON}
        user = invite(email=f"{name}@example.org", full_name=name.title(), **by)
        for role in roles:
            appoint(user=user, role=role, region=region, unit=None, begins_on=LONG_AGO, **by)
        self.staff[name] = User.objects.get(pk=user.pk)

    @laid
    def person(
        self, *, practitioner: User | None = None, team: Team | None = None, **values: Any
    ) -> Person:
        """Somebody registered; in the northern team unless said otherwise."""
        self.registered += 1
        held = {
            "crn": f"X{self.registered:06}",
            "first_names": "Jordan",
            "last_name": "Example",
            "born_on": date(1980, 5, 17),
            "sex": "male",
        } | values
        return register_person(
            team=team or self.team,
            values=held,
            practitioner=practitioner or self.member("rita", Role.REFERRER),
            by=INSTALLATION,
            at=NOON,
        )

    @laid
    def on_caseload(self, user: User, person: Person) -> None:
        """Let somebody work with a person."""
        put_on_caseload(person=person, user=user, begins_on=LONG_AGO, by=INSTALLATION, at=NOON)

    def browser(self, client: Any, user: User, level: Level = Level.CONFIRMED) -> Any:
        """A test client in which somebody is signed in now."""
        from django.utils import timezone

        key = uuid4().hex
        sign_in(user=user, key=key, level=level, browser="test", by=user, at=timezone.now())
        client.cookies["desist"] = key
        return client


@laid
def build_world() -> World:
    """Regions, units and teams."""
    by = {"by": INSTALLATION, "at": NOON}
    north, south = add_region(name="North", **by), add_region(name="South", **by)
    unit = add_unit(region=north, name="Tyne", **by)
    far_unit = add_unit(region=south, name="Solent", **by)
    return World(
        north=north,
        south=south,
        unit=unit,
        team=add_team(unit=unit, name="Quayside", **by),
        far_unit=far_unit,
        far_team=add_team(unit=far_unit, name="Harbour", **by),
    )
