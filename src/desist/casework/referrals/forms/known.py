"""Known: yes, no, or not known, which is an answer too and never a no."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice

ANSWERS = (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known")))
VALUES = {"yes": True, "no": False, "unknown": None, "": None}


class Known(Choice):
    """A fact that is so, is not so, or is not known."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=ANSWERS, **options)

    def clean(self, value: Any) -> bool | None:
        """True, False, or None where it is not known."""
        return VALUES[super().clean(value)]


def answer(value: bool | None) -> str:
    """The answer that stands for a value."""
    return {True: "yes", False: "no", None: "unknown"}[value]
