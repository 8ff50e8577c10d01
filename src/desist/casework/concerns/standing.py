"""Standing: where a concern stands now, in words and a colour, for lists and pages alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desist.casework.concerns.models import Concern, State
from desist.casework.concerns.procedure import rule_of


@dataclass(frozen=True, kw_only=True)
class ConcernStanding:
    """The words for a concern: what it is about, how urgent, and what it waits for."""

    kind: str
    urgency: str
    imminent: bool
    words: str
    tone: str
    overdue: bool


def standing_of(concern: Concern, *, at: datetime) -> ConcernStanding:
    """Where a concern stands at an instant; asks the database nothing."""
    rule = rule_of(concern.rule_version)
    urgency = rule.urgency_of(concern.urgency)
    unanswered = concern.is_open and concern.acknowledged_at is None
    overdue = unanswered and at > concern.acknowledge_by
    words, tone = _words(concern, overdue)
    return ConcernStanding(
        kind=rule.kind_of(concern.kind).title,
        urgency=urgency.title.split(":")[0],
        imminent=urgency.imminent,
        words=words,
        tone=tone,
        overdue=overdue,
    )


def _words(concern: Concern, overdue: bool) -> tuple[str, str]:
    if concern.state == State.CLOSED:
        return _("Closed"), "grey"
    if overdue:
        return _("Not acknowledged, overdue"), "red"
    if concern.acknowledged_at is None:
        return _("Acknowledge by %(when)s") % {"when": _clock(concern.acknowledge_by)}, "red"
    if concern.state == State.CLOSING:
        return _("Waiting for a second person to close it"), "orange"
    return _("Acknowledged, open"), "blue"


def _clock(instant: Any) -> str:
    local = timezone.localtime(instant)
    return f"{date_format(local, 'j F')}, {date_format(local, 'H:i')}"
