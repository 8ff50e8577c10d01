"""Access as a table: for every action and every page with an object, who may and who may not.

An app adds its rows in ``access_rows/<app>.py``; ``test_access_rows.py`` runs each of them past
strangers, every other role, another region, the excluded and those whom a restriction leaves out.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction
from django.test import Client

from desist.casework.access import Role
from desist.casework.access.policy import System
from desist.casework.audit.door import ACTIONS
from desist.casework.people.models import Person
from tests.casework.ground import ground
from tests.casework.people import INSTALLATION, NOON, World

EVERY_ROLE = frozenset(Role)
TAKE_TWO_ROLES = frozenset({"assessment.begin_second_coding", "assessment:open_second"})
"""For an assessor who is a second coder, too: those of the table hold one role each, so this is
tried in ``assessment/test_policy.py``."""


class About(Enum):
    """What an act is done to, and so which cases apply to it."""

    PERSON = auto()
    """Somebody, or what is held about them: place, caseload, exclusion and restriction count."""
    PLACE = auto()
    """A region, unit or team: place counts."""
    SERVICE = auto()
    """The service itself: roles alone count."""
    OWN = auto()
    """One's own account: nobody else may, whatever their role."""
    SYSTEM = auto()
    """Done by a named part of the system alone; no person may."""


class Scene:
    """A person in the north, and for each role somebody who reaches them and somebody who does not.

    Build what an act needs through actions, ``**scene.by``; it is undone after each try.
    """

    by: Mapping[str, Any] = {"by": INSTALLATION, "at": NOON}

    def __init__(self, world: World) -> None:
        self.world = world
        self.stranger = world.member("stranger")
        """Somebody with an account and no post."""
        self.owner = world.member("owner", *EVERY_ROLE)
        """The member of staff whose own account an act is about; of every role, for no place."""
        self.other = world.member("other", Role.FACILITATOR)
        """A member of staff who is acted on."""
        for role in Role:
            self.near(role)
            self.far(role)
        person = world.person(practitioner=self.near(Role.REFERRER))
        world.on_caseload(self.near(Role.FACILITATOR), person)
        self._person = person.pk
        self._signed_in = {
            each.pk: world.browser(Client(), each).cookies for each in world.staff.values()
        }
        self.state = ground.stand()
        """What stands when the scene does; what a row needs is laid on it."""

    def near(self, role: Role) -> Any:
        """Somebody of this role, and of no other, who reaches the person of the scene."""
        return self.world.member(f"near-{role.value}", role, region=self.world.north)

    def far(self, role: Role) -> Any:
        """Somebody of this role elsewhere."""
        return self.world.member(f"far-{role.value}", role, region=self.world.south)

    @property
    def person(self) -> Any:
        """Somebody in the north, with a practitioner and on a caseload; as stored now."""
        return Person.objects.get(pk=self._person)

    def browser(self, user: Any) -> Client:
        """A browser in which somebody is signed in: those of the scene since its beginning."""
        browser = Client()
        if user.pk in self._signed_in:
            browser.cookies = deepcopy(self._signed_in[user.pk])
            return browser
        return self.world.browser(browser, user)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever is done in this block never was."""
        staff = dict(self.world.staff)
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            self.world.staff = staff


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """One action: which roles may do it in their own place, and what it is given."""

    verb: str
    about: About
    given: Callable[[Scene], Mapping[str, Any]]
    """Arguments that make it succeed, without ``by`` and ``at``."""
    roles: frozenset[Role] = frozenset()
    system: System = INSTALLATION

    def __str__(self) -> str:
        return self.verb


@dataclass(frozen=True, kw_only=True)
class PageRow:
    """One page: which roles see it in their own place, and the ids in its address."""

    name: str
    about: About
    roles: frozenset[Role]
    ids: Callable[[Scene], Sequence[Any]] = lambda _scene: ()
    post: bool = False
    """Whether it takes POST alone; it is sent an empty form."""
    answers: frozenset[int] = field(default=frozenset({200}))
    """What those who may see it can be answered."""

    def __str__(self) -> str:
        return self.name


def all_rows(kind: type) -> list[Any]:
    """The rows of every app."""
    folder = Path(__file__).parent / "access_rows"
    names = sorted(each.name for each in pkgutil.iter_modules([str(folder)]))
    modules = [import_module(f"tests.casework.access_rows.{name}") for name in names]
    return [row for module in modules for row in module.ROWS if isinstance(row, kind)]


@cache
def every_action() -> dict[str, Any]:
    """Every action by its verb, also those that no page imports."""
    for app in apps.get_app_configs():
        found = (
            find_spec(f"{app.name}.actions") if app.name.startswith("desist.casework.") else None
        )
        if found is None:
            continue
        import_module(found.name)
        for part in pkgutil.iter_modules(found.submodule_search_locations or ()):
            import_module(f"{found.name}.{part.name}")
    return ACTIONS
