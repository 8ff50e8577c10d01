"""Typing in what was answered on paper or scored elsewhere: twice, compared, corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.battery.actions.answer import ask_to_look
from desist.casework.battery.instruments import instrument_of, order_of
from desist.casework.battery.models import (
    Administration,
    Answer,
    Mode,
    State,
    Typing,
    TypingKind,
)
from desist.casework.battery.queries.answer import differences_of
from desist.casework.records.editable import amend
from desist.programme.answer_check import answer_faults, scale_score_faults
from desist.programme.entry import KeyFault


class OtherWay(ValueError):
    """The form is being answered in another way: on a tablet, or as scale scores."""


class TypedTwice(ValueError):
    """Both entries are there: what they differ in is to be settled."""


class Impossible(ValueError):
    """An answer that the form does not offer, or a score outside its range."""


class NothingToSettle(ValueError):
    """There are no two entries, or a difference was left open."""


@action("battery.type", on="administration", kind=Kind.COLLECTION, told=_("Questionnaire typed in"))
def type_answers(
    *,
    administration: Administration,
    mode: str,
    form_order: str,
    answered_on: date,
    values: Mapping[str, str],
    by: Any,
    at: datetime,
) -> Administration:
    """One entry of the whole form; the second that agrees with the first completes it.

    Two people who type at the same time are the two entries: neither is lost.

    Raises:
        OtherWay: it was begun in another way.
        TypedTwice: both entries are there.
        Impossible: a value that cannot be.
    """
    if administration.mode not in ("", mode):
        raise OtherWay(administration.mode)
    refuse_impossible(administration=administration, way=(mode, form_order), values=values, at=at)
    kinds = set(administration.typings.values_list("kind", flat=True))
    if TypingKind.SECOND in kinds:
        raise TypedTwice(administration.reference)
    kind = TypingKind.SECOND if TypingKind.FIRST in kinds else TypingKind.FIRST
    typing = keep_answers(administration=administration, kind=kind, values=values, by=by, at=at)
    state = State.IN_PROGRESS
    if kind == TypingKind.SECOND and not differences_of(administration):
        state = State.COMPLETED
    changes = {
        "mode": mode, "form_order": form_order, "answered_on": answered_on, "state": state,
    }  # fmt: skip
    _amend(administration, changes, by=by, at=at)
    order = order_of(administration, instrument_of(administration, on=at.date()))
    given = {
        int(item): int(value) for item, value in values.items() if value and mode == Mode.TYPED
    }
    if order and any(order.asks_to_look(item, value) for item, value in given.items()):
        ask_to_look(administration=administration, at=at)
    tell(administration, typing, administration.referral.person, fields=("state", "value"))
    return administration


@action("battery.settle", on="administration", told=_("Differences between two entries settled"))
def settle_differences(
    *, administration: Administration, values: Mapping[str, str], by: Any, at: datetime
) -> Administration:
    """Say which entry is right wherever the two differ; that completes the form.

    Raises:
        NothingToSettle: a difference is left open, or there is none.
        Impossible: a value that cannot be.
    """
    differing = differences_of(administration)
    if not differing or set(values) != set(differing):
        raise NothingToSettle(administration.reference)
    refuse_impossible(administration=administration, way=_way(administration), values=values, at=at)
    typing = keep_answers(
        administration=administration, kind=TypingKind.SETTLED, values=values, by=by, at=at
    )
    _amend(administration, {"state": State.COMPLETED}, by=by, at=at)
    tell(administration, typing, administration.referral.person, fields=("state", "value"))
    return administration


@action("battery.correct", on="administration", told=_("Questionnaire corrected"))
def correct_answers(
    *,
    administration: Administration,
    values: Mapping[str, str],
    because: str,
    by: Any,
    at: datetime,
) -> Typing:
    """Supersede answers of a completed form; the earlier ones stay, and so does the reason.

    Raises:
        Impossible: a value that cannot be.
    """
    refuse_impossible(administration=administration, way=_way(administration), values=values, at=at)
    typing = keep_answers(
        administration=administration,
        kind=TypingKind.CORRECTION,
        values=values,
        because=because,
        by=by,
        at=at,
    )
    tell(administration, typing, administration.referral.person, fields=("value", "because"))
    return typing


@bookkeeping("part of whichever action keeps answers, which tells it")
def keep_answers(
    *,
    administration: Administration,
    kind: TypingKind,
    values: Mapping[str, str],
    because: str = "",
    by: Any,
    at: datetime,
) -> Typing:
    """One typing with a row for each value; blank is an answer too: that there was none."""
    typing = Typing(administration=administration, kind=kind, by=by, at=at, because=because)
    typing.save(force_insert=True)
    Answer.objects.bulk_create(
        Answer(
            administration=administration,
            typing=typing,
            item=item,
            sequence=1,
            value=value,
            given_at=at,
        )
        for item, value in values.items()
    )
    return typing


@bookkeeping("only checks; part of whichever action keeps answers")
def refuse_impossible(
    *,
    administration: Administration,
    way: tuple[str, str],
    values: Mapping[str, str],
    at: datetime,
) -> None:
    """Stop at a value that the form does not have; ``way`` is its mode and printed order.

    Raises:
        Impossible: says all that is wrong.
    """
    mode, form_order = way
    given = {item: value for item, value in values.items() if value != ""}
    instrument = instrument_of(administration, on=at.date())
    faults: list[KeyFault] = []
    try:
        if instrument is None:
            raise Impossible(administration.instrument)
        if mode == Mode.SCALE_SCORES:
            scores = {scale: float(value) for scale, value in given.items()}
            faults += scale_score_faults(scores, instrument=instrument)
        else:
            answers = {item: int(value) for item, value in given.items()}
            faults += answer_faults(answers, instrument=instrument, form_order=form_order)
    except ValueError as error:
        raise Impossible(str(error)) from error
    if faults:
        raise Impossible("; ".join(f"{each.path} {each.problem}" for each in faults))


def _way(administration: Administration) -> tuple[str, str]:
    """In which mode and printed order it was begun."""
    return administration.mode, administration.form_order


def _amend(
    administration: Administration, values: Mapping[str, Any], *, by: Any, at: datetime
) -> None:
    amend(administration, read_version=administration.version, values=values, by=by, at=at)
