"""The guide to programmes: its example loads, and its broken example is told as it shows."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from desist.catalogue.load import load_catalogue
from desist.programme.curriculum import Check

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "programmes.md"
TEXT = GUIDE.read_text(encoding="utf-8")
SOUND, BROKEN_EXERCISE = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
COMMAND, SHOWN = re.findall(r"```text\n\$ (.*?)\n(.*?)```", TEXT, re.DOTALL)[0]
SOUND_EXERCISE = SOUND[SOUND.index("[[exercise]]") : SOUND.index('[[exercise]]\nid = "second')]


@pytest.fixture
def site(tmp_path):
    """A site's own folder, as the guide says to make it."""
    (tmp_path / "programmes").mkdir()
    return tmp_path


def put(site, text):
    (site / "programmes" / "evening-course.v1.toml").write_text(text, encoding="utf-8")


def test_the_small_example_is_loaded_beside_the_shipped_programmes(site):
    put(site, SOUND)

    catalogue = load_catalogue(site=site)

    assert catalogue.versions("evening-course")[0].is_usable()
    assert catalogue.versions("isotp")


def test_the_broken_example_is_told_as_the_guide_shows(site):
    put(site, SOUND.replace(SOUND_EXERCISE, BROKEN_EXERCISE + "\n"))

    told = subprocess.run(
        [Path(sys.executable).parent / COMMAND.split()[0], *COMMAND.split()[1:]],
        env=os.environ | {"DESIST_CATALOGUE": str(site), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.stderr == SHOWN
    assert (told.returncode, told.stdout) == (2, "")


def test_every_check_stands_in_the_guide():
    for check in get_args(Check):
        assert f"| `{check}` |" in TEXT
