"""Print, or apply, what the service's own database role may do (PostgreSQL)."""

from __future__ import annotations

import argparse
import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from desist.casework.audit import guards

ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class Command(BaseCommand):
    """``grants --role NAME [--apply]``. Run it as the owner, after every ``migrate``."""

    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """For whom, and whether to do it."""
        parser.add_argument("--role", required=True, help="a role that exists and owns nothing")
        parser.add_argument("--apply", action="store_true", help="do it, instead of printing it")

    def handle(self, *args: Any, **given: Any) -> None:
        """Print the statements; with ``--apply`` run them too, all or none."""
        if connection.vendor != "postgresql":
            raise CommandError("grants are for PostgreSQL: set DATABASE_URL", returncode=2)
        if not ROLE.fullmatch(given["role"]):
            raise CommandError("--role: lower-case letters, digits and _", returncode=2)
        statements = guards.grants(connection, role=given["role"])
        if given["apply"]:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
        for statement in statements:
            self.stdout.write(f"{statement};")
