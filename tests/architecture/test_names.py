"""One noun a file, the field's noun."""

import pytest

from tests.architecture.source import sources

NO_NOUNS = {
    "base",
    "common",
    "core",
    "helper",
    "helpers",
    "lib",
    "manager",
    "managers",
    "misc",
    "service",
    "services",
    "shared",
    "tools",
    "util",
    "utils",
}

NAMED_BY_DJANGO = {"casework/records/sqlite/base.py"}
"""An engine of ``DATABASES`` is a package in which Django looks for a module of that name."""


@pytest.mark.parametrize("source", sources(), ids=lambda each: each.name)
def test_no_file_is_named_for_nothing(source):
    words = {part for name in source.path.with_suffix("").parts for part in name.split("_")}

    assert not words & NO_NOUNS or source.name in NAMED_BY_DJANGO


@pytest.mark.parametrize("source", sources(), ids=lambda each: each.name)
def test_every_file_says_first_what_it_is(source):
    assert source.purpose, "begin the file with a docstring"
    assert source.purpose.endswith((".", ":")) or "\n" in source.purpose
