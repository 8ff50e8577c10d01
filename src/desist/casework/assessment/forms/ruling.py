"""Answering a recommendation otherwise: an override, or what a panel decided."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desist.casework.assessment.models import Ruling
from desist.casework.pages.form import Choice, Day, Form, LongText
from desist.casework.pages.speech import speech
from desist.programme.ruling_rule import RulingRule

LONGEST_NAME = 200


def _outcomes(rule: RulingRule, *, without: str = "") -> list[tuple[str, str]]:
    return [
        (each.outcome, speech().known(each.outcome).capitalize())
        for each in rule.outcome
        if each.outcome != without
    ]


class OverrideForm(Form):
    """Another outcome, for a coded reason and in words."""

    writes: ClassVar = Ruling
    outcome = Choice(label=_("What do you decide?"), missing=_("Select what you decide"))
    reason = Choice(label=_("Why?"), missing=_("Select a reason"))
    words = LongText(
        label=_("In your own words"),
        missing=_("Say why you decide otherwise"),
        help_text=_("The person decided about may be shown this. Never name a victim."),
    )

    def __init__(self, *args: Any, rule: RulingRule, recommended: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if "outcome" in self.fields:
            self.fields["outcome"].choices = _outcomes(rule, without=recommended)
            self.fields["reason"].choices = [(each.id, each.title) for each in rule.reason]


class PanelForm(Form):
    """What a panel decided, who sat on it, and its minute."""

    outcome = Choice(label=_("What did the panel decide?"), missing=_("Select what it decided"))
    held_on = Day(label=_("When did it meet?"), missing=_("Enter when the panel met"))
    members = LongText(
        label=_("Who sat on it?"),
        help_text=_("One to a line: the name, a comma, and in which capacity. At least two."),
        missing=_("Enter who sat on the panel"),
        max_length=2000,
    )
    minute = LongText(
        label=_("Minute"),
        missing=_("Enter the minute"),
        help_text=_("What was weighed and why it was decided so. Never name a victim."),
    )

    def __init__(
        self, *args: Any, rule: RulingRule, earliest: date, today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = _outcomes(rule)
        self.fields["held_on"].earliest, self.fields["held_on"].latest = earliest, today

    def clean_members(self) -> tuple[tuple[str, str], ...]:
        """Each member as a name and a capacity."""
        lines = [each.strip() for each in self.cleaned_data["members"].splitlines()]
        members = []
        for line in filter(None, lines):
            name, _comma, capacity = (part.strip() for part in line.partition(","))
            if not name or not capacity or max(len(name), len(capacity)) > LONGEST_NAME:
                said = _("Enter a name, a comma and a capacity on each line")
                raise ValidationError(said, code="line")
            members.append((name, capacity))
        if len(members) < 2:
            raise ValidationError(_("A panel has at least two members"), code="few")
        return tuple(members)
