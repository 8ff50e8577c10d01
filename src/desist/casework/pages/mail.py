"""Mail: the one door by which e-mail leaves. A letter holds a sentence and a link, never a case.

What is written lies here, so that nothing about anybody can be put into a letter: an action chooses
a letter and gives a link that begins with the configured address, never with the Host header.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a letter says; ``address`` names the page that its link leads to, if it has one."""

    subject: Any
    text: Any
    address: str = ""


NEW_PASSWORD = Letter(
    subject=_("Choose a new password"),
    text=_(
        "Somebody asked for a new password for your account. If it was you, follow this link "
        "within 30 minutes. It works once. If it was not you, do nothing: nothing has changed."
    ),
    address="accounts:invitation",
)
PASSWORD_CHANGED = Letter(
    subject=_("Your password was changed"),
    text=_(
        "Your password was changed and you were signed out everywhere. If it was not you, "
        "tell your administrator at once."
    ),
)
LINK_ACCOUNT = Letter(
    subject=_("Link your sign-in"),
    text=_(
        "Somebody signed in at your department with this address. If it was you, follow this "
        "link within 30 minutes to use that sign-in here. It works once. If it was not you, do "
        "nothing and tell your administrator."
    ),
    address="accounts:link",
)


TASKS_DUE = Letter(
    subject=_("Something is due"),
    text=_("These are due, or overdue. Follow the link to see about whom they are."),
    address="tasks:mine",
)


def send(letter: Letter, *, to: str, token: str = "", lines: Sequence[str] = ()) -> None:
    """Send a letter to one member of staff. ``lines`` say what is to be done and by when."""
    parts = [str(letter.text)]
    if lines:
        parts.append("\n".join(f"* {each}" for each in lines))
    if letter.address:
        given = [token] if token else []
        parts.append(settings.DESIST_ADDRESS + reverse(letter.address, args=given))
    EmailMessage(
        subject=str(letter.subject),
        body="\n\n".join(parts) + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()


def can_send() -> bool:
    """Whether this installation sends mail at all."""
    return bool(settings.EMAIL_BACKEND) and not settings.EMAIL_BACKEND.endswith(
        "dummy.EmailBackend"
    )
