"""Recording how somebody is managed and how much harm is feared, and correcting it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import HarmAssessment, Mappa, Person
from desist.casework.people.period import check_order
from desist.casework.records.editable import amend, as_amended, insert, values_of


@action(
    "people.record_mappa",
    on="person",
    kind=Kind.COLLECTION,
    told=_("Management by the agencies recorded"),
)
def record_mappa(*, person: Person, values: Mapping[str, Any], by: Any, at: datetime) -> Mappa:
    """Category and level of management, as the agencies settled them.

    Raises:
        DatesOutOfOrder: it ends before it begins.
    """
    mappa = Mappa(person=person, **values)
    check_order(mappa.begins_on, mappa.ended_on)
    insert(mappa, by=by, at=at)
    tell(mappa, person, fields=tuple(values_of(mappa)))
    return mappa


@action("people.change_mappa", on="mappa", told=_("Management by the agencies corrected"))
def change_mappa(
    *, mappa: Mappa, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Mappa:
    """Correct it, or say until when it held.

    Raises:
        StaleVersion: somebody else saved in between.
        DatesOutOfOrder: it would end before it begins.
    """
    changed_to = as_amended(mappa, values)
    check_order(changed_to.begins_on, changed_to.ended_on)
    changed = amend(mappa, read_version=read_version, values=values, by=by, at=at)
    tell(mappa, mappa.person, fields=changed)
    return mappa


@action(
    "people.assess_harm", on="person", kind=Kind.COLLECTION, told=_("Risk of serious harm recorded")
)
def assess_harm(
    *, person: Person, values: Mapping[str, Any], by: Any, at: datetime
) -> HarmAssessment:
    """A judgement of how serious a harm somebody may do, and to whom."""
    assessment = HarmAssessment(person=person, **values)
    insert(assessment, by=by, at=at)
    tell(assessment, person, fields=tuple(values_of(assessment)))
    return assessment


@action("people.change_harm_assessment", on="assessment", told=_("Risk of serious harm corrected"))
def change_harm_assessment(
    *,
    assessment: HarmAssessment,
    read_version: int,
    values: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> HarmAssessment:
    """Correct what was written down; a new judgement is a new record.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    changed = amend(assessment, read_version=read_version, values=values, by=by, at=at)
    tell(assessment, assessment.person, fields=changed)
    return assessment
