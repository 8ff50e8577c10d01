"""Rating treatment needs, all on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desist.casework.pages.form import Choice, Form, LongText
from desist.programme.need_rule import Need

VALUES = (
    ("", ""),
    ("0", gettext_lazy("0, none")),
    ("1", gettext_lazy("1, some")),
    ("2", gettext_lazy("2, strong")),
)


class RatingForm(Form):
    """A value and its evidence for each need; one that is left alone is not rated."""

    def __init__(self, *args: Any, needs: Sequence[Need], **options: Any) -> None:
        super().__init__(*args, **options)
        self.needs = needs
        for need in needs:
            self.fields[f"value_{need.id}"] = Choice(
                label=need.title, choices=VALUES, required=False
            )
            self.fields[f"evidence_{need.id}"] = LongText(
                label=_("What does it rest on?"), required=False, max_length=1000
            )

    def clean(self) -> dict[str, Any]:
        """A need that is rated above nought says on what evidence."""
        given = super().clean() or self.cleaned_data
        for need in self.needs:
            value, evidence = given.get(f"value_{need.id}"), given.get(f"evidence_{need.id}")
            if value in ("1", "2") and evidence == "":
                self.add_error(f"evidence_{need.id}", _("Say what the rating rests on"))
            if evidence and not value:
                self.add_error(f"value_{need.id}", _("Select a rating, or remove the evidence"))
        return given

    @property
    def ratings(self) -> dict[str, tuple[int, str]]:
        """By need, the value and the evidence, of those that were rated."""
        given = self.cleaned_data
        return {
            need.id: (int(given[f"value_{need.id}"]), given[f"evidence_{need.id}"])
            for need in self.needs
            if given.get(f"value_{need.id}")
        }
