"""Passing a case on: to another programme, another area, another prison, or out of custody."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role
from desist.casework.accounts.models import Team, User
from desist.casework.audit.door import action, tell
from desist.casework.people.actions import change_person
from desist.casework.people.models import Person
from desist.casework.records.editable import amend
from desist.casework.referrals.actions.fact import add_offence, record_protection, record_stance
from desist.casework.referrals.actions.move import move_referral
from desist.casework.referrals.actions.referral import refer_person
from desist.casework.referrals.models import Referral, Setting, Status
from desist.casework.referrals.queries import facts_of
from desist.casework.tasks.actions import raise_task
from desist.casework.tasks.working_day import add_working_days

PLACE_NEEDED = (Status.SCHEDULED, Status.ON_PROGRAMME, Status.ON_HOLD)
"""Whoever leaves in one of these waits for a place again where they arrive."""
WORKING_DAYS = 5
"""Until when it is looked at who still works with somebody who moved: ours."""


@action("referrals.transfer_programme", on="referral", told=_("Passed on to another programme"))
def transfer_programme(
    *,
    referral: Referral,
    read_version: int,
    programme: str,
    reason: str,
    note: str,
    by: Any,
    at: datetime,
) -> Referral:
    """End this referral, and refer the person to another programme with the facts as they are.

    Raises:
        NotMoved: the flow does not allow it from where the referral stands.
        AlreadyReferred: there is an open referral to that programme that they may see.
        StaleVersion: somebody else moved or corrected it in between.
    """
    today = timezone.localdate(at)
    move_referral(
        referral=referral,
        read_version=read_version,
        to=Status.REFERRED_ELSEWHERE,
        reason=reason,
        effective_on=today,
        note=note,
        by=by,
        at=at,
    )
    carried = refer_person(
        person=referral.person,
        programme=programme,
        setting=referral.setting,
        source=referral.source,
        sentence=referral.sentence,
        nation=referral.nation,
        context=referral.context,
        came_from=referral,
        referred_on=today,
        by=by,
        at=at,
    )
    _carry_facts(referral, carried, by=by, at=at)
    tell(carried, referral, referral.person, fields=("came_from",))
    return carried


def _carry_facts(old: Referral, new: Referral, *, by: Any, at: datetime) -> None:
    """Nothing is asked twice: the new referral begins with what the old one knew."""
    facts = facts_of(old)
    for offence in facts.offences:
        names = ("code", "committed_on", "convicted_on", "image", "contact")
        values = {name: getattr(offence, name) for name in names}
        add_offence(referral=new, values=values, by=by, at=at)
    if facts.protection:
        names = ("meetings_arranged", "directed_abuse", "learning_disability_screen")
        values = {name: getattr(facts.protection, name) for name in names}
        record_protection(referral=new, values=values, on=facts.protection.on, by=by, at=at)
    if facts.stance:
        held = facts.stance
        given = {"offence": held.offence, "appeal_pending": held.appeal_pending, "on": held.on}
        record_stance(referral=new, **given, by=by, at=at)


@action("referrals.transfer_area", on="referral", told=_("Passed on to another area"))
def transfer_area(
    *,
    referral: Referral,
    read_version: int,
    team: Team,
    practitioner: User,
    effective_on: date,
    note: str,
    by: Any,
    at: datetime,
) -> Referral:
    """Let another team take somebody over; whoever had a place waits for one there.

    Raises:
        NotMoved: the day is not one that the flow allows.
        StaleVersion: somebody else moved or corrected it in between.
    """
    if referral.status in PLACE_NEEDED:
        _wait_again(referral, read_version, "moved_area", effective_on, note, by=by, at=at)
    person = referral.person
    _ask_who_works_with(person, referral.nation, by=by, at=at)
    change_person(
        person=person,
        read_version=person.version,
        values={"team": team, "practitioner": practitioner},
        by=by,
        at=at,
    )
    tell(referral, person, fields=("team", "practitioner"))
    return referral


def _ask_who_works_with(person: Person, nation: str, *, by: Any, at: datetime) -> None:
    """Whoever worked with them where they were reaches them until a manager there ends it."""
    if person.caseload.filter(ended_on=None).exists():
        day = add_working_days(timezone.localdate(at), WORKING_DAYS, nation)
        task = {"kind": "see_who_works", "about": person, "role": Role.MANAGER, "due_on": day}
        raise_task(person=person, **task, by=by, at=at)


@action("referrals.change_setting", on="referral", told=_("Release or transfer recorded"))
def change_setting(
    *,
    referral: Referral,
    read_version: int,
    reason: str,
    effective_on: date,
    note: str,
    by: Any,
    at: datetime,
) -> Referral:
    """Somebody in custody is released, or goes to another prison. What was delivered counts on.

    Raises:
        NotMoved: the reason is none for this setting, or the day is not one that the flow allows.
        StaleVersion: somebody else moved or corrected it in between.
    """
    if referral.status in PLACE_NEEDED:
        _wait_again(referral, read_version, reason, effective_on, note, by=by, at=at)
    values = {"setting": Setting.COMMUNITY} if reason == "released" else {}
    changed = amend(referral, read_version=referral.version, values=values, by=by, at=at)
    tell(referral, referral.person, fields=changed)
    return referral


def _wait_again(
    referral: Referral,
    read_version: int,
    reason: str,
    effective_on: date,
    note: str,
    *,
    by: Any,
    at: datetime,
) -> None:
    move_referral(
        referral=referral,
        read_version=read_version,
        to=Status.AWAITING_ALLOCATION,
        reason=reason,
        effective_on=effective_on,
        note=note,
        by=by,
        at=at,
    )
