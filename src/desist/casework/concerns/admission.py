"""Admission: nobody keeps this member of staff from a person, whether or not they reach them.

A concern also goes to whoever raised it and to the duty manager of the day, who may work with
nobody there. Exclusions and restrictions hold for them as for everybody.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from desist.casework.access import Rule
from desist.casework.access.policy import NOTHING, Actor, always
from desist.casework.people.models import Exclusion, Restriction
from desist.casework.people.policy.reach import FOUND, narrowing_of


def _may(actor: Actor, person: Any) -> bool:
    if actor.standing.user_id is None or not person.is_found:
        return False
    excluded, admitted = narrowing_of(actor, person)
    return admitted and not excluded


def _rows(actor: Actor) -> Q:
    me = actor.standing.user_id
    if me is None:
        return NOTHING
    excluded = Exclusion.objects.filter(person=OuterRef("pk"), user=me, ended_on=None)
    named = Restriction.objects.filter(person=OuterRef("pk"), ended_on=None)
    admitted = ~Q(Exists(named)) | Q(Exists(named.filter(user=me)))
    return admitted & ~Q(Exists(excluded)) & FOUND


ADMITTED = Rule(may=_may, rows=_rows, steady=always)
