"""``python -m desist.casework.config JOB``: how the command line reaches Django, and no other way.

Makes a key file first where a demonstration has none; production is given its own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

OWNERS_JOBS = ("migrate", "grants")


def main() -> int:
    """Run one of Django's or our jobs; a setting that is wrong exits 2, without a traceback."""
    os.umask(0o077)  # what we write is for us alone: the database, its journal, the checkpoints
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desist.casework.config.settings")
    _be_owner()
    try:
        _prepare_keys()
        execute_from_command_line(["desist manage", *sys.argv[1:]])
    except ImproperlyConfigured as error:
        print(f"desist: {error}", file=sys.stderr)  # noqa: T201 - a command's error
        return 2
    return 0


def _be_owner() -> None:
    """Jobs that change the shape of the database connect as its owner, where one is named."""
    owner = os.environ.get("DATABASE_OWNER_URL")
    if owner and sys.argv[1:2] and sys.argv[1] in OWNERS_JOBS:
        os.environ["DATABASE_URL"] = owner


def _prepare_keys() -> None:
    from desist.casework.records.key_file import write_new_key_file

    var = Path(os.environ.get("DESIST_VAR", "var")).absolute()
    path = Path(os.environ.get("DESIST_KEY_FILE") or var / "keys.toml")
    wanted = sys.argv[1:2] == ["new_keys"] or os.environ.get("DESIST_MODE") == "demonstration"
    if wanted and not path.exists():
        write_new_key_file(path)
    if sys.argv[1:2] == ["new_keys"]:
        sys.exit(0)


if __name__ == "__main__":
    sys.exit(main())
