"""Nothing of the machine it was written on, or of the registry it was installed from, is kept."""

import re

from tests.architecture.source import ROOT, tracked_files

# Put together here, so that this file does not hold what it looks for.
PLACES = ("work/trees", "work/main", "work/shared", "root", "home", "Users", "tmp", "var/folders")
PATHS = re.compile(r"(?<![\w.])/(" + "|".join(PLACES) + r")/[\w.-]")
HOSTS = re.compile(
    "|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs"))
)
LARGEST = 1_000_000
BINARY = (".png", ".ico", ".woff2", ".pdf", ".gz", ".mo")


def texts():
    for path in tracked_files():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix not in BINARY:
            yield name, path.read_text(encoding="utf-8")


def test_every_tracked_file_is_text_or_a_known_kind_of_picture():
    assert len(dict(texts())) > 50


def test_the_search_finds_what_it_looks_for():
    assert PATHS.search("see " + "/".join(("", "home", "somebody")))
    assert HOSTS.search("https://files." + "pythonhosted" + ".org/simple")


def test_no_file_names_a_place_on_the_machine_it_was_written_on():
    found = {name: PATHS.search(text) for name, text in texts()}

    assert not {name: match[0] for name, match in found.items() if match}


def test_no_file_names_a_registry_host():
    found = {name: HOSTS.search(text) for name, text in texts()}

    assert not {name: match[0] for name, match in found.items() if match}


def test_no_file_is_a_store_of_data():
    sizes = {path.relative_to(ROOT).as_posix(): path.stat().st_size for path in tracked_files()}

    assert not {name: size for name, size in sizes.items() if size > LARGEST}
