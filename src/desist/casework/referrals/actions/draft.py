"""Writing a referral step by step, and sending it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person, Sentence
from desist.casework.records.editable import amend, insert
from desist.casework.referrals.actions.fact import add_offence, record_protection, record_stance
from desist.casework.referrals.actions.referral import refer_person
from desist.casework.referrals.models import Referral, ReferralDraft
from desist.casework.referrals.step import STEPS


class StepChanged(Exception):
    """This step was saved meanwhile, in another tab: ``draft`` is as it stands now."""

    def __init__(self, draft: ReferralDraft) -> None:
        super().__init__(draft.reference)
        self.draft = draft


class NotFinished(ValueError):
    """Steps are still open: ``steps``."""

    def __init__(self, steps: tuple[str, ...]) -> None:
        super().__init__(", ".join(steps))
        self.steps = steps


@action("referrals.begin_draft", on="person", kind=Kind.COLLECTION)
def begin_draft(*, person: Person, by: Any, at: datetime) -> ReferralDraft:
    """Begin to write a referral; the one being written, where there is one."""
    held = ReferralDraft.objects.filter(person=person, begun_by=by)
    draft = held.filter(referral=None, dropped_at=None).first()
    if draft is None:
        draft = ReferralDraft(person=person, begun_by=by, begun_at=at)
        insert(draft, by=by, at=at)
    tell(draft, person)
    return draft


@action("referrals.save_step", on="draft")
def save_step(
    *,
    draft: ReferralDraft,
    step: str,
    read_version: int,
    values: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> ReferralDraft:
    """Keep the answers to one step; other steps may have been saved meanwhile, this one not.

    Raises:
        StepChanged: it was.
    """
    stored = ReferralDraft.objects.select_for_update().get(pk=draft.pk)
    if stored.version_of(step) != read_version:
        raise StepChanged(stored)
    steps = stored.steps
    steps[step] = {"version": read_version + 1, "values": dict(values)}
    answers = json.dumps(steps, ensure_ascii=False, sort_keys=True)
    amend(stored, read_version=stored.version, values={"answers": answers}, by=by, at=at)
    tell(stored, stored.person, fields=("answers",))
    return stored


@action("referrals.drop_draft", on="draft")
def drop_draft(*, draft: ReferralDraft, by: Any, at: datetime) -> ReferralDraft:
    """Write it no further; what was written stays on record."""
    amend(draft, read_version=draft.version, values={"dropped_at": at}, by=by, at=at)
    tell(draft, draft.person, fields=("dropped_at",))
    return draft


@action("referrals.send_draft", on="draft")
def send_draft(*, draft: ReferralDraft, by: Any, at: datetime) -> Referral:
    """Make the referral of what was written, with all its facts, at once.

    Raises:
        NotFinished: steps that it cannot do without are still open.
        AlreadyReferred: there is an open referral to this programme that they may see.
    """
    draft = ReferralDraft.objects.select_for_update().get(pk=draft.pk)
    needed = [each.id for each in STEPS if each.needed]
    still_open = tuple(name for name in needed if name not in draft.answered)
    if still_open:
        raise NotFinished(still_open)
    answers = {name: held["values"] for name, held in draft.steps.items()}
    today = timezone.localdate(at)
    referral = refer_person(
        person=draft.person,
        **answers["programme"],
        **_basis(draft, answers["basis"]),
        context=answers.get("context", {}).get("context", ""),
        referred_on=today,
        by=by,
        at=at,
    )
    for row in answers["offences"]["rows"]:
        add_offence(referral=referral, values=_dated(row), by=by, at=at)
    record_protection(referral=referral, values=answers["protection"], on=today, by=by, at=at)
    if "stance" in answers:
        stance = answers["stance"]
        stance = stance | {"on": date.fromisoformat(stance["on"])}
        record_stance(referral=referral, **stance, by=by, at=at)
    amend(draft, read_version=draft.version, values={"referral": referral}, by=by, at=at)
    tell(draft, referral, draft.person, fields=("referral",))
    return referral


def _basis(draft: ReferralDraft, held: Mapping[str, Any]) -> dict[str, Any]:
    """What it rests on: the sentence of this person that was chosen, if one was."""
    given = {name: held[name] for name in ("source", "nation", "setting")}
    if not held.get("sentence"):
        return given
    found = Sentence.objects.filter(person=draft.person, public_id=held["sentence"]).first()
    return given | {"sentence": found}


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    days = ("committed_on", "convicted_on")
    return {
        name: date.fromisoformat(value) if name in days and value else value
        for name, value in row.items()
    }
