"""Make the first administrator's account, where nobody can sign in yet."""

from __future__ import annotations

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.access.policy import System
from desist.casework.accounts.actions.staff import appoint, invite, make_invitation
from desist.casework.accounts.queries import email_is_taken, staff_in
from desist.casework.accounts.token import new_token


class Command(BaseCommand):
    """``first_administrator --email ADDRESS --name NAME``: prints a link that works once."""

    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Who it is."""
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)

    def handle(self, *args: Any, email: str, name: str, **given: Any) -> None:
        """Invite and appoint them; refused where there is an administrator already."""
        today = timezone.localdate()
        if staff_in({Role.ADMINISTRATOR}, on=today).exists():
            raise CommandError("there is an administrator already: they invite others, on Staff")
        if "@" not in email or email_is_taken(email):
            raise CommandError(f"--email: {email} is no address, or has an account", returncode=2)
        act = {"by": System("installation"), "at": timezone.now()}
        user = invite(email=email, full_name=name, **act)
        nowhere = {"region": None, "unit": None}
        appoint(user=user, role=Role.ADMINISTRATOR, begins_on=today, **nowhere, **act)
        token = new_token()
        make_invitation(user=user, token=token, **act)
        link = settings.DESIST_ADDRESS + reverse("accounts:invitation", args=[token])
        self.stdout.write(f"This link works once, for a week:\n{link}")
