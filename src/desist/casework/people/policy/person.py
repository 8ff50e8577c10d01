"""Who registers, sees and corrects people, and who searches for them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import NOBODY, Role, Rule, at_large, register, through
from desist.casework.access.policy import Actor, extend
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.models import Team
from desist.casework.people.models import NameKey, OtherName, Person, PersonRevision, Search
from desist.casework.people.policy.reach import reaching

SEE = reaching(CASE_ROLES, emergency=True)
CHANGE = reaching({Role.REFERRER, Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR})
MANAGE = reaching({Role.MANAGER})

register(
    Person,
    rules={
        "see": SEE,
        "people.change": CHANGE,
        "people.name_otherwise": CHANGE,
        "people.put_on_caseload": MANAGE,
        "people.restrict": MANAGE,
        "people.exclude": MANAGE,
    },
    person="",
    identity="crn first_names last_name born_on sex",
    course="team practitioner",
    secret="crn_copy merged_into has_merged is_anonymous",  # noqa: S106 - the class of a field: it would tell of a record out of reach
)
SEEN_WITH_PERSON = {"see": through("person", Person, "see")}
register(OtherName, rules=SEEN_WITH_PERSON, person="person", key="person", identity="full_name")
register(
    NameKey,
    rules={"see": NOBODY},
    person="person",
    why="for search alone",
    secret="person kind key",  # noqa: S106
)
register(
    PersonRevision,
    rules={"see": through("of", Person, "see")},
    person="of",
    key="of number",
    staff="by at",
    identity="content",
)


def _owns(actor: Actor, search: Any) -> bool:
    return search.owner_id == actor.standing.user_id


register(
    Search,
    rules={
        "see": Rule(may=_owns, rows=lambda actor: Q(owner=actor.standing.user_id)),
    },
    staff="owner made_at",
    identity="terms",
)
_registers = (Role.REFERRER, Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR)


def _may_register(actor: Actor, team: Team) -> bool:
    standing, unit = actor.standing, team.unit
    return unit.region_id in standing.regions(*_registers) or unit.pk in standing.units(*_registers)


def _teams(actor: Actor) -> Q:
    standing = actor.standing
    regions, units = standing.regions(*_registers), standing.units(*_registers)
    return Q(unit__region__in=regions) | Q(unit__in=units)


extend(Team, {"people.register": Rule(may=_may_register, rows=_teams)})
at_large("people.search", lambda actor: actor.standing.holds(*CASE_ROLES))
at_large("people.resolve", lambda actor: actor.standing.holds(Role.AUDITOR))
