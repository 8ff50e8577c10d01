"""Verify the audit trail, alone or against signed checkpoints kept elsewhere."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management.base import BaseCommand, CommandError

from desist.casework.audit import checkpoint
from desist.casework.audit.queries import indexed_objects, stored_events
from desist.casework.audit.verify import against, index_faults, walk


class Command(BaseCommand):
    """``audit verify [--checkpoints F] [--public-key HEX] [--json]``, and ``audit public-key``."""

    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The job, and what to verify against."""
        parser.add_argument("job", choices=("verify", "public-key"))
        parser.add_argument("--checkpoints", type=Path)
        parser.add_argument("--public-key", help="64 hexadecimal digits, kept with the checkpoints")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **given: Any) -> None:
        """Say all that is wrong; exit 1 where anything is."""
        if given["job"] == "public-key":
            self.stdout.write(checkpoint.public_key().public_bytes_raw().hex())
            return
        held = _read(given["checkpoints"])
        found = walk(stored_events(), sizes=[each.size for each in held])
        findings = [
            *found.findings,
            *against(found, held, public=_key(given["public_key"])),
            *index_faults(stored_events(), indexed_objects()),
        ]
        if given["json"]:
            record = {
                "events": found.size,
                "head": found.head,
                "checkpoints": len(held),
                "findings": [vars(each) for each in findings],
            }
            self.stdout.write(json.dumps(record, indent=2))
        else:
            for each in findings:
                self.stdout.write(f"{each.kind}: {each.text}")
            self.stdout.write(
                f"{found.size} events, {len(held)} checkpoints, {len(findings)} findings"
            )
        if findings:
            raise SystemExit(1)


def _read(path: Path | None) -> list[checkpoint.Checkpoint]:
    if path is None:
        return []
    try:
        return list(checkpoint.read(path.read_text(encoding="ascii").splitlines()))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {error}; give a file of checkpoints", returncode=2) from error


def _key(given: str | None) -> Ed25519PublicKey:
    if given is None:
        return checkpoint.public_key()
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(given))
    except ValueError as error:
        raise CommandError(
            f"--public-key: {error}; see `desist audit public-key`", returncode=2
        ) from error
