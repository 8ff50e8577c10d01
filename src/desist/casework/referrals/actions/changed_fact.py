"""When facts change after somebody decided: look again; what was decided stays on record."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.referrals.flow import flow_on
from desist.casework.referrals.models import ChangedFact, Referral
from desist.casework.tasks.actions import finish_tasks, raise_task
from desist.casework.tasks.working_day import add_working_days

KIND = "referrals.changed_fact"


@action("referrals.record_change", on="referral", kind=Kind.COLLECTION, told=_("A change recorded"))
def record_changed_fact(
    *, referral: Referral, kind: str, note: str, on: date, by: Any, at: datetime
) -> ChangedFact:
    """A new charge, band, disclosure or recall: eligibility is to be looked at again."""
    fact = ChangedFact(referral=referral, kind=kind, note=note, on=on, by=by.public_id, at=at)
    fact.save(force_insert=True)
    today = timezone.localdate(at)
    due = flow_on(today).look_again
    day = add_working_days(today, due.working_days, referral.nation)
    about = {"person": referral.person, "about": referral, "by": by, "at": at}
    raise_task(kind=KIND, role=due.role, due_on=day, **about)
    tell(fact, referral, referral.person, fields=("kind", "note", "on"))
    return fact


@action("referrals.look_again", on="referral", told=_("Changed facts looked at"))
def look_again(*, referral: Referral, by: Any, at: datetime) -> Referral:
    """Somebody looked at what changed and leaves the referral where it stands, or moves it."""
    open_ones = ChangedFact.objects.filter(referral=referral, answered_at=None)
    told = list(open_ones)
    open_ones.update(answered_at=at)
    about = {"person": referral.person, "about": referral, "by": by, "at": at}
    finish_tasks(kind=KIND, **about)
    tell(referral, referral.person, *told, fields=("answered_at",))
    return referral
