"""What is typed to sign in and to look after accounts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import DUTIES, Role
from desist.casework.accounts.models import ROLE_NAMES, User
from desist.casework.accounts.queries import email_is_taken
from desist.casework.pages.form import Choice, Day, Form, OneOf, Text

EMAIL = forms.TextInput(attrs={"type": "email", "autocomplete": "username"})
CODE = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
NATIONAL = ("lead", "linker", "evaluator", "auditor", "administrator", "referrer", "facilitator")
"""Roles that are held for no place: these reach people by caseload, or reach none at all."""
HOLD_DUTIES = (Role.MANAGER, Role.ASSESSOR, Role.FACILITATOR)
"""Beside these a duty is held for a time."""


class Password(forms.CharField):
    """A password: any characters, kept exactly as typed."""

    def __init__(self, *, missing: Any, new: bool = False, **options: Any) -> None:
        kind = "new-password" if new else "current-password"
        widget = forms.PasswordInput(attrs={"autocomplete": kind})
        super().__init__(max_length=256, strip=False, widget=widget, **options)
        self.error_messages["required"] = missing


class WayInForm(Form):
    """A step of signing in: it carries no operation id.

    One step is several acts, each of which counts once by itself (a code, a link, a key).
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["operation"]


class SignInForm(WayInForm):
    """Address and password."""

    email = Text(label=_("Email address"), missing=_("Enter your email address"), widget=EMAIL)
    password = Password(label=_("Password"), missing=_("Enter your password"))


class CodeForm(WayInForm):
    """A code from the telephone."""

    code = Text(
        label=_("Six-digit code"),
        missing=_("Enter the code that your telephone shows"),
        widget=CODE,
        max_length=20,
        help_text=_("From the app on your telephone. Each code works once."),
    )


class RecoveryForm(WayInForm):
    """A code from paper."""

    code = Text(
        label=_("Recovery code"),
        missing=_("Enter one of your recovery codes"),
        max_length=20,
        help_text=_("Ten letters and digits, from the list that you kept. Each works once."),
    )


class ResetForm(Form):
    """The address of an account whose password is lost."""

    email = Text(label=_("Email address"), missing=_("Enter your email address"), widget=EMAIL)


class ChoosePasswordForm(WayInForm):
    """A new password."""

    password = Password(
        label=_("New password"),
        missing=_("Enter a password"),
        new=True,
        help_text=_("At least 12 characters. Three random words are easy to remember."),
    )

    def __init__(self, *args: Any, owner: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.owner = owner

    def clean_password(self) -> str:
        """Refuse what is short, common, or made of the person's own name."""
        password: str = self.cleaned_data["password"]
        validate_password(password, user=self.owner)
        return password


class InvitationForm(Form):
    """Somebody new."""

    writes: ClassVar = User
    full_name = Text(label=_("Full name"), missing=_("Enter their full name"), max_length=150)
    email = Text(label=_("Work email address"), missing=_("Enter an email address"), widget=EMAIL)

    def clean_email(self) -> str:
        """A well-formed address that no account has yet."""
        email: str = self.cleaned_data["email"]
        try:
            validate_email(email)
        except ValidationError as error:
            message = _("Enter an email address such as name@example.gov.uk")
            raise ValidationError(message) from error
        if email_is_taken(email):
            raise ValidationError(_("There is an account with this address already"))
        return email


class ResolveForm(Form):
    """An exact address, for the auditor."""

    email = Text(label=_("Email address"), missing=_("Enter the exact address"), max_length=254)


class AppointmentForm(Form):
    """A role, where, and from when."""

    role = Choice(
        label=_("Role"),
        missing=_("Select a role"),
        choices=[(role.value, name) for role, name in ROLE_NAMES.items()],
    )
    region = OneOf(label=_("Region"), missing=_("Select a region"), required=False)
    unit = OneOf(label=_("Delivery unit"), missing=_("Select a delivery unit"), required=False)
    begins_on = Day(label=_("From"), missing=_("Enter the day from which it holds"))
    ends_on = Day(
        label=_("Last day"),
        missing=_("Enter the last day of this duty"),
        required=False,
        help_text=_("A supervisor, duty manager or second coder always has one."),
    )

    def __init__(self, *args: Any, owner: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.owner = owner

    def clean(self) -> dict[str, Any]:
        """Roles that reach people by place need one; a unit lies in its region."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        region, unit = typed.get("region"), typed.get("unit")
        needs_place = typed.get("role") not in (None, *NATIONAL, *(duty.value for duty in DUTIES))
        if needs_place and region is None:
            self.add_error("region", _("Select the region in which this role is held"))
        if unit is not None and region is not None and unit.region_id != region.pk:
            self.add_error("unit", _("Select a delivery unit of that region"))
        self._check_duty(typed)
        return typed

    def _check_duty(self, typed: dict[str, Any]) -> None:
        """A duty is held for a time, beside a role; nothing ends before it begins."""
        role, begins, ends = (typed.get(name) for name in ("role", "begins_on", "ends_on"))
        if role in DUTIES:
            if not self.owner.standing.holds(*HOLD_DUTIES):
                message = _("Only a treatment manager, assessor or facilitator holds this duty")
                self.add_error("role", message)
            if ends is None and "ends_on" not in self.errors:
                self.add_error("ends_on", _("Enter the last day of this duty"))
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("The last day must not be before the first"))
