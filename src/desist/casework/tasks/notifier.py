"""Notifier: by which way staff are told that something is due, as the settings name it.

A notifier is a function that takes a member of staff and lines of text. The lines come from the
kinds of tasks and from dates alone, so that no notifier can carry anything about a case.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.module_loading import import_string

from desist.casework.accounts.models import User
from desist.casework.pages.mail import TASKS_DUE, send


def notify(user: User, lines: Sequence[str]) -> None:
    """Tell somebody what is due, by the notifier of this installation."""
    import_string(settings.DESIST_NOTIFIER)(user, lines)


def by_mail(user: User, lines: Sequence[str]) -> None:
    """By e-mail: on the console in a demonstration, nowhere where no mail server is named."""
    send(TASKS_DUE, to=user.email, lines=lines)
