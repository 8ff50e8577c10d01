"""What must hold before anything is served."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from desist.casework.audit import guards
from desist.casework.config.mode import Mode
from desist.casework.demonstration.queries import is_demonstration


def refuse_unsafe_start() -> None:
    """Stop where the trail is unguarded, or a demonstration and production are mixed.

    Raises:
        ImproperlyConfigured: says all that is wrong.
    """
    found = list(faults())
    if found:
        raise ImproperlyConfigured("; ".join(found))


def faults() -> Iterator[str]:
    """Every reason not to start, and what would mend it."""
    gone = guards.missing(connection)
    if gone:
        yield f"the audit trail lacks its triggers {', '.join(sorted(gone))}: restore a backup"
    marked = is_demonstration()
    if marked and settings.MODE is Mode.PRODUCTION:
        yield "this is a demonstration database: production needs one of its own"
    strict = settings.MODE is Mode.PRODUCTION and connection.vendor == "postgresql"
    if strict and guards.may_change_trail(connection):
        yield (
            "the role of DATABASE_URL owns the audit trail or could change it: connect as a role "
            "that owns nothing; `desist manage grants --role NAME --apply` gives it what it needs"
        )
