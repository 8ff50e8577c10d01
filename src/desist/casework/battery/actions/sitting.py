"""What changes a sitting: starting it, its code, its language, ending it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.battery import sitting_code
from desist.casework.battery.models import (
    Administration,
    Sitting,
    SittingForm,
)
from desist.casework.battery.queries.sitting import text_for
from desist.casework.referrals.models import Referral

CODE_LASTS = timedelta(minutes=10)
WRONG_TRIES = 5


class NoForms(ValueError):
    """None of the forms can be answered on a tablet now."""


class CodeUsed(ValueError):
    """The code was redeemed before, or too late."""


@action(
    "battery.start_sitting",
    on="referral",
    kind=Kind.COLLECTION,
    told=_("Questionnaires handed out"),
)
def start_sitting(
    *,
    referral: Referral,
    administrations: Sequence[Administration],
    language: str,
    codes: Sequence[str],
    by: Any,
    at: datetime,
) -> Sitting:
    """Prepare a sitting for these forms; an earlier one of the same referral ends.

    Raises:
        NoForms: none of them is open, keyed, and free to be answered on a tablet.
    """
    mine = [each for each in administrations if each.referral_id == referral.pk]
    usable = [each for each in mine if each.is_for_tablet]
    if not usable:
        raise NoForms(referral.reference)
    for earlier in Sitting.objects.filter(referral=referral, ended_at=None):
        end_sitting(sitting=earlier, finished=False, at=at)
    taken = set(Sitting.objects.filter(ended_at=None).values_list("handle", flat=True))
    code = next(each for each in codes if each[: sitting_code.HANDLE] not in taken)
    sitting = Sitting(
        referral=referral,
        started_by=by,
        started_at=at,
        language=language,
        handle=code[: sitting_code.HANDLE],
        code_hash=sitting_code.hash_of(code),
        code_expires_at=at + CODE_LASTS,
    )
    sitting.save(force_insert=True)
    for place, each in enumerate(usable, start=1):
        SittingForm(
            sitting=sitting, administration=each, place=place, text=text_for(each, language)
        ).save(force_insert=True)
    tell(sitting, referral.person, fields=("administration", "language"))
    return sitting


@action("battery.cancel_sitting", on="sitting", told=_("Sitting ended by staff"))
def cancel_sitting(*, sitting: Sitting, by: Any, at: datetime) -> Sitting:
    """End a sitting: its code and its cookie are worth nothing from now on. Answers stay."""
    end_sitting(sitting=sitting, finished=False, at=at)
    tell(sitting, sitting.referral.person, fields=("ended_at",))
    return sitting


@action("battery.refuse_code", on="sitting", kind=Kind.SECURITY)
def refuse_code(*, sitting: Sitting, by: Any, at: datetime) -> Sitting:
    """A wrong secret for the handle of this sitting; the fifth cancels it."""
    Sitting.objects.filter(pk=sitting.pk).update(wrong_tries=F("wrong_tries") + 1)
    sitting.refresh_from_db(fields=["wrong_tries"])
    if sitting.wrong_tries >= WRONG_TRIES:
        end_sitting(sitting=sitting, finished=False, at=at)
    tell(sitting, sitting.referral.person, fields=("wrong_tries",))
    return sitting


@action("battery.redeem", on="sitting", kind=Kind.SECURITY)
def redeem_code(*, sitting: Sitting, key: str, by: Any, at: datetime) -> Sitting:
    """The code was right: from now on the cookie with this key is the sitting.

    Raises:
        CodeUsed: somebody was faster, or its ten minutes are over.
    """
    held = Sitting.objects.filter(
        pk=sitting.pk, redeemed_at=None, ended_at=None, code_expires_at__gt=at
    )
    values = {"redeemed_at": at, "seen_at": at, "key_hash": sitting_code.key_hash_of(key)}
    if not held.update(**values):
        raise CodeUsed(sitting.reference)
    tell(sitting, sitting.referral.person, fields=("redeemed_at",))
    return sitting


@action("battery.choose_language", on="sitting")
def choose_language(*, sitting: Sitting, language: str, by: Any, at: datetime) -> Sitting:
    """Read on in another language, with the site's wording in it where there is one."""
    sitting.language = language
    sitting.save(update_fields=["language"])
    for form in sitting.forms.select_related("administration"):
        form.text = text_for(form.administration, language) or form.text
        form.save(update_fields=["text"])
    tell(sitting, sitting.referral.person, fields=("language",))
    return sitting


@bookkeeping("part of whichever action ends a sitting, which tells it")
def end_sitting(*, sitting: Sitting, finished: bool, at: datetime) -> None:
    """The code and the cookie are worth nothing from now on."""
    sitting.ended_at, sitting.finished = at, finished
    sitting.save(update_fields=["ended_at", "finished"])
