"""Making an extract, and giving out either half of what a study needs: disclosures both."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from desist.casework.audit.door import Refused, action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person
from desist.casework.studies.models import Extract, ExtractState, Given, HandOver, Study


class StudyOver(ValueError):
    """The last day of the study has passed: nothing is given out for it any more."""


@action("studies.extract", on="study", kind=Kind.COLLECTION)
def ask_extract(*, study: Study, by: Any, at: datetime) -> Extract:
    """Ask for the people of a study as they are known now; one at a time.

    One that is being made is asked for again: whoever was making it may have died.

    Raises:
        StudyOver: its last day has passed.
    """
    _check(study, at)
    extract = Extract(study=study, asked_by=by, asked_at=at)
    try:
        with transaction.atomic():
            extract.save(force_insert=True)
    except IntegrityError:
        extract = Extract._base_manager.get(study=study, state=ExtractState.WAITING)
        extract.asked_at = at
        extract.save(update_fields=["asked_at"])
    tell(extract, study)
    return extract


@bookkeeping("progress of a job: what it made is told when it is whole")
def note_progress(*, extract: Extract, done: int, whole: int, at: datetime) -> None:
    """Say how far it is, so that whoever waits sees it."""
    extract.done, extract.whole = done, whole
    extract.save(update_fields=["done", "whole"])


@bookkeeping("a job that broke off: nothing of it is kept")
def note_failure(*, extract: Extract, at: datetime) -> None:
    """Say that it could not be made."""
    extract.state, extract.finished_at = ExtractState.FAILED, at
    extract.save(update_fields=["state", "finished_at"])


@action("studies.finish_extract", on="extract", kind=Kind.COMBINATION)
def finish_extract(
    *,
    extract: Extract,
    content: bytes,
    people: Sequence[Person],
    numbers: Mapping[str, int],
    by: Any,
    at: datetime,
) -> Extract:
    """Keep what was made, to be taken; the trail names everybody whose records were combined.

    Where the study was closed meanwhile, nothing of it is kept but the numbers.
    """
    is_allowed = Study.objects.select_for_update().get(pk=extract.study_id).is_allowed
    extract.content = base64.b64encode(content).decode("ascii")
    extract.people = json.dumps(sorted(str(each.public_id) for each in people))
    extract.numbers, extract.sha256 = dict(numbers), hashlib.sha256(content).hexdigest()
    extract.state, extract.finished_at, extract.done = ExtractState.DONE, at, extract.whole
    if not is_allowed:
        extract.state, extract.content, extract.people = ExtractState.FORGOTTEN, None, None
    extract.save()
    tell(extract, extract.study, *people)
    return extract


@action("studies.take_cohort", on="extract", kind=Kind.DISCLOSURE, anew=True)
def take_cohort(*, extract: Extract, by: Any, at: datetime) -> tuple[HandOver, bytes]:
    """Give the evaluator the packed file.

    Raises:
        StudyOver: the last day of the study has passed.
    """
    _check(extract.study, at)
    content = base64.b64decode(extract.content or "")
    held = [UUID(each) for each in json.loads(extract.people or "[]")]
    people = list(Person._base_manager.filter(public_id__in=held))
    given = _give(extract.study, Given.COHORT, content, len(held), by, at, extract=extract)
    tell(given, extract.study, *people, recipient="evaluator")
    return given, content


@action("studies.take_roster", on="study", kind=Kind.DISCLOSURE, anew=True)
def take_roster(
    *, study: Study, content: bytes, people: Sequence[Person], by: Any, at: datetime
) -> HandOver:
    """Give the data linker names under the pseudonyms of this study.

    Raises:
        StudyOver: the last day of the study has passed.
    """
    _check(study, at)
    given = _give(study, Given.ROSTER, content, len(people), by, at)
    tell(given, study, *people, recipient="data linker")
    return given


def _check(study: Study, at: datetime) -> None:
    if study.is_over_on(timezone.localdate(at)):
        raise StudyOver(study.reference)


def _give(
    study: Study,
    given: Given,
    content: bytes,
    people: int,
    by: Any,
    at: datetime,
    extract: Extract | None = None,
) -> HandOver:
    """Record it, unless the study was closed or the same person took the other half meanwhile.

    The policy says both before; said again under a lock, two requests at one moment get one half.
    """
    stored = Study.objects.select_for_update().get(pk=study.pk)
    other = HandOver._base_manager.filter(study=study, by=by).exclude(given=given)
    if not stored.is_allowed or other.exists():
        raise Refused(f"{by} may not take the {given.value} of {study.reference}")
    sha256 = hashlib.sha256(content).hexdigest()
    about = {"study": study, "given": given, "extract": extract, "people": people}
    made = HandOver(**about, sha256=sha256, by=by, at=at)
    made.save(force_insert=True)
    return made
