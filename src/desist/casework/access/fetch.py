"""The one way to an object, to a page of them, and to the fields of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.http import Http404

from desist.casework.access import reach
from desist.casework.access.circumstances import Reading, current, once
from desist.casework.access.likeness import alike
from desist.casework.access.policy import AT_LARGE, Actor, NoPolicy, policy_of, rule_for
from desist.casework.access.role import FieldClass

Row = TypeVar("Row", bound=models.Model)

PAGE_LENGTH = 50
ALWAYS_READ = frozenset({FieldClass.KEY})


def rows(actor: Actor, model: type[Row], verb: str = "see") -> QuerySet[Row]:
    """The rows of a model to which this person may do ``verb``."""
    return model._base_manager.filter(rule_for(model, verb).rows(actor))


def rows_about(
    actor: Actor, model: type[Row], person: models.Model, verb: str = "see"
) -> QuerySet[Row]:
    """Those of them that are about a person at hand.

    The same as narrowing ``rows``; but whether the person is in reach is asked once.
    """
    found = rule_for(model, verb).which(actor, person)
    about = model._base_manager.filter(**{policy_of(model).person or "pk": person.pk})
    if isinstance(found, bool):
        return about if found else about.none()
    return about.filter(found)


def may(actor: Actor, verb: str, row: models.Model | None = None) -> bool:
    """Whether this person may do ``verb`` to this row; to no row in particular where none."""
    if actor.is_system:
        return True
    if row is None:
        if verb not in AT_LARGE:
            raise NoPolicy(f"no rule for {verb!r}")
        return AT_LARGE[verb](actor)
    return rule_for(type(row), verb).may(actor, row)


def fetch(
    actor: Actor,
    model: type[Row],
    public_id: UUID | str,
    verb: str = "see",
    *,
    related: Sequence[str] = (),
    within: Mapping[str, Any] | None = None,
) -> Row:
    """One object, if this person may do ``verb`` to it; audited either way.

    ``within`` ties a child to its parent: ``within={"person": person}``.

    Raises:
        Http404: it does not exist or is not theirs; nobody can tell which.
    """
    name = f"{model._meta.label_lower}:{public_id}"
    asked = _as_uuid(public_id)
    found = _find(actor, model, verb, asked, related, within or {}) if asked else None
    if found is None:
        note_reading(f"{model._meta.label_lower}.{verb}", [name], outcome="denied")
        raise Http404
    note_reading(f"{model._meta.label_lower}.{verb}", _objects(found))
    current().fetched.append(found)
    once(("fetched", found), lambda: True)
    return found


def _find(
    actor: Actor,
    model: type[Row],
    verb: str,
    public_id: UUID,
    related: Sequence[str],
    within: Mapping[str, Any],
) -> Row | None:
    if not rule_for(model, verb).steady():
        narrowed = rows(actor, model, verb).filter(public_id=public_id, **within)
        return narrowed.select_related(*related).first()
    keys = {name: getattr(value, "pk", value) for name, value in within.items()}
    found = _by_id(actor, model, verb, tuple(related), public_id=public_id, **keys)
    return next(iter(found), None)


@alike
def _by_id(
    holder: Actor, model: type[Row], verb: str, related: Sequence[str], **asked: Any
) -> QuerySet[Row]:
    """The row of an id, if whoever stands so may do ``verb`` to it."""
    return rows(holder, model, verb).filter(**asked).select_related(*related)


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One page of rows; ``more`` says that another page follows. Totals are never counted."""

    rows: Sequence[Any]
    number: int
    more: bool


def listing(query: QuerySet[Row], *, verb: str, page: int = 1) -> Listing:
    """A page of an ordered query that began with ``rows``; what is shown is audited."""
    number = max(1, min(page, 10_000))
    start, end = stretch(number)
    return listed(list(query[start:end]), verb=verb, number=number)


def stretch(number: int) -> tuple[int, int]:
    """Where the rows of a page begin and end, with one more if another page follows."""
    start = (number - 1) * PAGE_LENGTH
    return start, start + PAGE_LENGTH + 1


def listed(
    found: Sequence[Any], *, verb: str, number: int = 1, length: int = PAGE_LENGTH
) -> Listing:
    """A page of rows that were read with one more than are shown; what is shown is audited."""
    shown = found[:length]
    names = tuple(name for row in shown for name in _objects(row))
    current().readings.append(Reading(verb=verb, objects=names, of_none=not names))
    return Listing(rows=shown, number=number, more=len(found) > length)


def note_reading(verb: str, objects: Iterable[str], *, outcome: str = "allowed") -> None:
    """Have it written, before the response is sent, that these were looked at or refused."""
    current().readings.append(Reading(verb=verb, objects=tuple(objects), outcome=outcome))


def readable(
    actor: Actor, model: type[models.Model], about: models.Model | None = None
) -> frozenset[str]:
    """The names of the fields of a model that this person reads.

    Posts that do not reach the person in question do not count: the person whom ``about`` is about,
    or whoever was fetched for this page.
    """
    allowed = ALWAYS_READ | reach.reads(actor, about)
    classes = policy_of(model).classes
    return frozenset(name for name, class_ in classes.items() if class_ in allowed)


def writable(
    actor: Actor, model: type[models.Model], about: models.Model | None = None
) -> frozenset[str]:
    """The names of the fields of a model that this person may change, as ``readable`` counts."""
    allowed = reach.writes(actor, about)
    classes = policy_of(model).classes
    return frozenset(name for name, class_ in classes.items() if class_ in allowed)


class Sheet:
    """An object as one person may read it: a field of another class is not there."""

    def __init__(self, row: models.Model, names: frozenset[str]) -> None:
        self._row = row
        self._names = names

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def __getattr__(self, name: str) -> Any:
        if name not in self._names:
            raise AttributeError(f"{name} is not for this reader")
        return getattr(self._row, name)


def sheet(actor: Actor, row: models.Model) -> Sheet:
    """The fields of a row that this person may read."""
    return Sheet(row, readable(actor, type(row), row))


def _objects(row: Any) -> list[str]:
    """A row and the person it is about, so that a search by person finds every reading.

    What is no row of a model says by itself as what it is read.
    """
    person = reach.person_of(row) if isinstance(row, models.Model) else None
    return [row.reference] if person in (None, row) else [row.reference, person.reference]


def _as_uuid(value: UUID | str) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
