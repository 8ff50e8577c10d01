"""What is typed about the New Life Plan: always the participant's own words."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Form, LongText, Text
from desist.casework.reviews.models import (
    LOOKS,
    Direction,
    GoalProgress,
    Going,
    LifeGoal,
    LifePlan,
    PlanLanguage,
    Standing,
)

LINES = _("In their own words. One thing a line.")
NOBODY = _("Write what people are to them (“my brother”), never a victim.")


class LifePlanForm(Form):
    """What matters, who helps, what warns, and what is done then."""

    writes: ClassVar = LifePlan
    beside: ClassVar = ("matters", "supports", "warning_signs", "responses", "safeguards")
    language = Choice(
        label=_("In which language do they want the headings?"),
        choices=PlanLanguage.choices,
        missing=_("Select a language"),
    )
    matters = LongText(
        label=_("What matters to them"), missing=_("Write what matters to them"), help_text=LINES
    )
    supports = LongText(label=_("People they can turn to"), required=False, help_text=NOBODY)
    warning_signs = LongText(label=_("Their warning signs"), required=False, help_text=LINES)
    responses = LongText(
        label=_("What they do when they notice them"), required=False, help_text=LINES
    )
    safeguards = LongText(
        label=_("Their devices and the internet: what keeps them safe"),
        required=False,
        help_text=_("What they do themselves, beside any condition that they are under."),
    )
    look_again_on = Day(
        label=_("When will it be looked at again?"),
        missing=_("Enter the day on which it is looked at again"),
    )
    second_look_on = Day(label=_("And after that?"), missing="", required=False)
    third_look_on = Day(label=_("And a third time?"), missing="", required=False)

    def clean(self) -> dict[str, Any]:
        """Each day stands after the one before it."""
        cleaned: dict[str, Any] = super().clean()
        days = [cleaned.get(name) for name in LOOKS]
        for before, name, day in zip(days, LOOKS[1:], days[1:], strict=False):
            if day is not None and (before is None or day <= before):
                self.add_error(name, _("Enter a day after the one before it"))
        return cleaned


class GoalForm(Form):
    """One goal."""

    writes: ClassVar = LifeGoal
    beside: ClassVar = ("direction", "goal", "steps", "helps", "obstacles", "standing")
    direction = Choice(
        label=_("What kind of goal is it?"),
        choices=Direction.choices,
        missing=_("Select what kind of goal it is"),
    )
    goal = Text(
        label=_("The goal, in their own words"), missing=_("Write the goal"), max_length=300
    )
    steps = LongText(
        label=_("Their steps"), required=False, max_length=2000, help_text=_("One step a line.")
    )
    helps = LongText(label=_("Who or what helps"), required=False, max_length=1000)
    obstacles = LongText(label=_("What could get in the way"), required=False, max_length=1000)
    standing = Choice(label=_("Is it still a goal?"), choices=Standing.choices)


class NewGoalForm(GoalForm):
    """One more goal: it is one."""

    standing = None


class ProgressForm(Form):
    """How it goes with a goal."""

    writes: ClassVar = GoalProgress
    beside: ClassVar = ("going", "words")
    going = Choice(
        label=_("How is it going, as they say?"),
        choices=Going.choices,
        missing=_("Select what they say"),
    )
    words = LongText(label=_("In their own words"), required=False, max_length=1000)
    said_on = Day(label=_("When did they say so?"), missing=_("Enter a day"))
