"""Finding requests, limits, notes, and the decisions that a notice can be given of."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from desist.casework.access import rows, rows_about
from desist.casework.access.policy import Actor
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.people.models import Person
from desist.casework.rights.models import Copy, LimitOnUse, NoteOfDisagreement, RightsRequest


def list_requests_of(actor: Actor, person: Person) -> QuerySet[RightsRequest]:
    """What somebody asked for, what is open first."""
    held = rows_about(actor, RightsRequest, person).select_related("person")
    return held.order_by("-state", "answer_by", "-pk")


def list_decisions_of(actor: Actor, person: Person) -> list[Any]:
    """The decisions about somebody that a person ruled on: of these a notice can be given."""
    held = rows_about(actor, EligibilityDecision, person)
    ruled = held.filter(ruling__isnull=False)
    return list(ruled.select_related("ruling__ruled_by", "referral__person").order_by("-pk"))


def list_limits_of(actor: Actor, person: Person) -> QuerySet[LimitOnUse]:
    """Limits on the use of somebody's records, those that stand first."""
    held = rows_about(actor, LimitOnUse, person).select_related("by")
    return held.order_by("ended_on", "-pk")


def limits_in_force(person: Person | int) -> QuerySet[LimitOnUse]:
    """What limits the use of somebody's records now: evaluation leaves them out."""
    return LimitOnUse.objects.filter(person=person, ended_on=None)


def list_notes_of(actor: Actor, person: Person) -> QuerySet[NoteOfDisagreement]:
    """What somebody says against records, the latest first."""
    held = rows_about(actor, NoteOfDisagreement, person).select_related("by")
    return held.order_by("-on", "-pk")


def list_copies_of(actor: Actor, request: RightsRequest) -> QuerySet[Copy]:
    """The copies that were given out on a request, the latest first."""
    held = rows(actor, Copy).filter(request=request).select_related("by", "request__person")
    return held.order_by("-pk")
