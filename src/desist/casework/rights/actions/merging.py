"""Merging two records of one person, and undoing it."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import may
from desist.casework.audit.door import Refused, action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.actions import index_names
from desist.casework.people.models import Person, Restriction
from desist.casework.rights.models import Merge, MovedRow
from desist.casework.rights.reach_of_rows import links_to_person


class CannotMerge(ValueError):
    """These two cannot be merged, or this merge not undone; ``why`` says it to whoever tried."""

    def __init__(self, why: Any) -> None:
        super().__init__(str(why))
        self.why = why


@action("rights.merge", on="survivor", kind=Kind.COMBINATION, told=_("Two records merged"))
def merge_people(*, survivor: Person, merged: Person, because: str, by: Any, at: datetime) -> Merge:
    """Let one record stand for both. Nothing is lost, and whoever was kept from either is kept out.

    Raises:
        Refused: they may do this to one of the two alone.
        CannotMerge: the two contradict each other, or somebody merged one of them already.
    """
    if not may(by, "rights.merge", merged):
        raise Refused(f"{by} may not rights.merge")
    _lock(survivor, merged)
    merge = Merge(survivor=survivor, merged=merged, because=because, by=by.public_id, at=at)
    merge.save(force_insert=True)
    moved = _keep_the_stricter(merge, on=timezone.localdate(at))
    for model, column in links_to_person():
        moved += _move(merge, model, column)
    Person._base_manager.filter(pk=merged.pk).update(merged_into=survivor)
    Person._base_manager.filter(pk=survivor.pk).update(has_merged=True)
    MovedRow.objects.bulk_create(moved)
    index_names(person=survivor, at=at)
    tell(merge, survivor, merged, fields=("survivor", "merged", "because"))
    return merge


def _lock(*people: Person) -> None:
    """Hold both records: of two merges at once the second finds them as the first left them."""
    ordered = Person._base_manager.filter(pk__in=[each.pk for each in people]).order_by("pk")
    found = list(ordered.select_for_update())
    if len(found) < 2 or any(each.merged_into_id for each in found):
        raise CannotMerge(_("One of the two is merged already, or they are the same record."))


def _keep_the_stricter(merge: Merge, *, on: Any) -> list[MovedRow]:
    """Where both are restricted, only those named for both stay named."""
    standing = Restriction.objects.filter(ended_on=None)
    kept, lost = ({*standing.filter(person=one).values_list("user", flat=True)}
                  for one in (merge.survivor, merge.merged))  # fmt: skip
    if not kept or not lost:
        return []
    if not kept & lost:
        raise CannotMerge(_("Nobody may see both: name somebody in the restrictions of both."))
    narrowed = standing.filter(person__in=(merge.survivor, merge.merged))
    ended = list(narrowed.exclude(user__in=kept & lost))
    Restriction.objects.filter(pk__in=[each.pk for each in ended]).update(ended_on=on)
    return [_remember(merge, each, "ended_on", None) for each in ended]


def _move(merge: Merge, model: Any, column: str) -> list[MovedRow]:
    held = model._base_manager.filter(**{column: merge.merged})
    found = list(held.only("pk", "public_id"))
    try:
        with transaction.atomic():
            held.update(**{column: merge.survivor})
    except IntegrityError as error:
        name = model._meta.verbose_name
        why = _("Both have %(what)s, of which only one can stand. Settle that first.")
        raise CannotMerge(why % {"what": name}) from error
    return [_remember(merge, each, column, merge.merged_id) for each in found]


def _remember(merge: Merge, row: Any, column: str, before: Any) -> MovedRow:
    return MovedRow(merge=merge, row=row.reference, column=column, before=json.dumps(before))


@action("rights.unmerge", on="merge", kind=Kind.COMBINATION)
def unmerge_people(*, merge: Merge, because: str, by: Any, at: datetime) -> Merge:
    """Put everything back where it was. What was added to the survivor since stays with it.

    Raises:
        CannotMerge: it is undone already, or a later merge must be undone first.
    """
    survivor, merged = merge.survivor, merge.merged
    later = Merge.objects.filter(survivor=survivor, undone_at=None, pk__gt=merge.pk)
    if survivor.merged_into_id or later.exists():
        raise CannotMerge(_("A later merge of this person must be undone first."))
    undone = {"undone_at": at, "undone_by": by.public_id}
    if not Merge.objects.filter(pk=merge.pk, undone_at=None).update(**undone):
        raise CannotMerge(_("This merge is undone already."))
    merge.undone_at, merge.undone_by, merge.undone_because = at, by.public_id, because
    merge.save(update_fields=["undone_because"])
    _put_back(merge)
    Person._base_manager.filter(pk=merged.pk).update(merged_into=None)
    held = survivor.merged_from.exists()
    Person._base_manager.filter(pk=survivor.pk).update(has_merged=held)
    for each in (survivor, merged):
        index_names(person=each, at=at)
    tell(merge, survivor, merged, fields=("undone_because",))
    return merge


def _put_back(merge: Merge) -> None:
    """Every row that is still there, column by column, many at a time."""
    rows: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for each in merge.moved.all():
        label, public_id = each.row.split(":")
        rows[label, each.column, each.before].append(public_id)
    for (label, column, before), ids in rows.items():
        model: Any = apps.get_model(label)
        attname = model._meta.get_field(column).attname
        held = model._base_manager.filter(public_id__in=ids)
        held.update(**{attname: json.loads(before)})
