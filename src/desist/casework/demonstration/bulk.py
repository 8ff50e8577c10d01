"""Bulk: a demonstration multiplied to the size of a nation's caseload, for measurements.

The one exception to the door: rows are written past the actions, everybody's as often as asked.
What is encrypted is encrypted for its new row, and the trail is continued event by event:
it verifies. Left out: single answers, earlier versions of records, sittings, holds on rooms, and
what was told to other systems; no list and no case file reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from desist.casework.audit.chain import EPOCH, Happening, append
from desist.casework.audit.door import bookkeeping
from desist.casework.audit.event_format import Event, Kind
from desist.casework.audit.queries import events_about
from desist.casework.demonstration.queries import is_demonstration
from desist.casework.demonstration.row_store import RowStore, Value
from desist.casework.groups.models import ProgrammeGroup
from desist.casework.people.models import Person
from desist.casework.records.editable import Revision
from desist.casework.records.encrypted_text import EncryptedText, seal, unseal
from desist.casework.tasks.models import Task

LETTERS = "CFGHLMNOPQRSTUVWYZ"
"""First letters of the CRNs of copies; the invented people of a demonstration have others."""
AT_ONCE = 50
"""How many copies of everybody are written in one transaction."""
NEWEST = 20
"""How many events of each person's trail are written for each copy."""
LEFT_OUT = frozenset(
    {"battery.answer", "battery.sitting", "battery.sittingform", "battery.typing", "planning.hold",
     "exchange.submission", "exchange.outboundevent", "referrals.referraldraft"}
)  # fmt: skip
Row = tuple[str | None, ...]
Change = Callable[[Row, int], Value]
"""What the copy of a row holds in one column, by the number of the copy."""


@bookkeeping("multiplies invented people for measurements; continues the trail itself")
def multiply(*, copies: int) -> Iterator[str]:
    """Write everybody ``copies`` times more; says as it goes how many people there are.

    Raises:
        ValueError: the database does not carry the mark of a demonstration.
    """
    if not is_demonstration():
        raise ValueError("only a demonstration is multiplied")
    tables = list(_tables())
    trail = _Trail()
    people = Person.objects.count()
    for first in range(1, copies + 1, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, copies + 1))
        with transaction.atomic():
            for table in tables:
                table.write(numbers)
            for number in numbers:
                append(trail.again(number))
        yield f"{people * (numbers[-1] + 1):,} people"
    _go_on_counting([table.store.model for table in tables])


def copied_models() -> list[type[models.Model]]:
    """Every model whose rows belong to a person or a group, whatever they refer to before them."""
    left = [each for each in apps.get_models() if _is_copied(each)]
    found: list[type[models.Model]] = [Person, ProgrammeGroup]
    while added := [each for each in left if each not in found and _leads_to(each, found)]:
        found += added
    return found


def _is_copied(model: type[models.Model]) -> bool:
    return model._meta.label_lower not in LEFT_OUT and not issubclass(model, Revision)


def _leads_to(model: type[models.Model], others: Collection[type[models.Model]]) -> bool:
    return any(each.related_model in others for each in model._meta.concrete_fields)


@dataclass(frozen=True, kw_only=True)
class _Table:
    """The rows of one model that are copied, and what changes in a copy."""

    store: RowStore
    rows: list[Row]
    changes: list[tuple[int, Change]]

    def write(self, numbers: Collection[int]) -> None:
        """Write these copies of every row."""
        self.store.write(self._copy(row, number) for number in numbers for row in self.rows)

    def _copy(self, row: Row, number: int) -> list[Value]:
        made: list[Value] = list(row)
        for place, change in self.changes:
            if row[place] is not None:
                made[place] = change(row, number)
        return made


def _tables() -> Iterator[_Table]:
    held = {each: RowStore(each).read() for each in copied_models()}
    steps = {
        model: max((int(row[0] or 0) for row in rows), default=0) for model, rows in held.items()
    }
    ids = {row[1] for rows in held.values() for row in rows}
    for model, rows in held.items():
        yield _Table(store=RowStore(model), rows=rows, changes=list(_changes(model, steps, ids)))


def _changes(
    model: type[models.Model], steps: dict[type[models.Model], int], ids: set[str | None]
) -> Iterator[tuple[int, Change]]:
    """``steps`` is by how much the numbers of a copy are higher, ``ids`` all that are copied."""
    for place, each in enumerate(model._meta.concrete_fields):
        if each.name == "id":
            yield place, _moved(place, steps[model])
        elif each.related_model in steps:
            yield place, _moved(place, steps[each.related_model])
        elif isinstance(each, models.UUIDField):
            yield place, _renamed(place, ids)
        elif isinstance(each, EncryptedText):
            yield place, _sealed(place, f"{model._meta.db_table}.{each.column}")
        elif model is Person and each.name == "crn":
            yield place, _numbered(steps[Person])
        elif model is ProgrammeGroup and each.name == "name":
            yield place, lambda row, number, at=place: f"{row[at]}.{number}"
        elif model is Task and each.name == "about":
            yield place, lambda row, number, at=place: _name_of(str(row[at]), number)


def _moved(place: int, step: int) -> Change:
    return lambda row, number: int(row[place] or 0) + number * step


def _renamed(place: int, ids: set[str | None]) -> Change:
    return lambda row, number: _of(row[place], number) if row[place] in ids else row[place]


def _sealed(place: int, column: str) -> Change:
    """Each text is opened once, and sealed for every copy; a row's second column is its id."""
    opened: dict[str | None, str] = {}

    def change(row: Row, number: int) -> Value:
        if row[1] not in opened:
            opened[row[1]] = unseal(str(row[place]), place=f"{column}:{UUID(str(row[1]))}")
        return str(seal(opened[row[1]], place=f"{column}:{UUID(_of(row[1], number))}"))

    return change


def _numbered(step: int) -> Change:
    """A CRN of its own for each person: the copies are counted through."""

    def change(row: Row, number: int) -> Value:
        letter, digits = divmod(int(row[0] or 0) + (number - 1) * step, 1_000_000)
        return f"{LETTERS[letter]}{digits:06}"

    return change


def _of(identity: str | None, number: int) -> str:
    """The id of a copy: its last eight digits are the copy's number."""
    return f"{str(identity).replace('-', '')[:24]}{number:08x}"


class _Trail:
    """The newest events about each person, in their order."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        for person in Person.objects.order_by("pk"):
            about = events_about([person.reference]).filter(outcome="allowed")[:NEWEST]
            self.events += [each.as_event() for each in reversed(about)]

    def again(self, number: int) -> list[Happening]:
        """The same events, of a copy. Ids of staff, who are not copied, stay as they are."""
        return [
            Happening(
                at=EPOCH + timedelta(microseconds=each.at),
                actor=UUID(each.actor),
                verb=each.verb,
                kind=Kind(each.kind),
                objects=tuple(_name_of(name, number) for name in each.objects),
                fields=each.fields,
            )
            for each in self.events
        ]


def _name_of(reference: str, number: int) -> str:
    """How a copy is named where text names a row: ``referrals.referral:<opaque id>``."""
    model, _, identity = reference.partition(":")
    if model in _copied_names():
        return f"{model}:{UUID(_of(identity, number))}"
    return reference


@cache
def _copied_names() -> frozenset[str]:
    return frozenset(each._meta.label_lower for each in copied_models())


def _go_on_counting(found: list[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(line)
