"""What is typed when somebody is enrolled, and who delivers to them."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Form, OneOf
from desist.casework.planning.models import DeliveryForm, Enrolment, FacilitatorAssignment


class EnrolmentForm(Form):
    """In which format, and from when."""

    writes: ClassVar = Enrolment
    format = Choice(
        label=_("Format"),
        choices=DeliveryForm.choices,
        missing=_("Select the format"),
        help_text=_("Neither is the better one as such. What rules one out is said above."),
    )
    begins_on = Day(
        label=_("First day"),
        missing=_("Enter the first day"),
        help_text=_("From when on they take part. For example, 27 3 2026"),
    )


class AssignmentForm(Form):
    """Who delivers."""

    writes: ClassVar = FacilitatorAssignment
    user = OneOf(label=_("Facilitator"), missing=_("Select a facilitator"))
