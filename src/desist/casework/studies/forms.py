"""What is typed to ask for a study, and to decide on one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Form, LongText, Number, Text
from desist.casework.studies.models import CountsFrom, Predicts

LONGEST_HORIZON = 20 * 366


class StudyForm(Form):
    """A question, about which programme and which years, and how time is counted."""

    title = Text(
        label=_("What is the study called?"),
        missing=_("Enter what the study is called"),
        max_length=150,
    )
    question = LongText(
        label=_("What is to be found out, and what for?"),
        missing=_("Enter what is to be found out"),
        help_text=_("Whoever decides on it reads this. Name nobody."),
        max_length=2000,
    )
    approval = Text(
        label=_("Approval of an ethics committee or research board"),
        required=False,
        max_length=150,
        help_text=_("Its number, if there is one."),
    )
    programme = Choice(label=_("Which programme?"), missing=_("Select a programme"))
    counts_from = Choice(
        label=_("From which day is each person’s time counted?"),
        choices=CountsFrom.choices,
        missing=_("Select from which day time is counted"),
    )
    first_day = Day(label=_("First of these days"), missing=_("Enter the first day"))
    last_day = Day(label=_("Last of these days"), missing=_("Enter the last day"))
    predicts = Choice(
        label=_("Which predicted risk goes with each person?"),
        choices=Predicts.choices,
        missing=_("Select a predicted risk"),
    )
    horizon_days = Number(
        label=_("Over how many days does your predictor predict?"),
        required=False,
        least=1,
        most=LONGEST_HORIZON,
        help_text=_(
            "From your own guidance: the rules held here do not say it. "
            "Leave it empty, and no predictions are given."
        ),
    )

    def __init__(self, *args: Any, programmes: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["programme"].choices = programmes  # type: ignore[attr-defined]
        counts: Any = self.fields["counts_from"]
        counts.hints = {
            CountsFrom.WAIT_ENDED: _(
                "Those who got a place are compared with those who left the list for want of one."
            ),
            CountsFrom.SENTENCE: _(
                "Everybody found suitable is treated. You add people to compare with yourself."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        held = super().clean() or self.cleaned_data
        first, last = held.get("first_day"), held.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day must not be before the first"))
        return held


class DecisionForm(Form):
    """Allowed until a day, or refused, and why."""

    decision = Choice(
        label=_("What do you decide?"),
        choices=[("allow", _("Allow it")), ("refuse", _("Refuse it"))],
        missing=_("Select what you decide"),
    )
    open_until = Day(
        label=_("Until when may it be given data?"),
        missing=_("Enter the last day"),
        required=False,
        help_text=_("If you allow it. Nothing is given out after this day."),
    )
    because = LongText(label=_("Why?"), missing=_("Enter why"), max_length=1000)

    def __init__(self, *args: Any, today: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A day to come, where it is allowed."""
        held = super().clean() or self.cleaned_data
        until = held.get("open_until")
        if held.get("decision") == "allow" and "open_until" in held:
            if until is None:
                self.add_error("open_until", _("Enter the last day"))
            elif until < self.today:
                self.add_error("open_until", _("The last day must not be in the past"))
        return held
