"""Whether the two ways in which a rule is said agree: this object, and which rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

from desist.casework.access import Rule, may, reached, rows, rows_about
from desist.casework.access.circumstances import Circumstances, under
from desist.casework.access.policy import POLICIES
from desist.casework.access.reach import person_of
from tests.casework.people import NOON

MOST = 40
"""Rows of one model that are tried."""


def agreed(
    users: Iterable[Any], models: Iterable[Any], *, verbs: str = ""
) -> Iterator[tuple[Any, str, bool]]:
    """Each model, verb and answer on which both ways agree, for everybody and every row.

    ``verbs`` narrows to those that begin so. Verbs that share a rule are tried once.
    """
    held = {model: list(model._base_manager.all()[:MOST]) for model in models}
    for user, model in product(list(users), [model for model, some in held.items() if some]):
        with under(Circumstances(actor=user, at=NOON)):
            for verb in different(POLICIES[model].rules, verbs):
                seen = set(rows(user, model, verb).values_list("pk", flat=True))
                check_those_about(user, model, verb, held[model], seen)
                check_that_posts_suffice(user, model, verb, seen)
                for row in held[model]:
                    assert may(user, verb, row) is (row.pk in seen), (user, verb, row)
                    yield model, verb, row.pk in seen


def check_those_about(
    user: Any, model: Any, verb: str, held: Iterable[Any], seen: set[int]
) -> None:
    """The third way to say it, of the rows about one person."""
    if not POLICIES[model].person:
        return
    about: dict[Any, set[int]] = {}
    for row in held:
        about.setdefault(person_of(row), set()).add(row.pk)
    about.pop(None, None)  # a row of a kind that is about a person, though not this one
    for person, all_of_them in about.items():
        found = set(rows_about(user, model, person, verb).values_list("pk", flat=True))
        assert found & all_of_them == seen & all_of_them, (user, verb, person)
        assert found <= seen, (user, verb, person)


def check_that_posts_suffice(user: Any, model: Any, verb: str, seen: set[int]) -> None:
    """A steady rule finds the same rows by the SQL that was made for others who stand alike.

    That, and nothing else, lets it be kept for them.
    """
    if POLICIES[model].rules[verb].steady():
        assert set(kept_for_all_alike(model, verb)(user)) == seen, (user, verb)


@cache
def kept_for_all_alike(model: Any, verb: str) -> Callable[[Any], list[int]]:
    """The question which rows, as ``reached`` keeps it for a whole run."""
    return reached(model, verb)(lambda held: held.order_by("pk").values_list("pk", flat=True))


def different(rules: Mapping[str, Rule], beginning: str) -> Iterable[str]:
    """A verb for each rule: many verbs share one."""
    chosen = {rule: verb for verb, rule in rules.items() if verb.startswith(beginning)}
    return chosen.values()
