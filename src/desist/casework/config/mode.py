"""Mode: demonstration, test or production; production where nothing is said, and then strict."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


class Mode(StrEnum):
    """What this installation is for."""

    PRODUCTION = "production"
    DEMONSTRATION = "demonstration"
    TEST = "test"


def mode_of(environment: Mapping[str, str]) -> Mode:
    """The mode that ``DESIST_MODE`` names.

    Raises:
        ImproperlyConfigured: it names none; or debugging is asked for in production.
    """
    named = environment.get("DESIST_MODE", Mode.PRODUCTION)
    try:
        mode = Mode(named)
    except ValueError:
        raise ImproperlyConfigured(f"DESIST_MODE={named}: choose one of {[*Mode]}") from None
    if mode is Mode.PRODUCTION:
        for name in ("DESIST_DEBUG", "DJANGO_DEBUG", "DESIST_DEMONSTRATION_SIGN_IN"):
            if environment.get(name, "") not in ("", "0"):
                raise ImproperlyConfigured(f"{name} is refused in production: unset it")
        for name in ("DESIST_KEY_FILE", "DESIST_ADDRESS"):
            if not environment.get(name):
                raise ImproperlyConfigured(f"{name} must be set in production")
    return mode


# A page asks short questions, the same again and again: planning each of them anew took longer than
# answering, and compiling the longest to machine code would. Prepared by the server, after five.
ASKED_AGAIN_AND_AGAIN = {
    "server_side_binding": True,
    "prepare_threshold": 5,
    "options": "-c jit=off",
}


def database(environment: Mapping[str, str], *, var: Path) -> dict[str, Any]:
    """The database: SQLite in ``var``, or what ``DATABASE_URL`` names.

    Raises:
        ImproperlyConfigured: the address is of another kind.
    """
    address = environment.get("DATABASE_URL", "")
    if not address:
        return _sqlite(Path(environment.get("DESIST_SQLITE", var / "desist.sqlite3")))
    parts = urlsplit(address)
    if parts.scheme in ("postgres", "postgresql"):
        return _postgresql(parts)
    raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")


def _sqlite(file: Path) -> dict[str, Any]:
    # FULL: NORMAL may lose the last commits at power loss. IMMEDIATE: a deferred transaction that
    # begins to write fails at once when another is writing, instead of waiting its turn.
    settings = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000")
    return {
        "ENGINE": "desist.casework.records.sqlite",
        "NAME": file,
        # Kept: the last to close a file carries its log over into it, which came with every page.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": ";".join(f"PRAGMA {each}" for each in settings),
        },
        "TEST": {"NAME": os.environ.get("DESIST_TEST_SQLITE", str(file) + ".test")},
    }


def _postgresql(parts: Any) -> dict[str, Any]:
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 600,
        "OPTIONS": ASKED_AGAIN_AND_AGAIN | query,
    }
