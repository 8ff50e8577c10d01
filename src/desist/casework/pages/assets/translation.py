"""Compile the words of each language: ``.po``, which people write, to ``.mo`` for Django."""

from __future__ import annotations

from pathlib import Path

import polib

LOCALE = Path(__file__).parents[2] / "locale"


def compile_translations(folder: Path = LOCALE) -> int:
    """Compile what is newer than its compiled form; how many languages that were."""
    made = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            made += 1
    return made
