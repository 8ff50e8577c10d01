"""Likeness: what standings have in common that differ only in who stands so, and in which places.

A question whose answer rests on the posts held is put into SQL once for all who stand alike, and
asked with the ids of one of them: else every member of staff would have SQL of their own, to be
made for each of them whenever the service starts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache, update_wrapper
from typing import Any

from django.db.models import QuerySet

from desist.casework.access.circumstances import Holder, holding, instant
from desist.casework.access.policy import Actor
from desist.casework.access.role import Post, Standing
from desist.casework.records.statement import statement

NAMED = "standing_"
"""How the names of ids begin: no value of a question is called so."""


def alike(ask: Callable[..., QuerySet[Any, Any]]) -> Callable[..., list[Any]]:
    """Have a question answer, put into SQL once for all who stand alike.

    ``ask`` takes who holds the posts, of whom nothing else is known, and what a statement takes: by
    place what belongs to the question, by name the values of the moment. It is called with an
    actor.
    """

    def of_all(
        likeness: Standing, *question: Hashable, at: Any, **values: Any
    ) -> QuerySet[Any, Any]:
        ids = {name: values.pop(name) for name in [*values] if name.startswith(NAMED)}
        with holding(standing_like(likeness, ids), at=at) as holder:
            return ask(holder, *question, **values)

    kept = statement(update_wrapper(of_all, ask))

    def asked(actor: Actor | Holder, *question: Hashable, **values: Any) -> list[Any]:
        likeness, ids = likeness_of(actor.standing)
        return kept(likeness, *question, at=instant(), **ids, **values)

    return update_wrapper(asked, ask)


@lru_cache(maxsize=10_000)
def likeness_of(standing: Standing) -> tuple[Standing, Mapping[str, int]]:
    """A standing with a name in the place of each of its ids, and the ids by name.

    The same place has the same name: whoever holds two posts in one region does not stand like
    whoever holds them in two.
    """
    names: dict[tuple[str, int], str] = {}

    def name(kind: str, id_: int) -> str:
        return names.setdefault((kind, id_), f"{NAMED}{kind}_{len(names)}")

    named = _with(standing, name)
    return named, {called: id_ for (_kind, id_), called in names.items()}


def standing_like(likeness: Standing, ids: Mapping[str, int]) -> Standing:
    """The standing of this likeness with these ids."""
    return _with(likeness, lambda _kind, called: ids[called])


def _with(standing: Standing, change: Callable[[str, Any], Any]) -> Standing:
    def changed(kind: str, id_: Any) -> Any:
        return None if id_ is None else change(kind, id_)

    posts = tuple(
        Post(
            role=post.role,
            region_id=changed("region", post.region_id),
            unit_id=changed("unit", post.unit_id),
        )
        for post in standing.posts
    )
    return Standing(user_id=changed("user", standing.user_id), posts=posts)
