"""The clinical manual: every chapter of this folder as a page of docs/rulebook/.

Run by ``make rulebook``; ``test_manual.py`` fails where the pages are out of step.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from desist.catalogue.load import load_catalogue
from tests.rulebook.chapter import Chapter, pages

HERE = Path(__file__).parent
PAGES = HERE.parent.parent / "docs" / "rulebook"


def chapters() -> dict[str, Chapter]:
    """Each chapter by the name of its page, in order."""
    found = {}
    for path in HERE.glob("test_*.py"):
        module = import_module(f"tests.rulebook.{path.stem}")
        if hasattr(module, "CHAPTER"):
            found[path.stem.removeprefix("test_").replace("_", "-")] = module.CHAPTER
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def manual() -> dict[str, str]:
    """Every page by its file name."""
    catalogue = load_catalogue()
    all_chapters = chapters()
    written = {}
    for name, chapter in all_chapters.items():
        entries = [catalogue.versions(id_)[-1] for id_ in chapter.entries]
        written[f"{name}.md"] = "\n".join(pages(chapter, entries)).rstrip() + "\n"
    contents = "\n".join(
        f"{number}. [{chapter.title}]({name}.md)"
        for number, (name, chapter) in enumerate(all_chapters.items(), start=1)
    )
    written["README.md"] = (
        "# The rulebook\n\n"
        "What the software decides, as tables. Each row is a test that runs with every change; "
        "each page names the rules, versions, sources and grades that it rests on.\n\n"
        f"{contents}\n"
    )
    return written


def main() -> None:
    """Write the manual, and take away pages that no chapter makes."""
    PAGES.mkdir(parents=True, exist_ok=True)
    written = manual()
    for path in PAGES.glob("*.md"):
        if path.name not in written:
            path.unlink()
    for name, text in written.items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
