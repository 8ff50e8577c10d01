"""Story: what happened to a referral, as a timeline: who, when, why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from desist.casework.pages.environment import day
from desist.casework.pages.timeline import Moment, newest_first
from desist.casework.referrals.models import ChangedFact, Screening, StatusChange
from desist.casework.referrals.queries import names_of
from desist.casework.referrals.words import reason_texts


def story_of(
    steps: Sequence[StatusChange],
    screenings: Iterable[Screening],
    changes: Iterable[ChangedFact],
    *,
    legal: bool,
    on: date,
) -> list[Moment]:
    """Steps, decisions at screening and changed facts, newest first; reasons where ``legal``."""
    screened, changed = list(screenings), list(changes)
    names = names_of([each.by for each in (*steps, *screened, *changed)])
    reasons = reason_texts(on)
    taken = [_taken(each, names, reasons if legal else {}) for each in steps]
    if not legal:
        return newest_first(taken)
    decided = [_decided(each, names) for each in screened]
    return newest_first(taken, decided, [_changed(each, names) for each in changed])


Names = Mapping[UUID, str]


def _taken(each: StatusChange, names: Names, reasons: Mapping[str, str]) -> Moment:
    return Moment(
        at=each.at,
        text=str(each.get_to_status_display()),
        who=names.get(each.by, "Desist"),
        detail=_why(each, reasons.get(each.reason, "")),
    )


def _decided(each: Screening, names: Names) -> Moment:
    return Moment(
        at=each.at,
        text=_("Screened: %(ruling)s") % {"ruling": each.get_ruling_display()},
        who=names.get(each.by, "Desist"),
        detail=_("Otherwise than the rules recommended") if each.departs else "",
    )


def _changed(each: ChangedFact, names: Names) -> Moment:
    return Moment(
        at=each.at,
        text=_("Changed: %(what)s") % {"what": each.get_kind_display()},
        who=names.get(each.by, "Desist"),
        detail=each.note,
    )


def _why(each: StatusChange, reason: str) -> str:
    """From which day, where it was recorded on another; why; and the note."""
    parts = [reason] if reason else []
    if each.effective_on != each.at.date():
        parts.append(_("from %(day)s on") % {"day": day(each.effective_on)})
    if reason and each.note:
        parts.append(each.note)
    return ". ".join(parts)
