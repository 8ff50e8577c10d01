"""Asking what a rule would change, and computing it: at once where cases are few."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from desist.casework.assessment.models import Forecast, ForecastCase
from desist.casework.assessment.models.forecast import ForecastState
from desist.casework.assessment.queries.forecast import Changed, decided
from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.programme.entry import Entry


@action("assessment.forecast", kind=Kind.COLLECTION)
def ask_forecast(*, entry: Entry, by: Any, at: datetime) -> Forecast:
    """Ask which decided cases would change under a version of a rule."""
    forecast = Forecast(
        rule=entry.id,
        rule_version=entry.version,
        sha256=entry.sha256,
        asked_by=by,
        asked_at=at,
        whole=decided().count(),
    )
    forecast.save(force_insert=True)
    tell(forecast, fields=("rule", "rule_version"))
    return forecast


@bookkeeping("progress of a job: what it found is told when it is whole")
def note_progress(*, forecast: Forecast, done: int, at: datetime) -> None:
    """Say how far it is, in a transaction of its own, so that whoever waits sees it."""
    forecast.done = min(done, forecast.whole)
    forecast.save(update_fields=["done"])


@action("assessment.compute_forecast", kind=Kind.COLLECTION)
def finish_forecast(
    *, forecast: Forecast, changed: Sequence[Changed], by: Any, at: datetime
) -> Forecast:
    """Keep the cases that would change, by opaque links alone."""
    for each in changed:
        ForecastCase(
            forecast=forecast,
            decision=each.decision,
            outcome_today=each.today,
            outcome_under=each.under,
        ).save(force_insert=True)
    forecast.state, forecast.finished_at, forecast.done = ForecastState.DONE, at, forecast.whole
    forecast.save(update_fields=["state", "finished_at", "done"])
    tell(forecast, fields=("state",))
    return forecast


@bookkeeping("a job that broke off: nothing of it is kept")
def note_failure(*, forecast: Forecast, at: datetime) -> None:
    """Say that it could not be computed."""
    forecast.state, forecast.finished_at = ForecastState.FAILED, at
    forecast.save(update_fields=["state", "finished_at"])
