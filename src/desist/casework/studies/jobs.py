"""The job that makes an extract: nobody waits for it in front of a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django_tasks import task

from desist.casework.studies.actions.extract import finish_extract, note_failure, note_progress
from desist.casework.studies.models import Extract, ExtractState
from desist.casework.studies.notes import notes_of
from desist.casework.studies.policy import MAKER
from desist.casework.studies.queries.observation import Observation, observations_of
from desist.casework.studies.queries.population import population_of


@task()
def make_extract(public_id: str) -> None:
    """The job: carries an opaque id and nothing else. Begun again, it makes nothing twice."""
    extract = Extract._base_manager.select_related("study").get(public_id=public_id)
    if extract.state == ExtractState.WAITING:
        make(extract)


def make(extract: Extract, *, now: Callable[[], datetime] = timezone.now) -> None:
    """Read everybody of the study and pack what a cohort holds of them.

    ``now`` is the clock by which it is told how far it is.
    """
    from desist.evaluation.cohort.packed import packed  # 20 MB that pages do not need

    study, today = extract.study, timezone.localdate(extract.asked_at)
    try:
        population = population_of(study, on=today)
        members, made = population.members, list[Observation]()
        for some in observations_of(study, members, on=today):
            made += some
            note_progress(extract=extract, done=len(made), whole=len(members), at=now())
        content = packed(
            [each.observed for each in made],
            [period for each in made for period in each.liberty],
            notes=notes_of(study, population.numbers, on=today),
        )
        finish_extract(
            extract=extract,
            content=content,
            people=[each.person for each in members],
            numbers=population.numbers,
            by=MAKER,
            at=now(),
        )
    except Exception:
        note_failure(extract=extract, at=now())
        raise
