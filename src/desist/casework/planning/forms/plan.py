"""What is typed about a plan: what is chosen, and why it is returned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Form, LongText
from desist.casework.planning.queries.recommendation import Wishes
from desist.programme.curriculum import Exercise, Format, Programme

WISHES = (("", _("Best for the needs")), ("in", _("Always in")), ("out", _("Leave out")))
PREFIX = "wish-"


class ChoiceForm(Form):
    """How many sessions at most, and which exercises are wished in or out.

    Core exercises are done by everyone and cannot be wished out.
    """

    sessions_at_most = forms.TypedChoiceField(
        label=_("Sessions at most"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, programme: Programme, format_: Format, **options: Any) -> None:
        super().__init__(*args, **options)
        doses = range(format_.minimum_sessions, format_.maximum_sessions + 1)
        self.fields["sessions_at_most"].choices = [
            ("", _("As many as the needs ask for")),
            *((str(each), str(each)) for each in doses),
        ]
        self.exercises = tuple(each for each in programme.exercise if not each.core)
        for each in self.exercises:
            field = forms.ChoiceField(label=each.title, choices=WISHES, required=False)
            self.fields[f"{PREFIX}{each.id}"] = field

    @property
    def wishes(self) -> Wishes:
        """What is asked for, once the form is valid."""
        return Wishes(
            sessions_at_most=self.cleaned_data["sessions_at_most"],
            include=tuple(self._wished("in")),
            exclude=tuple(self._wished("out")),
        )

    def _wished(self, wish: str) -> Iterator[str]:
        for each in self.exercises:
            if self.cleaned_data[f"{PREFIX}{each.id}"] == wish:
                yield each.id

    def rows(self) -> Iterator[tuple[Exercise, Any]]:
        """Each exercise that can be wished in or out, with its field."""
        for each in self.exercises:
            yield each, self[f"{PREFIX}{each.id}"]


def initial_of(wishes: Wishes) -> Mapping[str, Any]:
    """The wishes as the form begins with them."""
    most = wishes.sessions_at_most
    return {
        "sessions_at_most": "" if most is None else str(most),
        **{f"{PREFIX}{each}": "in" for each in wishes.include},
        **{f"{PREFIX}{each}": "out" for each in wishes.exclude},
    }


class SendForm(Form):
    """Nothing but the version that was read."""


class ReturnForm(Form):
    """What should change."""

    because = LongText(
        label=_("What should change?"), missing=_("Say what should change"), max_length=1000
    )
