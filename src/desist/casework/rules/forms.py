"""What is typed about an adoption: the reason, always."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Form, LongText
from desist.casework.rules.models import Adoption


class AdoptionForm(Form):
    """Why the site judges by this version."""

    writes: ClassVar = Adoption
    why = LongText(
        label=_("Why does this site judge by it?"),
        help_text=_("For example: checked table by table against our copy of the guide."),
        missing=_("Say why this site judges by it"),
        max_length=1000,
    )


class SecondForm(Form):
    """Nothing is typed: pressing the button is what the second person does."""

    writes: ClassVar = Adoption


class WithdrawalForm(Form):
    """Why the site judges by it no longer."""

    writes: ClassVar = Adoption
    withdrawn_because = LongText(
        label=_("Why is the adoption withdrawn?"),
        missing=_("Say why the adoption is withdrawn"),
        max_length=1000,
    )
