"""Reach: which of somebody's posts count towards one person, and so which fields they read.

Whoever administers in the north and assesses in the south reads no clinical field in the north.
Which posts reach a person is the ``people`` app's to say; it settles that here once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db import models

from desist.casework.access.circumstances import current_or_none
from desist.casework.access.policy import Actor, policy_of
from desist.casework.access.role import CASE_ROLES, FieldClass, Post, Standing

Reaching = Callable[[Actor, Any], Collection[Post]]
_settled: list[Reaching] = []


def settle_reach(reaching: Reaching) -> None:
    """Settle which posts of an actor reach a person."""
    _settled[:] = [reaching]


def person_of(row: models.Model) -> Any:
    """The person a row is about; None where it is about none."""
    path = policy_of(type(row)).person
    if path is None:
        return None
    person: Any = row
    for step in path.split("__") if path else ():
        person = getattr(person, step)
    return person


def reads(actor: Actor, about: models.Model | None) -> frozenset[FieldClass]:
    """The classes that this actor reads of a row; of whatever was fetched where none is named.

    Where no post reaches the person, the row was shown for another reason (break-glass), and
    every post counts.
    """
    return _classes(actor, about, lambda standing, reached: (reached or standing).reads)


def writes(actor: Actor, about: models.Model | None) -> frozenset[FieldClass]:
    """The classes that this actor may change in a row; none where no post reaches the person."""
    return _classes(actor, about, lambda _standing, reached: (reached or Standing()).writes)


def _classes(
    actor: Actor,
    about: models.Model | None,
    choose: Callable[[Standing, Standing | None], frozenset[FieldClass]],
) -> frozenset[FieldClass]:
    standing = actor.standing
    people = _people(about)
    several = {post.role for post in standing.posts if post.role in CASE_ROLES}
    if not people or len(several) < 2:
        return choose(standing, standing)
    found = [choose(standing, _towards(actor, person)) for person in people]
    return frozenset.intersection(*found)


def _people(about: models.Model | None) -> list[Any]:
    around = current_or_none()
    fetched = around.fetched if around else []
    rows = [about] if about is not None else fetched
    people = {person.pk: person for person in map(person_of, rows) if person is not None}
    return list(people.values())


def _towards(actor: Actor, person: Any) -> Standing | None:
    """The posts that count towards a person; those that are not about people always do."""
    standing = actor.standing
    reaching = set(_settled[0](actor, person)) if _settled else set()
    if not reaching:
        return None
    posts = tuple(
        each for each in standing.posts if each in reaching or each.role not in CASE_ROLES
    )
    return Standing(user_id=standing.user_id, posts=posts)
