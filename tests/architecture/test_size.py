"""Files and functions that a reader can hold in mind.

A file of more than 250 lines and a function of more than 30 are worth a second look (run this file
as a module to list them); these are the limits beyond which they are not accepted.
"""

import ast

import pytest

from tests.architecture.source import sources

FILE_LINES, FUNCTION_LINES = 320, 40


def length(function):
    """Lines of a function without its docstring, which may be as long as it needs to be."""
    documentation = ast.get_docstring(function, clean=False)
    said = len(documentation.splitlines()) if documentation else 0
    return function.end_lineno - function.lineno + 1 - said


@pytest.mark.parametrize("source", sources(), ids=lambda each: each.name)
def test_no_file_is_too_long(source):
    assert len(source.text.splitlines()) <= FILE_LINES


@pytest.mark.parametrize("source", sources(), ids=lambda each: each.name)
def test_no_function_is_too_long(source):
    too_long = {each.name: length(each) for each in source.functions()}

    assert not {name: lines for name, lines in too_long.items() if lines > FUNCTION_LINES}


if __name__ == "__main__":
    for source in sources():
        lines = len(source.text.splitlines())
        if lines > 250:
            print(f"{source.name}: {lines} lines")
        for each in source.functions():
            if length(each) > 30:
                print(f"{source.name}: {each.name} has {length(each)} lines")
