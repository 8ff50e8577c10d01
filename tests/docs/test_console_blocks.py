"""What the README and the guide show is what happens.

Each document gets a fresh folder. In order, every TOML block that names a file on its first line
(``# claims.toml``) is written there, and every command of a console block is run there and its
output compared. What is not to be run stands in a block of another language (``sh``).
"""

import pytest

from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.kinds import FOLDERS
from desist.catalogue.load import load_catalogue, read_entry
from desist.catalogue.strict_reading import parse_toml, read_strictly
from tests.docs.console_block import DOCUMENTS, ROOT, blocks, commands, matches, run


def name_of(document):
    return document.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_commands_write_what_the_document_shows(document, tmp_path):
    for block in blocks(document):
        if block.language == "toml" and block.file_name:
            file = tmp_path / block.file_name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        for command in commands(block) if block.language == "console" else ():
            written = run(command.text, folder=tmp_path)
            where = f"{name_of(document)}, line {block.line}: {command.text}"
            assert matches(command.shown, written), f"{where}\nwrites:\n{written}"


@pytest.mark.parametrize(
    "block",
    [block for document in DOCUMENTS for block in blocks(document) if block.language == "toml"],
    ids=lambda block: f"{name_of(block.document)}:{block.line}",
)
def test_a_toml_block_is_what_it_says_it_is(block, tmp_path):
    document = parse_toml(block.text, file=name_of(block.document))
    name = block.file_name or ""
    shelf = name.split("/")[-2] if "/" in name else ""

    if shelf in FOLDERS:
        file = tmp_path / shelf / name.split("/")[-1]
        file.parent.mkdir()
        file.write_text(block.text, encoding="utf-8")
        assert read_entry(file, name=name)
    elif "adoption" in document:
        assert read_strictly(document, Adoptions, file=name).adoption
    elif "person" in document and "schema" in document:
        from desist.cases.reader import parse_case

        assert parse_case(block.text, file=name, catalogue=load_catalogue())


@pytest.mark.parametrize(
    ("shown", "written", "same"),
    [
        ("one\ntwo", "one\ntwo\n", True),
        ("one\ntwo", "one\nthree\n", False),
        ("one\n...\nfour", "one\ntwo\nthree\nfour\n", True),
        ("one\n...\ntwo", "one\ntwo\n", True),
        ("one\n...", "one\n", True),
        ("...\nfour", "one\n", False),
        ("in ... seconds", "in 3.2 seconds\n", True),
        ("in ... seconds", "in 3.2 minutes\n", False),
        ("", "", True),
        ("", "something\n", False),
        ("a.b", "axb\n", False),
    ],
)
def test_three_dots_stand_for_anything_and_nothing_else_does(shown, written, same):
    assert matches(shown, written) == same
