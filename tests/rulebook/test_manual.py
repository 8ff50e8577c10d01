from tests.rulebook.manual import PAGES, manual


def test_the_manual_in_docs_is_what_the_tables_say():
    written = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}

    assert written == manual(), "run: make rulebook"
