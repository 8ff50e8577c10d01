"""How a record about a person is settled: its rules, its one class of field, its revisions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from desist.casework.access import Role, Rule, extend, register, through
from desist.casework.access.policy import both
from desist.casework.people.models import Person
from desist.casework.people.policy.person import SEEN_WITH_PERSON
from desist.casework.people.policy.reach import reaching
from desist.casework.records.editable import Editable

WRITERS = frozenset({Role.REFERRER, Role.MANAGER})
"""The practitioner gives the facts; the treatment manager may correct them."""


def settle(
    model: type[Editable],
    *,
    record: str,
    change: str = "",
    by: Collection[Role] = WRITERS,
    see: Rule | None = None,
    classes: Mapping[str, str],
    revised_as: str,
) -> None:
    """Who records and changes it: these roles, of the people whom they reach.

    ``record`` and ``change`` are the verbs; the first is done to the person, and where there is
    one record a person it is the only one. ``classes`` gives the model's fields by class,
    ``revised_as`` the class of its revisions' content.
    """
    seen = see or SEEN_WITH_PERSON["see"]
    extend(Person, {record: reaching(by)})
    rules = {"see": seen}
    if change:
        rules[change] = both(seen, through("person", Person, record))
    register(model, rules=rules, person="person", **{"key": "person", **classes})
    register(
        model.revisions.rel.related_model,
        rules={"see": through("of", model, "see")},
        person="of__person",
        key="of number",
        staff="by at",
        **{revised_as: "content"},
    )
