"""Admission: nobody keeps this member of staff from a person, whether or not they reach them.

A concern also goes to whoever raised it and to the duty manager of the day, who may work with
nobody there. Exclusions and restrictions hold for them as for everybody.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from desist.casework.access import Rule
from desist.casework.access.circumstances import once
from desist.casework.access.policy import NOTHING, Actor
from desist.casework.people.models import Exclusion, Restriction
from desist.casework.people.policy.reach import FOUND


def _may(actor: Actor, person: Any) -> bool:
    me = actor.standing.user_id
    return me is not None and once(("admitted", me, person.pk), lambda: _is_admitted(me, person))


def _is_admitted(me: int, person: Any) -> bool:
    if not person.is_found:
        return False
    if person.exclusions.filter(user=me, ended_on=None).exists():
        return False
    named = set(person.restrictions.filter(ended_on=None).values_list("user", flat=True))
    return not named or me in named


def _rows(actor: Actor) -> Q:
    me = actor.standing.user_id
    if me is None:
        return NOTHING
    excluded = Exclusion.objects.filter(person=OuterRef("pk"), user=me, ended_on=None)
    named = Restriction.objects.filter(person=OuterRef("pk"), ended_on=None)
    admitted = ~Q(Exists(named)) | Q(Exists(named.filter(user=me)))
    return admitted & ~Q(Exists(excluded)) & FOUND


ADMITTED = Rule(may=_may, rows=_rows)
