"""What is typed about a referral."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Form, LongText
from desist.casework.referrals.models import Nation, Referral, Setting, Source, StatusChange


class ReferralForm(Form):
    """A referral, new or corrected."""

    writes: ClassVar = Referral
    programme = Choice(label=_("Programme"), missing=_("Select a programme"))
    source = Choice(
        label=_("What does the referral rest on?"),
        choices=Source.choices,
        missing=_("Select what it rests on"),
    )
    nation = Choice(
        label=_("Where are they supervised?"),
        choices=Nation.choices,
        missing=_("Select where they are supervised"),
    )
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

    writes: ClassVar = StatusChange
    note = LongText(
        label=_("Why is the referral withdrawn?"),
        missing=_("Say why the referral is withdrawn"),
        max_length=1000,
    )
