"""Who sees a group, who forms it, who seats people in it, who books its sessions.

A group is of a place: those who work for its region or unit see it, and whoever leads it or one of
its sessions. Who sits in it is seen only by whoever may see the person.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from desist.casework.access import NOBODY, Role, Rule, extend, register, through
from desist.casework.access.policy import NOTHING, Actor, always, both, either
from desist.casework.accounts.models import DeliveryUnit
from desist.casework.groups.models import (
    GroupMembership,
    GroupSession,
    GroupSessionRevision,
    ProgrammeGroup,
    ProgrammeGroupRevision,
    Way,
)
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.planning.models import Enrolment
from desist.casework.planning.policy import BOOKERS
from desist.casework.planning.policy.place import of_the_place
from desist.casework.planning.policy.plan import IS_UPCOMING, RUNNING, STANDS

READERS = BOOKERS
"""Those who see groups; a facilitator those that they lead."""
LEADERS = frozenset({Role.FACILITATOR})


def _led(actor: Actor) -> Q:
    me = actor.standing.user_id
    if me is None or not actor.standing.holds(*LEADERS):
        return NOTHING
    return Q(facilitator=me) | Q(co_facilitator=me)


def _leads(actor: Actor, row: Any) -> bool:
    me, led_by = actor.standing.user_id, (row.facilitator_id, row.co_facilitator_id)
    return me is not None and actor.standing.holds(*LEADERS) and me in led_by


def _leads_group(actor: Actor, group: Any) -> bool:
    return _leads(actor, group) or group.sessions.filter(_led(actor)).exists()


def _led_groups(actor: Actor) -> Q:
    """Those that somebody leads, or a session of which they lead."""
    sessions = GroupSession._base_manager.filter(_led(actor), group=OuterRef("pk"))
    mine = _led(actor)
    return mine if mine is NOTHING else mine | Q(Exists(sessions))


_LEADING = Rule(may=_leads_group, rows=_led_groups, steady=always)
_SEEN = either(of_the_place("unit", READERS), _LEADING)
_BOOKED = both(_SEEN, RUNNING)
_FORMED = both(of_the_place("unit", {Role.MANAGER}), RUNNING)

extend(DeliveryUnit, {"groups.form": of_the_place("", {Role.MANAGER})})
register(
    ProgrammeGroup,
    rules={
        "see": _SEEN,
        "groups.change": _FORMED,
        "groups.seat": _FORMED,
        "groups.end": _FORMED,
        "groups.book": _BOOKED,
    },
    key="unit room",
    staff="name programme programme_version format cohort nation begins_on meets a_week seats"
    " facilitator co_facilitator ended_on ended_because",
)
register(
    ProgrammeGroupRevision,
    rules={"see": through("of", ProgrammeGroup, "see")},
    key="of number",
    staff="by at content",
)
extend(
    Enrolment,
    {"groups.join": both(through("person", Person, "planning.decide"), RUNNING)},
)
register(
    GroupMembership,
    rules={
        "see": through("enrolment", Enrolment, "see"),
        "groups.leave": NOBODY,
    },
    person="enrolment__person",
    key="group enrolment",
    course="joined_on left_on placed_by",
    clinical="because judged",
)
extend(Person, {"groups.say_way": reaching(BOOKERS)})
register(
    Way,
    rules={"see": through("person", Person, "see")},
    person="person",
    key="person place",
    course="minutes recorded_by recorded_at",
)
register(
    GroupSession,
    rules={
        "see": through("group", ProgrammeGroup, "see"),
        "groups.move": both(through("group", ProgrammeGroup, "groups.book"), IS_UPCOMING),
        "groups.cancel": both(through("group", ProgrammeGroup, "groups.book"), IS_UPCOMING),
        "groups.hold": both(through("group", ProgrammeGroup, "see"), STANDS),
    },
    key="group room",
    staff="number module exercises day starts minutes facilitator co_facilitator state sequence"
    " changed_at",
)
register(
    GroupSessionRevision,
    rules={"see": through("of", GroupSession, "see")},
    key="of number",
    staff="by at content",
)
