"""Jobs of an assessment: what takes longer than somebody should wait."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from desist.casework.access.policy import System
from desist.casework.assessment.actions.forecast import (
    finish_forecast,
    note_failure,
    note_progress,
)
from desist.casework.assessment.models import Forecast
from desist.casework.assessment.models.forecast import ForecastState
from desist.casework.assessment.queries.forecast import AT_ONCE, judge_all
from desist.casework.rules.queries import the_catalogue

BY = System("forecast")
STEP = 25
"""After so many cases the progress is written."""


def start(forecast: Forecast) -> None:
    """Compute it now where cases are few; otherwise let the worker do it."""
    if forecast.whole <= AT_ONCE:
        compute(forecast)
    else:
        compute_forecast.enqueue(str(forecast.public_id))


@task()
def compute_forecast(public_id: str) -> None:
    """The job: carries an opaque id and nothing else. Begun again, it computes nothing twice."""
    forecast = Forecast._base_manager.get(public_id=public_id)
    if forecast.state == ForecastState.WAITING:
        compute(forecast)


def compute(forecast: Forecast) -> None:
    """Judge every decided case under the rule that the forecast names."""
    today = timezone.localdate(forecast.asked_at)
    try:
        entry = next(
            each
            for each in the_catalogue().versions(forecast.rule)
            if (each.version, each.sha256) == (forecast.rule_version, forecast.sha256)
        )
        changed = []
        for number, each in enumerate(judge_all(entry, today=today), start=1):
            changed += [each] if each.today != each.under else []
            if number % STEP == 0:
                note_progress(forecast=forecast, done=number, at=timezone.now())
        finish_forecast(forecast=forecast, changed=changed, by=BY, at=timezone.now())
    except Exception:
        note_failure(forecast=forecast, at=timezone.now())
        raise
