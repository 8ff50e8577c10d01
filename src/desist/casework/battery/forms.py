"""What staff type about questionnaires: a plan, a sitting, the answers on paper, reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access.policy import Actor
from desist.casework.battery.models import Administration
from desist.casework.pages.form import Choice, Day, Form, LongText
from desist.programme.answer_check import allowed_answers, item_faults, scale_score_faults
from desist.programme.instrument import FormOrder, Instrument


class PlanForm(Form):
    """Which point, and by when."""

    writes: ClassVar = Administration
    point = Choice(label=_("Which questionnaires?"), missing=_("Select which questionnaires"))
    due_on = Day(label=_("Due by"), missing=_("Enter the day by which they are due"))

    def __init__(self, *args: Any, points: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["point"].choices = points


class SittingStartForm(Form):
    """Which questionnaires the tablet shows, and in which language."""

    point = Choice(label=_("Which questionnaires?"), missing=_("Select which questionnaires"))
    language = Choice(
        label=_("Language"),
        choices=settings.LANGUAGES,
        missing=_("Select a language"),
        initial=settings.LANGUAGE_CODE,
    )

    def __init__(self, *args: Any, points: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["point"].choices = points


class ReasonForm(Form):
    """Why a form ends before it is answered, or should not be here."""

    writes: ClassVar = Administration
    beside: ClassVar = ("ended_because",)
    ended_because = LongText(label=_("Why?"), missing=_("Say why"), max_length=500)


class Cell(forms.CharField):
    """One answer, typed with as few keys as its range needs."""

    def __init__(self, *, width: int, **options: Any) -> None:
        super().__init__(required=False, max_length=width + 4, **options)
        self.width = width


class SheetForm(Form):
    """A whole form as it lies on the table: a cell an item, or a cell a scale."""

    answered_on = Day(label=_("Answered on"), missing=_("Enter the day on which it was answered"))

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        instrument: Instrument,
        order: FormOrder | None,
        only: Sequence[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, actor=actor, **options)
        self.instrument, self.order = instrument, order
        self.fields["answered_on"].latest = timezone.localdate()
        if order is not None:
            width = max(len(str(order.minimum)), len(str(order.maximum)))
            cells = {str(item): _("Item %d") % item for item in range(1, order.items + 1)}
        else:
            width = 6
            cells = {scale.id: scale.title for scale in instrument.scale}
        self.cells = tuple(name for name in cells if not only or name in only)
        for name in self.cells:
            self.fields[f"cell-{name}"] = Cell(label=cells[name], width=width)

    def clean(self) -> dict[str, Any]:
        """Every cell against the form: message beside the cell, and nothing typed is lost."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.cells:
            typed = (cleaned.get(f"cell-{name}") or "").strip()
            problem = self._problem(name, typed) if typed else ""
            if problem:
                self.add_error(f"cell-{name}", problem)
        if not any(self.answers.values()) and not self.errors:
            raise ValidationError(_("Type at least one answer"), code="empty")
        return cleaned

    @property
    def answers(self) -> Mapping[str, str]:
        """What was typed in each cell; blank is no answer."""
        held = {name: self.cleaned_data.get(f"cell-{name}") or "" for name in self.cells}
        return {name: typed.strip() for name, typed in held.items()}

    def _problem(self, name: str, typed: str) -> str:
        label = self.fields[f"cell-{name}"].label
        if self.order is not None:
            number = int(typed) if typed.isascii() and typed.lstrip("-").isdecimal() else None
            wrong = number is None or any(item_faults(name, number, order=self.order))
            said = allowed_answers(self.order).split(";")[0]
            return f"{label}: {said}" if wrong else ""
        try:
            faults = list(scale_score_faults({name: float(typed)}, instrument=self.instrument))
        except ValueError:
            return _("%(scale)s: enter a number") % {"scale": label}
        return f"{label}: {faults[0].remedy}" if faults else ""


class CorrectionForm(SheetForm):
    """The same form again, with what counts now in it, and why it changes."""

    because = LongText(label=_("Why is it corrected?"), missing=_("Say why"), max_length=500)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["answered_on"]


class SettleForm(Form):
    """For each item on which two entries differ: which of them is right."""

    def __init__(
        self, *args: Any, differences: Mapping[str, tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.items = tuple(differences)
        for item, (first, second) in differences.items():
            self.fields[f"cell-{item}"] = forms.ChoiceField(
                choices=[(f"={each}", each or _("no answer")) for each in (first, second)],
                error_messages={"required": _("Item %s: select one") % item},
                label=item,
            )

    @property
    def settled(self) -> Mapping[str, str]:
        """The value chosen for each item."""
        return {item: self.cleaned_data[f"cell-{item}"].removeprefix("=") for item in self.items}
