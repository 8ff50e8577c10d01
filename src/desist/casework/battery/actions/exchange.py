"""Answers that leave for another system, and answers that come from one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.battery.actions.typing import keep_answers, refuse_impossible
from desist.casework.battery.models import Administration, Mode, State, TypingKind
from desist.casework.records.editable import amend
from desist.casework.referrals.models import Referral


class AnsweredAlready(ValueError):
    """The form was begun here: what comes from elsewhere would overwrite it."""


@action("battery.export", kind=Kind.DISCLOSURE, anew=True)
def note_export(
    *, administrations: Sequence[Administration], recipient: str, by: Any, at: datetime
) -> None:
    """Say in the trail whose answers left, and to whom; before the file is written."""
    people = {each.referral.person for each in administrations}
    tell(*sorted(people, key=lambda each: each.pk), fields=("value",), recipient=recipient)
    if administrations:
        tell(*administrations, fields=("value",), recipient=recipient)


@dataclass(frozen=True, kw_only=True)
class ForeignForm:
    """One form from elsewhere: which planned one it answers, and its answers or scores."""

    administration: Administration
    values: Mapping[str, str]


@action(
    "battery.import_answers",
    on="referral",
    kind=Kind.COLLECTION,
    told=_("Questionnaires taken from another system"),
)
def import_answers(
    *,
    referral: Referral,
    forms: Sequence[ForeignForm],
    answered_on: date,
    by: Any,
    at: datetime,
) -> Referral:
    """Take planned forms whole from another system's file, which was checked against ours.

    Raises:
        AnsweredAlready: one of them is not merely planned, or another referral's.
        Impossible: a value that the form does not have.
    """
    for each in forms:
        held = each.administration
        if held.state != State.PLANNED or held.referral_id != referral.pk:
            raise AnsweredAlready(held.reference)
        mode = Mode.TYPED if held.form_order else Mode.SCALE_SCORES
        way = (mode, held.form_order)
        refuse_impossible(administration=held, way=way, values=each.values, at=at)
        keep_answers(
            administration=held, kind=TypingKind.IMPORTED, values=each.values, by=by, at=at
        )
        changes = {"mode": mode, "state": State.COMPLETED, "answered_on": answered_on}
        amend(held, read_version=held.version, values=changes, by=by, at=at)
    taken = [each.administration for each in forms]
    tell(referral, referral.person, *taken, fields=("state", "value"))
    return referral
