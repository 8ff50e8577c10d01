"""The guide to evaluation tells of every job. (That its commands print what it shows is tested
with those of all guides, in test_console_blocks.)
"""

from pathlib import Path

from desist.cli.evaluate import JOBS

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "evaluation.md"


def test_every_job_has_its_section():
    text = GUIDE.read_text(encoding="utf-8")

    assert [job for job in JOBS if f"\n## {job}: " not in text] == []
