"""Links between the documents lead somewhere."""

import re

import pytest

from tests.architecture.source import ROOT, tracked_files

LINK = re.compile(r"\]\(([^)#\s]+)(#[^)]*)?\)")
DOCUMENTS = [path for path in tracked_files() if path.suffix == ".md"]
DECISIONS = ROOT / "docs" / "decisions"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_link_leads_to_a_file(document):
    targets = [found[1] for found in LINK.finditer(document.read_text(encoding="utf-8"))]
    local = [target for target in targets if "://" not in target and ":" not in target]

    assert not [target for target in local if not (document.parent / target).exists()]


def test_every_decision_is_listed_in_order_and_titled_by_its_number():
    listed = LINK.findall((DECISIONS / "README.md").read_text(encoding="utf-8"))
    records = sorted(path for path in DECISIONS.glob("[0-9]*.md"))

    assert [target for target, _ in listed] == [path.name for path in records]
    for number, path in enumerate(records, start=1):
        assert path.name.startswith(f"{number:04}-")
        assert path.read_text(encoding="utf-8").startswith(f"# {number}. ")
