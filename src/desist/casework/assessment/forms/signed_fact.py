"""Results from elsewhere, as somebody signed them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.assessment.forms.number import Percentage
from desist.casework.assessment.models import Fact, SignedFact
from desist.casework.pages.form import Choice, Day, Form, LongText, Text

BANDS = (
    ("low", _("Low")),
    ("medium", _("Medium")),
    ("high", _("High")),
    ("very_high", _("Very high")),
)
NOT_APPLICABLE = ("not_applicable", _("No reason to rate it"))


class SignedForm(Form):
    """What every result has: a day that is not before birth nor ahead, and a signatory."""

    names: ClassVar[tuple[str, ...]] = ()
    """The fields that make the result itself."""
    on = Day(label=_("Date of the result"), missing=_("Enter the date of the result"))
    signatory = Text(label=_("Who signed it?"), missing=_("Enter who signed it"))

    def __init__(self, *args: Any, born_on: date, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].earliest, self.fields["on"].latest = born_on, today
        self.order_fields([*self.names, "on", "signatory"])

    @property
    def result(self) -> dict[str, Any]:
        """The result itself."""
        return {name: self.cleaned_data[name] for name in self.names}


class BandForm(SignedForm):
    """A static-risk band from the site's own scorer."""

    names = ("band", "variant", "guide")
    band = Choice(label=_("Band"), choices=BANDS, missing=_("Select the band"))
    variant = Choice(
        label=_("Which coding?"),
        choices=(("standard", _("Standard")), ("adapted", _("Adapted for internet offences"))),
        missing=_("Select which coding it is"),
    )
    guide = Text(
        label=_("Which guide, which version?"),
        missing=_("Enter the guide and its version"),
        help_text=_("For example: Scoring guide, February 2007, version 1."),
    )


class DevianceForm(SignedForm):
    """Deviance from the site's own scorer."""

    names = ("outcome", "unit", "sheet_version")
    outcome = Choice(
        label=_("Deviance"),
        choices=(("low", _("Low")), ("high", _("High"))),
        missing=_("Select the result"),
    )
    unit = Text(label=_("Which unit scored it?"), missing=_("Enter the unit that scored it"))
    sheet_version = Text(
        label=_("Version of the sheet"),
        missing=_("Enter the version of the sheet"),
        max_length=60,
    )


class PercentageForm(SignedForm):
    """A percentage of a tool that runs elsewhere."""

    names = ("percentage",)
    percentage = Percentage(label=_("Percentage"), missing=_("Enter the percentage"))


class RatedBandForm(SignedForm):
    """A band of a tool that runs elsewhere."""

    names = ("band",)
    band = Choice(label=_("Level"), choices=BANDS, missing=_("Select the level"))


class PartnerBandForm(RatedBandForm):
    """The band of SARA, which is not rated where there is no reason to."""

    band = Choice(label=_("Level"), choices=(*BANDS, NOT_APPLICABLE), missing=_("Select the level"))


class FactWithdrawalForm(Form):
    """Why a result does not count."""

    writes: ClassVar = SignedFact
    withdrawn_because = LongText(
        label=_("Why does this result not count?"),
        missing=_("Say why this result does not count"),
        max_length=1000,
    )


FORMS: dict[str, type[SignedForm]] = {
    Fact.BAND: BandForm,
    Fact.DEVIANCE: DevianceForm,
    Fact.OGRS: PercentageForm,
    Fact.OVP: PercentageForm,
    Fact.RSR: PercentageForm,
    Fact.SARA: PartnerBandForm,
    Fact.ROSH: RatedBandForm,
}
"""The form of each kind of result."""
