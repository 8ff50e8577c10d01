"""Role: what kind of work a person does here, and which classes of field that work needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles of the service, and the duties that some of them hold for a time."""

    REFERRER = "referrer"
    ASSESSOR = "assessor"
    MANAGER = "manager"
    FACILITATOR = "facilitator"
    PROGRAMME_ADMINISTRATOR = "programme_administrator"
    LEAD = "lead"
    LINKER = "linker"
    EVALUATOR = "evaluator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    DUTY_MANAGER = "duty_manager"
    SECOND_CODER = "second_coder"


class FieldClass(StrEnum):
    """What kind of fact a field holds. Every field of every model declares one."""

    KEY = "key"
    """Ids, versions and links: they say nothing to a reader."""
    IDENTITY = "identity"
    COURSE = "course"
    """Where a case stands and who works on it: programme, states, dates, team, sessions."""
    LEGAL = "legal"
    CLINICAL = "clinical"
    PROTECTION = "protection"
    HEALTH = "health"
    """Health, learning, and duties of belief or family: what delivery must adapt to."""
    EQUALITY = "equality"
    """Asked to see whether the service is fair; read by whoever asks, never by the programme."""
    CONCERN = "concern"
    STAFF = "staff"
    """About the service itself: regions, teams, accounts, when and by whom."""
    SECRET = "secret"  # noqa: S105 - the name of a class, not a password
    """Passwords, tokens, key material: no role ever reads it on a page."""


DUTIES = frozenset({Role.SUPERVISOR, Role.DUTY_MANAGER, Role.SECOND_CODER})
"""Held by a manager, facilitator or assessor for a time; never a role of their own."""

CASE_ROLES = frozenset(
    {
        Role.REFERRER,
        Role.ASSESSOR,
        Role.MANAGER,
        Role.FACILITATOR,
        Role.PROGRAMME_ADMINISTRATOR,
    }
)
"""Those whose work is with people; the others never see a case."""

_F = FieldClass
_CASE = frozenset({_F.KEY, _F.IDENTITY, _F.COURSE, _F.LEGAL, _F.PROTECTION, _F.STAFF})
_PLAIN = frozenset({_F.KEY, _F.STAFF})

READS = {
    Role.REFERRER: _CASE | {_F.HEALTH, _F.CONCERN, _F.EQUALITY},
    Role.ASSESSOR: _CASE | {_F.HEALTH, _F.CLINICAL, _F.CONCERN},
    Role.MANAGER: _CASE | {_F.HEALTH, _F.CLINICAL, _F.CONCERN},
    Role.FACILITATOR: _CASE | {_F.HEALTH, _F.CLINICAL, _F.CONCERN},
    Role.PROGRAMME_ADMINISTRATOR: frozenset({_F.KEY, _F.IDENTITY, _F.COURSE, _F.STAFF}),
    Role.LINKER: frozenset({_F.KEY, _F.IDENTITY}),
    Role.LEAD: _PLAIN,
    Role.EVALUATOR: frozenset({_F.KEY}),
    Role.AUDITOR: _PLAIN,
    Role.ADMINISTRATOR: _PLAIN,
    Role.DUTY_MANAGER: frozenset({_F.KEY, _F.CONCERN}),
}
"""The classes a role reads, of the rows it may see at all."""

WRITES = {
    Role.REFERRER: frozenset(
        {_F.IDENTITY, _F.COURSE, _F.LEGAL, _F.PROTECTION, _F.HEALTH, _F.EQUALITY, _F.CONCERN}
    ),
    Role.ASSESSOR: frozenset({_F.COURSE, _F.CLINICAL, _F.HEALTH, _F.PROTECTION, _F.CONCERN}),
    Role.MANAGER: frozenset(
        {_F.IDENTITY, _F.COURSE, _F.LEGAL, _F.PROTECTION, _F.HEALTH, _F.CLINICAL, _F.CONCERN}
    ),
    Role.FACILITATOR: frozenset({_F.COURSE, _F.CLINICAL, _F.HEALTH, _F.CONCERN}),
    # Whoever takes the call raises the concern, and reads it no more after that.
    Role.PROGRAMME_ADMINISTRATOR: frozenset({_F.IDENTITY, _F.COURSE, _F.CONCERN}),
    Role.ADMINISTRATOR: frozenset({_F.STAFF}),
    Role.DUTY_MANAGER: frozenset({_F.CONCERN}),
}
"""The classes a role may change."""


@dataclass(frozen=True, kw_only=True)
class Post:
    """One role held, and where: in a region, in a delivery unit, or in the whole service."""

    role: Role
    region_id: int | None = None
    unit_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """All posts a person holds today: what the policy knows of them."""

    user_id: int | None = None
    posts: tuple[Post, ...] = ()

    def holds(self, *roles: Role) -> bool:
        """Whether any of these roles is held anywhere."""
        return any(post.role in roles for post in self.posts)

    def regions(self, *roles: Role) -> tuple[int, ...]:
        """The regions in which any of these roles is held for the whole region, each once."""
        return _each_once(
            post.region_id
            for post in self.posts
            if post.role in roles and post.region_id is not None and post.unit_id is None
        )

    def units(self, *roles: Role) -> tuple[int, ...]:
        """The delivery units in which any of these roles is held, each once."""
        return _each_once(
            post.unit_id for post in self.posts if post.role in roles and post.unit_id is not None
        )

    @property
    def reads(self) -> frozenset[FieldClass]:
        """The classes of field that any post held reads."""
        return _union(READS.get(post.role, frozenset()) for post in self.posts)

    @property
    def writes(self) -> frozenset[FieldClass]:
        """The classes of field that any post held may change."""
        return _union(WRITES.get(post.role, frozenset()) for post in self.posts)


def _each_once(ids: Iterable[int]) -> tuple[int, ...]:
    """In the order of the posts: with other ids, the same question has them in the same places."""
    return tuple(dict.fromkeys(ids))


def _union(sets: Iterable[frozenset[FieldClass]]) -> frozenset[FieldClass]:
    return frozenset().union(*sets)
