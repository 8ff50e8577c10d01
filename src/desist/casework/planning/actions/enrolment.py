"""Enrolling somebody, and who delivers to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.actions import put_on_caseload
from desist.casework.planning.actions.appointment import cancel_to_come
from desist.casework.planning.models import Enrolment, FacilitatorAssignment
from desist.casework.planning.queries.kept_place import hold_suitable
from desist.casework.referrals.models import Referral

FIELDS = ("programme", "programme_version", "format", "begins_on")


@action("planning.enrol", on="referral", kind=Kind.COLLECTION, told=_("Enrolled"))
def enrol(
    *,
    referral: Referral,
    format: str,  # noqa: A002 - the field's noun
    begins_on: date,
    by: Any,
    at: datetime,
) -> Enrolment:
    """Begin somebody's part in the programme, in the version that they were referred to.

    Raises:
        IntegrityError: the referral has a running enrolment.
        StaleVersion: they are not found suitable yet, or no longer.
    """
    hold_suitable(referral, at=at)
    enrolment = Enrolment(
        person=referral.person,
        referral=referral,
        programme=referral.programme,
        programme_version=referral.programme_version,
        format=format,
        begins_on=begins_on,
    )
    enrolment.save(force_insert=True)
    tell(enrolment, referral, referral.person, fields=FIELDS)
    return enrolment


@action("planning.end_enrolment", on="enrolment", told=_("Enrolment ended"))
def end_enrolment(*, enrolment: Enrolment, on: date, by: Any, at: datetime) -> Enrolment:
    """End somebody's part in a programme; how it ended is recorded by whoever ends it.

    Sessions that were to follow are cancelled: their rooms and staff are free again.
    """
    enrolment.ended_on = on
    enrolment.save(update_fields=["ended_on"])
    cancel_to_come(enrolment=enrolment, after=on, at=at)
    tell(enrolment, enrolment.person, fields=("ended_on",))
    return enrolment


@action("planning.assign", on="enrolment", told=_("Facilitator assigned"))
def assign_facilitator(
    *, enrolment: Enrolment, user: User, begins_on: date, by: Any, at: datetime
) -> FacilitatorAssignment:
    """Let a facilitator deliver an enrolment, and see the person.

    Raises:
        IntegrityError: they deliver it already.
    """
    assignment = FacilitatorAssignment(enrolment=enrolment, user=user, begins_on=begins_on)
    assignment.save(force_insert=True)
    if not enrolment.person.caseload.filter(user=user, ended_on=None).exists():
        put_on_caseload(person=enrolment.person, user=user, begins_on=begins_on, by=by, at=at)
    tell(assignment, enrolment, enrolment.person, user, fields=("user", "begins_on"))
    return assignment


@action("planning.end_assignment", on="assignment", told=_("Facilitator's assignment ended"))
def end_assignment(
    *, assignment: FacilitatorAssignment, on: date, by: Any, at: datetime
) -> FacilitatorAssignment:
    """A facilitator delivers an enrolment no longer."""
    assignment.ended_on = on
    assignment.save(update_fields=["ended_on"])
    person = assignment.enrolment.person
    tell(assignment, person, assignment.user, fields=("ended_on",))
    return assignment
