"""What keeps the summaries of cases: they follow every act on a person, and can be made anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction

from desist.casework.audit.chain import Happening
from desist.casework.audit.door import bookkeeping
from desist.casework.casefile.models import CaseSummary
from desist.casework.casefile.queries.derivation import DERIVED_FROM, derive
from desist.casework.people.models import Person

BATCH = 500
PERSON = Person._meta.label_lower
RESTS_ON = {model._meta.label_lower for model in DERIVED_FROM}
"""An act that names nothing of these leaves every summary as it was."""
ANYWAY, RIGHTS = {"people.register"}, "rights."
"""Somebody registered has a summary at once; merging and ending act on whatever there is."""
_later: ContextVar[set[str] | None] = ContextVar("later", default=None)


@bookkeeping("derived from rows whose changes are audited")
def derive_summaries(*, person_ids: Collection[int], at: datetime) -> int:
    """Derive the summaries of these people; how many.

    They are locked first: of two acts on one person the later derives from what both wrote.
    """
    ordered = Person._base_manager.filter(pk__in=person_ids).order_by("pk")
    locked = list(ordered.select_for_update(no_key=True).values_list("pk", flat=True))
    derived = derive(locked)
    made = [CaseSummary(person_id=person, **values) for person, values in derived.items()]
    kept = {"id", "public_id", "person"}
    names = [each.name for each in CaseSummary._meta.concrete_fields if each.name not in kept]
    CaseSummary.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["person"], update_fields=names
    )
    return len(made)


def _matters(happening: Happening) -> bool:
    if happening.verb in ANYWAY or happening.verb.startswith(RIGHTS):
        return True
    if "team" in happening.fields:  # the region is of the team
        return True
    return any(name.partition(":")[0] in RESTS_ON for name in happening.objects)


@bookkeeping("called by the door with what an act told, in its transaction")
def follow(*, told: Sequence[Happening], at: datetime) -> None:
    """Derive anew the summaries of the people whom an act named, where it could change them."""
    if not any(_matters(each) for each in told):
        return
    names = {name for each in told for name in each.objects if name.startswith(f"{PERSON}:")}
    ids = {name.partition(":")[2] for name in names}
    waiting = _later.get()
    if waiting is not None:
        waiting |= ids
    elif ids:
        _derive_for(ids, at)


@bookkeeping("for a seed or an import, which acts on the same people many times")
@contextmanager
def summarised_later(*, at: datetime) -> Iterator[None]:
    """Derive once at the end what follows from all that is done inside."""
    ids: set[str] = set()
    token = _later.set(ids)
    try:
        yield
    finally:
        _later.reset(token)
        _derive_for(ids, at)


def _derive_for(public_ids: Collection[str], at: datetime) -> None:
    ids = sorted(public_ids)
    for start in range(0, len(ids), BATCH):
        found = Person._base_manager.filter(public_id__in=ids[start : start + BATCH])
        people = list(found.values_list("pk", flat=True))
        with transaction.atomic():
            derive_summaries(person_ids=people, at=at)
