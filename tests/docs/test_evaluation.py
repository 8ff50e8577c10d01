"""The guide to evaluation: every command that it shows prints what it shows."""

import re
import shlex
from pathlib import Path

import pytest

from desist.cli import main
from desist.cli.evaluate import JOBS

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "evaluation.md"
TEXT = GUIDE.read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ desist (.*?)\n(.*?)```", TEXT, re.DOTALL)


def stretches(shown):
    """What is shown, in the parts between lines of dots."""
    return [part.strip("\n") for part in re.split(r"^\.\.\.$", shown, flags=re.MULTILINE)]


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_prints_what_the_guide_shows(capsys, monkeypatch, command, shown):
    monkeypatch.chdir(GUIDE.parent)
    status = main(shlex.split(command))
    output = capsys.readouterr()
    printed = output.out if status == 0 else output.err

    at = 0
    for part in stretches(shown):
        assert part in printed[at:]
        at = printed.index(part, at) + len(part)


def test_every_job_has_its_section():
    assert [job for job in JOBS if f"\n## {job}: " not in TEXT] == []
