"""Dates of one form that must follow each other, with the message beside the later one."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.pages.form import Form


class DatedForm(Form):
    """A form with dates: ``ordered`` holds pairs of an earlier and a later, ``past`` no future."""

    ordered: tuple[tuple[str, str], ...] = ()
    past: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Refuse a later date that comes first, and a future one where there can be none."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for earlier, later in self.ordered:
            first, last = cleaned.get(earlier), cleaned.get(later)
            if first and last and last < first:
                label = str(self.fields[earlier].label).lower()
                self.add_error(later, _("This must not be before the date under “%s”") % label)
        for name in self.past:
            if (cleaned.get(name) or timezone.localdate()) > timezone.localdate():
                self.add_error(name, _("This date must not be in the future"))
        return cleaned
