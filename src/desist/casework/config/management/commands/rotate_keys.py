"""Rotate the keys of encrypted fields while the service goes on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desist.casework.access.policy import System
from desist.casework.audit.actions import drop_field_key, reseal
from desist.casework.records import key_file
from desist.casework.records.keys import key_ring
from desist.casework.records.sealed_column import sealed_columns

BATCH = 500
BY = System("key rotation")


class Command(BaseCommand):
    """``rotate_keys status | add | use KEY | run | drop KEY``, in this order.

    Servers read the key file when they start: restart them all after ``add`` and after ``use``.
    """

    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which step, and of which key."""
        parser.add_argument("step", choices=("status", "add", "use", "run", "drop"))
        parser.add_argument("key", nargs="?", default="")

    def handle(self, *args: Any, step: str, key: str, **given: Any) -> None:
        """Do one step; each says what comes next."""
        needs_key = step in ("use", "drop")
        if needs_key and key not in key_ring().fields:
            known = ", ".join(key_ring().fields)
            raise CommandError(f"{step}: name one of the keys {known}", returncode=2)
        getattr(self, f"_{step}")(*([key] if needs_key else []))

    def _status(self) -> None:
        ring = key_ring()
        for id_ in ring.fields:
            mark = " (current)" if id_ == ring.current else ""
            self.stdout.write(f"{id_}{mark}: {_held_under(id_)} encrypted values")

    def _add(self) -> None:
        made = key_file.add_field_key(Path(settings.DESIST_KEY_FILE))
        self.stdout.write(f"added {made}: copy the key file to every server, restart them all,")
        self.stdout.write(f"then: desist manage rotate_keys use {made}")

    def _use(self, key: str) -> None:
        key_file.use_field_key(Path(settings.DESIST_KEY_FILE), key)
        self.stdout.write(f"{key} encrypts from the next start on: copy the key file to every")
        self.stdout.write("server, restart them all, then: desist manage rotate_keys run")

    def _run(self) -> None:
        current = key_ring().current
        for column in sealed_columns():
            left = column.not_under(current)
            while left:
                reseal(column=column, most=BATCH, by=BY, at=timezone.now())
                remaining = column.not_under(current)
                self.stdout.write(f"{column}: {remaining} to go")
                if remaining >= left:
                    raise CommandError(f"{column}: others write under another key; restart them")
                left = remaining
        self.stdout.write(f"everything is encrypted under {current}")

    def _drop(self, key: str) -> None:
        if key == key_ring().current:
            raise CommandError(f"{key} encrypts: `desist manage rotate_keys add` first")
        used = _held_under(key)
        if used:
            raise CommandError(f"{key} still opens {used} values: desist manage rotate_keys run")
        drop_field_key(key=key, path=Path(settings.DESIST_KEY_FILE), by=BY, at=timezone.now())
        self.stdout.write(f"{key} is gone from the key file. Backups made under it need it still:")
        self.stdout.write("keep a copy of the old file apart, for as long as those are kept.")


def _held_under(key: str) -> int:
    return sum(column.under(key) for column in sealed_columns())
