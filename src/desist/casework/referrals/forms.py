"""What is typed about a referral."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Form, LongText
from desist.casework.referrals.models import PROGRAMMES, Referral, Setting


class ReferralForm(Form):
    """A referral, new or corrected."""

    writes: ClassVar = Referral
    programme = Choice(label=_("Programme"), choices=PROGRAMMES, missing=_("Select a programme"))
    setting = Choice(
        label=_("Where will they be while on the programme?"),
        choices=Setting.choices,
        missing=_("Select where they will be"),
    )
    context = LongText(
        label=_("What should the assessor know?"),
        required=False,
        help_text=_("In neutral words. Never name or describe a victim."),
    )


class WithdrawalForm(Form):
    """Why a referral ends."""

    writes: ClassVar = Referral
    withdrawn_because = LongText(
        label=_("Why is the referral withdrawn?"),
        missing=_("Say why the referral is withdrawn"),
        max_length=1000,
    )
