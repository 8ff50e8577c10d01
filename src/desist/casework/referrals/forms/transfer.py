"""Where a case is passed on to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role
from desist.casework.pages.form import Choice, Day, Form, LongText, OneOf
from desist.programme.referral_flow import MoveReason


class OtherProgrammeForm(Form):
    """Another programme takes the case on."""

    programme = Choice(label=_("Which programme?"), missing=_("Select a programme"))
    reason = Choice(label=_("Why?"), missing=_("Select a reason"))
    note = LongText(label=_("Note"), required=False, max_length=1000)

    def offer(self, programmes: Mapping[str, str], reasons: Sequence[MoveReason]) -> None:
        """Offer these programmes and reasons."""
        self.fields["programme"].choices = list(programmes.items())
        self.fields["reason"].choices = [(each.id, each.text) for each in reasons]


class OtherAreaForm(Form):
    """Another team takes somebody over."""

    team = OneOf(label=_("Which team?"), missing=_("Select the team"))
    practitioner = OneOf(
        label=_("Which practitioner?"), missing=_("Select the practitioner who takes over")
    )
    effective_on = Day(label=_("From which day?"), missing=_("Enter the day"))
    note = LongText(label=_("Note"), required=False, max_length=1000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["effective_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        """The practitioner works where the team is.

        Raises:
            ValidationError: beside the practitioner.
        """
        held = self.cleaned_data
        team, practitioner = held.get("team"), held.get("practitioner")
        if team and practitioner:
            standing = practitioner.standing
            there = team.unit.region_id in standing.regions(Role.REFERRER)
            if not there and team.unit_id not in standing.units(Role.REFERRER):
                self.add_error(
                    "practitioner", ValidationError(_("They do not work where this team is"))
                )
        return held


class LeavesPrisonForm(Form):
    """Release, or a move to another prison."""

    reason = Choice(
        label=_("What happened?"),
        choices=(
            ("released", _("Released")),
            ("moved_to_another_prison", _("Moved to another prison")),
        ),
        missing=_("Select what happened"),
    )
    effective_on = Day(label=_("On which day?"), missing=_("Enter the day"))
    note = LongText(label=_("Note"), required=False, max_length=1000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["effective_on"].initial = timezone.localdate
