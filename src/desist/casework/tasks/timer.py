"""Timer: what is done by itself, every so often or once a day, declared by the app whose it is.

An app names its own in its ``AppConfig`` (``timers = (Timer(...),)``). Each takes its turn once,
however many servers there are: whoever moves the turn on in the database runs it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache

from django.apps import apps
from django.utils import timezone
from django.utils.module_loading import import_string

from desist.casework.tasks.actions import put_off_turn, take_turn

log = logging.getLogger("desist.timer")
AGAIN = timedelta(minutes=5)
"""After how long a turn that failed is taken again."""


@dataclass(frozen=True, kw_only=True)
class Timer:
    """A function (``run``, by its path), ``every`` so often or ``daily`` at a local time."""

    name: str
    run: str
    every: timedelta | None = None
    daily: time | None = None

    def after(self, at: datetime) -> datetime:
        """When the next turn is: local time, on both days on which the clocks change too."""
        if self.daily is None:
            return at + (self.every or timedelta(days=1))
        here = timezone.localtime(at)
        day = here.date() if here.time() < self.daily else here.date() + timedelta(days=1)
        return datetime.combine(day, self.daily, here.tzinfo)

    def first(self, at: datetime) -> datetime:
        """When a service that never ran it does: at once, but once a day at its hour alone."""
        return at if self.daily is None else self.after(at)

    @property
    def function(self) -> Callable[..., int]:
        """What is run: it takes ``at`` and says how many things it did."""
        found: Callable[..., int] = import_string(self.run)
        return found


@cache
def all_timers() -> tuple[Timer, ...]:
    """Every timer that an app declares."""
    return tuple(each for app in apps.get_app_configs() for each in getattr(app, "timers", ()))


def run_due(*, at: datetime, timers: tuple[Timer, ...] | None = None) -> list[str]:
    """Run every timer whose turn it is and that no other server has taken; which were run.

    One that fails is logged and taken again soon; it keeps none of the others from their turn.
    """
    run = []
    for timer in all_timers() if timers is None else timers:
        if not take_turn(name=timer.name, first_at=timer.first(at), next_at=timer.after(at), at=at):
            continue
        run.append(timer.name)
        try:
            timer.function(at=at)
        except Exception:
            log.exception("the timer %s failed", timer.name)
            put_off_turn(name=timer.name, lasts=AGAIN, at=at)
    return run
