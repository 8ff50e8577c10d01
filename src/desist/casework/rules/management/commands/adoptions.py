"""Write the adoptions of this site as a file for ``desist assess --adoptions``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from desist.casework.rules.adoption_text import adoption_text
from desist.casework.rules.queries import adoptions_here, the_catalogue


class Command(BaseCommand):
    """``adoptions [--out FILE]``."""

    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Where to write it; standard output where nothing is said."""
        parser.add_argument("--out", type=Path, metavar="FILE")

    def handle(self, *args: Any, **given: Any) -> None:
        """Write every adoption in effect whose file here is the one adopted.

        Raises:
            CommandError: the file cannot be written.
        """
        text = adoption_text(adoptions_here(), entries=the_catalogue().entries)
        out = given["out"]
        if out is None:
            self.stdout.write(text, ending="")
            return
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror or error}") from None
        self.stderr.write(f"wrote {out}")
