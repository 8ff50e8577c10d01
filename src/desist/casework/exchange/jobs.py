"""Jobs: events leave after the change that they tell of stands, again where they were not taken."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from desist.casework.access.policy import System
from desist.casework.exchange.actions.event import note_answer
from desist.casework.exchange.models import OutboundEvent
from desist.casework.exchange.models.event import EventState
from desist.casework.exchange.webhook import post_event

COURIER = System("courier")
MOST_TRIES = 8
FIRST_PAUSE = timedelta(seconds=30)
"""Doubled each time: the eighth try is an hour after the first."""
log = logging.getLogger("desist.exchange")


@task()
def send_event(public_id: str) -> None:
    """Send one event. Whoever takes it twice knows it by its id."""
    held = OutboundEvent._base_manager.select_related("system__account", "referral")
    event = held.get(public_id=public_id)
    if event.state != EventState.WAITING or event.system.ended_at:
        return
    at = timezone.now()
    taken, answer = post_event(event, at=at)
    last = event.tries + 1 >= MOST_TRIES
    missed = EventState.FAILED if last else EventState.WAITING
    state = EventState.DELIVERED if taken else missed
    note_answer(event=event, state=state, answer=answer, by=COURIER, at=at)
    if state == EventState.WAITING:
        pause = FIRST_PAUSE * 2**event.tries
        send_event.using(run_after=at + pause).enqueue(public_id)
    elif state == EventState.FAILED:
        log.warning("an event for %s was given up: %s", event.system, answer)
