"""Who reaches a person: by region, unit or caseload; restrictions narrow it, exclusions end it.

Every rule here has the same shape: which roles reach people by their place, which by their
caseload. Then, for all of them: an exclusion beats every grant; a restriction admits only those
it names; break-glass lets a duty manager see, and only see, somebody out of reach for a time.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cache

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from desist.casework.access import Role, Rule
from desist.casework.access.circumstances import instant, is_known, once
from desist.casework.access.policy import NOTHING, Actor, always
from desist.casework.access.reach import settle_reach
from desist.casework.access.role import Post
from desist.casework.people.models import (
    CaseloadEntry,
    EmergencyAccess,
    Exclusion,
    Person,
    Restriction,
)
from desist.casework.records.statement import statement

BY_PLACE = frozenset({Role.ASSESSOR, Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR})
"""These reach everybody in the region or unit of their post."""
BY_CASELOAD = frozenset({Role.REFERRER, Role.FACILITATOR})
"""These reach those whom they supervise, or who are on their caseload."""


FOUND = Q(merged_into=None, is_anonymous=False)
"""The records that stand for somebody by themselves."""
NARROWED = f"""
    SELECT user_id, 1 FROM {Exclusion._meta.db_table}
    WHERE person_id = %s AND user_id = %s AND ended_on IS NULL
    UNION SELECT user_id, 0 FROM {Restriction._meta.db_table}
    WHERE person_id = %s AND ended_on IS NULL
"""  # noqa: S608 - the names of our own tables
"""Who excludes somebody, and whom a person's restrictions admit, with 1 and 0 in that order."""


def reaching(roles: Collection[Role], *, emergency: bool = False) -> Rule:
    """The rule for what these roles may do to the people whom they reach; one for equal roles."""
    return _reaching(frozenset(roles), emergency)


@cache
def _reaching(roles: frozenset[Role], emergency: bool) -> Rule:
    return Rule(
        may=lambda actor, person: _may(actor, person, roles, emergency),
        rows=lambda actor: _rows(actor, roles, emergency),
        steady=always,
        few=lambda actor: _are_few(actor, roles, emergency),
    )


def _rows(actor: Actor, roles: Collection[Role], emergency: bool) -> Q:
    me = actor.standing.user_id
    if me is None:
        return NOTHING
    named = Restriction.objects.filter(person=OuterRef("pk"), ended_on=None)
    allowed = ~Q(Exists(named)) | Q(Exists(named.filter(user=me)))
    reach = _by_place(actor, roles) & allowed | _by_caseload(actor, roles) & allowed
    if emergency and actor.standing.holds(Role.DUTY_MANAGER):
        now = EmergencyAccess.objects.filter(person=OuterRef("pk"), user=me)
        reach |= Q(Exists(now.filter(ends_at__gt=instant())))
    excluded = Exclusion.objects.filter(person=OuterRef("pk"), user=me, ended_on=None)
    return reach & ~Q(Exists(excluded)) & FOUND


def _are_few(actor: Actor, roles: Collection[Role], emergency: bool) -> bool:
    places = {*BY_PLACE.intersection(roles), *({Role.DUTY_MANAGER} if emergency else ())}
    return not actor.standing.holds(*places)


def _by_place(actor: Actor, roles: Collection[Role]) -> Q:
    held = BY_PLACE.intersection(roles)
    regions, units = actor.standing.regions(*held), actor.standing.units(*held)
    return Q(team__unit__region__in=regions) | Q(team__unit__in=units)


def _by_caseload(actor: Actor, roles: Collection[Role]) -> Q:
    me, reach = actor.standing.user_id, NOTHING
    if Role.REFERRER in roles and actor.standing.holds(Role.REFERRER):
        reach |= Q(practitioner=me)
    if Role.FACILITATOR in roles and actor.standing.holds(Role.FACILITATOR):
        mine = CaseloadEntry.objects.filter(user=me, ended_on=None)
        reach |= Q(pk__in=mine.values("person"))
    return reach


def _may(actor: Actor, person: Person, roles: Collection[Role], emergency: bool) -> bool:
    if actor.standing.user_id is None or not person.is_found:
        return False
    excluded, admitted = narrowing_of(actor, person)
    if excluded:
        return False
    if admitted and _is_reached(actor, person, roles):
        return True
    return emergency and actor.standing.holds(Role.DUTY_MANAGER) and _in_emergency(actor, person)


def region_of_all(actor: Actor) -> int | None:
    """The one region in which everybody is whom this person reaches by any rule, if there is one.

    None where they reach anybody by unit, by caseload or by break-glass, or several regions.
    """
    standing = actor.standing
    if any(post.role in BY_CASELOAD or post.unit_id is not None for post in standing.posts):
        return None
    regions = standing.regions(*BY_PLACE)
    if len(regions) != 1 or (
        standing.holds(Role.DUTY_MANAGER) and _opened(me=standing.user_id, at=instant())
    ):
        return None
    return next(iter(regions))


@statement
def _opened(*, me: int | None, at: datetime) -> QuerySet[EmergencyAccess]:
    """Break-glass that is in force for somebody, if any is."""
    return EmergencyAccess.objects.filter(user=me, ends_at__gt=at)[:1]


def narrowing_of(actor: Actor, person: Person) -> tuple[bool, bool]:
    """Whether somebody is excluded, and whether restrictions admit them.

    Whoever was fetched for this page is neither kept away nor left out: every rule about people
    asks for that, and only break-glass lets a duty manager past a restriction.
    """
    me = actor.standing.user_id
    if is_known(("fetched", person)) and not actor.standing.holds(Role.DUTY_MANAGER):
        return False, True
    return once(("narrowed", me, person.pk), lambda: _narrowed(me, person))


def _narrowed(me: int | None, person: Person) -> tuple[bool, bool]:
    """Whether somebody is excluded, and whether restrictions admit them; one query.

    Written out, since every act asks for it, and making the statement cost more than running it.
    """
    with connection.cursor() as cursor:
        cursor.execute(NARROWED, [person.pk, me, person.pk])
        held = set(cursor.fetchall())
    admitted = {user for user, is_exclusion in held if not is_exclusion}
    return (me, 1) in held, not admitted or me in admitted


def _is_reached(actor: Actor, person: Person, roles: Collection[Role]) -> bool:
    return any(post.role in roles for post in posts_reaching(actor, person))


def posts_reaching(actor: Actor, person: Person) -> Collection[Post]:
    """The posts by which somebody reaches a person: by place, as practitioner, by caseload."""
    return [post for post in actor.standing.posts if _reaches(actor, post, person)]


def _reaches(actor: Actor, post: Post, person: Person) -> bool:
    me = actor.standing.user_id
    if post.role in BY_PLACE:
        unit = person.team.unit
        if post.unit_id is not None:
            return unit.pk == post.unit_id
        return post.region_id is not None and unit.region_id == post.region_id
    if post.role is Role.REFERRER:
        return person.practitioner_id == me
    if post.role is Role.FACILITATOR:
        mine = CaseloadEntry.objects.filter(user=me, ended_on=None)
        return person.pk in once(("caseload", me), lambda: {*mine.values_list("person", flat=True)})
    return False


def _in_emergency(actor: Actor, person: Person) -> bool:
    me = actor.standing.user_id
    return EmergencyAccess.objects.filter(user=me, person=person, ends_at__gt=instant()).exists()


settle_reach(posts_reaching)
