"""What a participant changes: answers, and saying that these are all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role
from desist.casework.access.policy import System
from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.battery.actions.sitting import end_sitting
from desist.casework.battery.instruments import order_begun
from desist.casework.battery.models import (
    OPEN,
    Administration,
    Answer,
    Mode,
    Sitting,
    SittingForm,
    State,
)
from desist.casework.battery.queries.answer import answers_by_administration
from desist.casework.records.editable import amend
from desist.casework.referrals.models import Referral
from desist.casework.tasks.actions import raise_task

SEEN_EVERY = timedelta(minutes=1)
BATTERY = System("battery")


class FormClosed(ValueError):
    """Staff have ended this form, or the sitting; what was answered stays."""


class FormGone(ValueError):
    """This server no longer holds the version that was begun with; what was answered stays."""


class NoSuchAnswer(ValueError):
    """An item that the form does not have, or an answer that it does not offer."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """One answer as it comes in: to which item, the how-manieth of this sitting, and what."""

    item: int
    sequence: int
    value: str


@action("battery.answer", on="sitting", kind=Kind.COLLECTION, followed=False)
def give_answers(
    *, sitting: Sitting, place: int, answers: Sequence[Given], by: Any, at: datetime
) -> None:
    """Keep answers, each once for its item and sequence; sent again they change nothing.

    Another value under a sequence that is taken (the back button, a second window) is an answer
    given later, and counts.

    Raises:
        FormClosed: staff ended the form.
        FormGone: its version is no longer held here.
        NoSuchAnswer: an item or a value that the form does not have.
    """
    form = find_form_for_change(sitting=sitting, place=place, at=at)
    administration = form.administration
    order = order_begun(administration)
    if order is None:
        raise FormGone(administration.reference)
    for each in answers:
        whole = each.value.isascii() and each.value.removeprefix("-").isdecimal()
        if not 1 <= each.item <= order.items or not whole or not order.takes(int(each.value)):
            raise NoSuchAnswer(str(each.item))
    _keep(sitting, administration, answers, at=at)
    if any(order.asks_to_look(each.item, int(each.value)) for each in answers):
        ask_to_look(administration=administration, at=at)
    if administration.state == State.PLANNED:
        values = {"state": State.IN_PROGRESS, "mode": Mode.TABLET}
        amend(administration, read_version=administration.version, values=values, by=by, at=at)
    if at - sitting.seen_at > SEEN_EVERY:
        Sitting.objects.filter(pk=sitting.pk).update(seen_at=at)
    tell(administration, sitting, administration.referral.person, fields=("value",))


@bookkeeping("only finds and locks the form that an answer goes to")
def find_form_for_change(*, sitting: Sitting, place: int, at: datetime) -> SittingForm:
    """A form of the sitting, locked, so that two answers to it wait for each other.

    Raises:
        FormClosed: there is no such form, or staff ended it.
    """
    held = SittingForm.objects.select_for_update(of=("self",)).select_related(
        "administration__referral__person"
    )
    form = held.filter(sitting=sitting, place=place, sitting__ended_at=None).first()
    if form is None or not form.administration.is_open:
        raise FormClosed(sitting.reference)
    return form


def _keep(
    sitting: Sitting, administration: Administration, answers: Sequence[Given], *, at: datetime
) -> None:
    items = {str(each.item) for each in answers}
    held = Answer.objects.filter(sitting=sitting, administration=administration, item__in=items)
    before = {(each.item, each.sequence): each.value for each in held}
    for each in answers:
        item, sequence = str(each.item), each.sequence
        if before.get((item, sequence)) == each.value:
            continue
        if (item, sequence) in before:
            sequence = max(number for name, number in before if name == item) + 1
        before[item, sequence] = each.value
        Answer(
            administration=administration,
            sitting=sitting,
            item=item,
            sequence=sequence,
            value=each.value,
            given_at=at,
        ).save(force_insert=True)


@bookkeeping("raises a task, which is an action and tells it")
def ask_to_look(*, administration: Administration, at: datetime) -> None:
    """Have an assessor look today; the task says where, and nothing of the answer."""
    raise_task(
        person=administration.referral.person,
        kind="battery.look_today",
        about=administration,
        role=Role.ASSESSOR,
        due_on=timezone.localdate(at),
        by=BATTERY,
        at=at,
    )


@action("battery.finish", on="sitting", told=_("Questionnaires answered"))
def finish_sitting(*, sitting: Sitting, by: Any, at: datetime) -> Sitting:
    """The participant says that this is all: every form of the sitting is completed."""
    held = Administration.objects.select_for_update(of=("self",)).filter(
        pk__in=sitting.forms.values("administration"), state__in=OPEN
    )
    forms = list(held.select_related("referral__person"))
    for each in forms:
        values = {
            "state": State.COMPLETED, "mode": Mode.TABLET, "answered_on": timezone.localdate(at),
        }  # fmt: skip
        amend(each, read_version=each.version, values=values, by=by, at=at)
    end_sitting(sitting=sitting, finished=True, at=at)
    tell(sitting, sitting.referral.person, *forms, fields=("state", "ended_at"))
    return sitting


@action("battery.close_out", on="referral", told=_("Questionnaires closed"))
def close_out(*, referral: Referral, because: str, by: Any, at: datetime) -> Referral:
    """They will not go on: forms that are answered whole are completed, the others are stopped."""
    for sitting in Sitting.objects.filter(referral=referral, ended_at=None):
        end_sitting(sitting=sitting, finished=False, at=at)
    begun = list(Administration.objects.filter(referral=referral, state=State.IN_PROGRESS))
    tablet = [each for each in begun if each.mode == Mode.TABLET]
    answers = answers_by_administration(tablet)
    for each in tablet:
        order = order_begun(each)
        whole = order is not None and len(answers[each.pk]) == order.items
        values: dict[str, Any] = {"state": State.STOPPED, "ended_because": because}
        if whole:
            values = {"state": State.COMPLETED, "answered_on": timezone.localdate(at)}
        amend(each, read_version=each.version, values=values, by=by, at=at)
    tell(referral, referral.person, *tablet, fields=("state", "ended_because"))
    return referral
