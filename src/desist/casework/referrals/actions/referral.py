"""Referring somebody, and correcting what a referral says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.access import may
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person, Sentence
from desist.casework.records.editable import amend, insert, values_of
from desist.casework.records.record import Record
from desist.casework.referrals.actions.step import keep_step
from desist.casework.referrals.models import ENDED, Nation, Referral, Source, Status
from desist.casework.referrals.programme import newest_version


class AlreadyReferred(ValueError):
    """There is an open referral to this programme that they may see: ``referral``."""

    def __init__(self, referral: Referral) -> None:
        super().__init__(referral.reference)
        self.referral = referral


@action("referrals.refer", on="person", kind=Kind.COLLECTION, told=_("Referred"))
def refer_person(
    *,
    person: Person,
    programme: str,
    setting: str,
    context: str,
    referred_on: date,
    programme_version: int | None = None,
    source: str = Source.REQUIREMENT,
    nation: str = Nation.ENGLAND,
    sentence: Sentence | None = None,
    came_from: Referral | None = None,
    by: Any,
    at: datetime,
) -> Referral:
    """Put somebody forward for a programme; for its version of the day where none is named.

    A further record of the same CRN may be out of reach, with an open referral of its own. Then
    nothing in the answer tells; the trail names both, for whoever merges the two.

    Raises:
        AlreadyReferred: they may see an open referral of this person to this programme.
    """
    hidden = _hidden(person, programme, by=by)
    referral = Referral(
        person=person,
        programme=programme,
        programme_version=programme_version or newest_version(programme, on=referred_on),
        setting=setting,
        source=source,
        sentence=sentence,
        nation=nation,
        context=context,
        came_from=came_from,
        referred_on=referred_on,
        referred_by=by,
        status=Status.REFERRED,
        status_since=referred_on,
    )
    insert(referral, by=by, at=at)
    keep_step(referral=referral, came_from="", reason="", note="", by=by, at=at)
    tell(referral, person, fields=tuple(values_of(referral)))
    if hidden:
        tell(referral, person, *hidden, verb="referrals.same_person", kind=Kind.COMBINATION)
    return referral


def _hidden(person: Person, programme: str, *, by: Any) -> list[Record]:
    """Open referrals to this programme under further records of the CRN, with their people.

    Raises:
        AlreadyReferred: the referrer may see one of them, or it is this very person's.
    """
    Person.objects.select_for_update().get(pk=person.pk)  # one at a time
    held = Referral.objects.filter(person__crn=person.crn, programme=programme)
    others = list(held.exclude(status__in=ENDED).select_related("person__team__unit"))
    seen = next((each for each in others if may(by, "see", each)), None)
    if seen is not None:
        raise AlreadyReferred(seen)
    return [each for other in others for each in (other, other.person)]


@action("referrals.change", on="referral", told=_("Referral corrected"))
def change_referral(
    *, referral: Referral, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Referral:
    """Correct a referral; the earlier state stays as a revision.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    changed = amend(referral, read_version=read_version, values=values, by=by, at=at)
    tell(referral, referral.person, fields=changed)
    return referral
