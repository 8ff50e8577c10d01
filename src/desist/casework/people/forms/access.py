"""What is typed to settle who works with somebody, and who may not see them."""

from __future__ import annotations

from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES, Role
from desist.casework.accounts.queries import staff_in
from desist.casework.pages.form import Day, Form, LongText, OneOf
from desist.casework.people.models import CaseloadEntry, Exclusion, Restriction

LONGEST_REASON = 1000


class CaseloadForm(Form):
    """Who begins to work with somebody, and when."""

    writes: ClassVar = CaseloadEntry
    beside: ClassVar = ("user", "begins_on")
    user = OneOf(label=_("Facilitator"), missing=_("Select a facilitator"))
    begins_on = Day(label=_("From"), missing=_("Enter the day from which they work together"))

    def offer_staff(self) -> None:
        """Offer everybody who facilitates."""
        held = staff_in({Role.FACILITATOR}, on=timezone.localdate())
        self.fields["user"].offer(held, blank=_("Choose somebody"))


class NarrowingForm(Form):
    """Whom an exclusion or a restriction names, and why."""

    beside: ClassVar = ("user",)
    user = OneOf(label=_("Member of staff"), missing=_("Select a member of staff"))
    reason = LongText(
        label=_("Why?"),
        missing=_("Say why"),
        max_length=LONGEST_REASON,
        help_text=_("Treatment managers who see this person can read it."),
    )

    def offer_staff(self) -> None:
        """Offer everybody whose work is with people."""
        held = staff_in(CASE_ROLES | {Role.DUTY_MANAGER}, on=timezone.localdate())
        self.fields["user"].offer(held, blank=_("Choose somebody"))


class ExclusionForm(NarrowingForm):
    """Somebody who may not see this person, whatever else would let them."""

    writes: ClassVar = Exclusion


class RestrictionForm(NarrowingForm):
    """Somebody who alone, with others so named, may see this person."""

    writes: ClassVar = Restriction


class EndingForm(Form):
    """Why an exclusion or a restriction ends."""

    because = LongText(
        label=_("Why does it end?"),
        missing=_("Say why it ends"),
        max_length=LONGEST_REASON,
    )
