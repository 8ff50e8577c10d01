"""Finding sittings, their forms, the wording of a form, and how far somebody has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desist.casework.battery.models import (
    Administration,
    Answer,
    ItemText,
    Sitting,
    SittingForm,
)
from desist.casework.battery.queries.answer import answers_by_administration
from desist.casework.battery.sitting_code import HANDLE, key_hash_of
from desist.casework.referrals.models import Referral

IDLE = timedelta(hours=1)
ABSOLUTE = timedelta(hours=4)
"""For so long a tablet may lie still, and for so long a sitting may take, before a new code."""
FALLBACK = "en"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One form of a sitting, and how many of its items have an answer that counts."""

    form: SittingForm
    answered: frozenset[int]


def find_sitting(key: str, *, at: datetime) -> Sitting | None:
    """The sitting of a tablet's cookie, unless it ended or lay still for too long."""
    held = Sitting.objects.filter(
        key_hash=key_hash_of(key),
        ended_at=None,
        seen_at__gt=at - IDLE,
        redeemed_at__gt=at - ABSOLUTE,
    )
    return held.select_related("referral__person").first()


def find_finished(key: str) -> Sitting | None:
    """The sitting of a tablet's cookie that its participant finished."""
    if not key:
        return None
    return Sitting.objects.filter(key_hash=key_hash_of(key), finished=True).first()


def find_by_code(code: str) -> Sitting | None:
    """The sitting that the first group of a code names, whatever the rest of it says."""
    held = Sitting.objects.filter(handle=code[:HANDLE]).order_by("-pk")
    return held.select_related("referral__person").first()


def forms_of(sitting: Sitting) -> list[SittingForm]:
    """The forms of a sitting in their turn, with wording; one query."""
    related = sitting.forms.select_related("administration", "text")
    return list(related.order_by("place"))


def answers_to(administrations: Sequence[Administration]) -> list[Answer]:
    """Every answer ever given to these forms, in the order in which it came."""
    held = Answer.objects.filter(administration__in=administrations)
    return list(held.select_related("typing").order_by("pk"))


def progress_of(sitting: Sitting) -> Sequence[Progress]:
    """How far somebody has come, form by form, over all their sittings; two queries."""
    forms = forms_of(sitting)
    answers = answers_by_administration([each.administration for each in forms])
    return [
        Progress(form=each, answered=frozenset(map(int, answers[each.administration_id])))
        for each in forms
    ]


def latest_sitting_of(referral: Referral) -> Sitting | None:
    """The sitting that was started last, open or not."""
    return referral.sittings.select_related("started_by").order_by("-pk").first()


def text_for(administration: Administration, language: str) -> ItemText | None:
    """The newest wording of this very form in a language; in English where there is none."""
    held = ItemText.objects.filter(
        instrument=administration.instrument,
        form_order=administration.form_order,
        withdrawn_at=None,
    )
    texts = {each.language[:2]: each for each in held.order_by("pk")}
    return texts.get(language[:2], texts.get(FALLBACK))
