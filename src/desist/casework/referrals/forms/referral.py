"""A referral, corrected."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Form, LongText
from desist.casework.referrals.models import Nation, Referral, Setting, Source


class ReferralForm(Form):
    """What a referral says."""

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
