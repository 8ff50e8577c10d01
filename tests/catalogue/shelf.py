"""Shelf: a small catalogue in a temporary folder, to be spoilt by one test at a time."""

from __future__ import annotations

from pathlib import Path

from desist.catalogue.load import SHIPPED

RM2000 = (SHIPPED / "static_risk" / "rm2000.v1.toml").read_text(encoding="utf-8")
WORDING = """\
id = "wording-example"
title = "Words"
version = 1
in_force_from = 2020-01-01
source = "written for a test"
licence = "MIT"
grade = "authored"
language = "en"
"""


def write_shelf(folder: Path, files: dict[str, str]) -> Path:
    """Write files by their names below the folder; the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
