import pytest

from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.plain_text import foreign_characters, shown_plainly


@pytest.mark.parametrize("text", ["\x1b[2J", "\x00", "\u202egnp", "\u2066", "\ufffe", "\x9b"])
def test_what_nobody_can_see_is_found_and_shown_by_its_code_point(text):
    assert foreign_characters(text)
    assert not foreign_characters(shown_plainly(text))
    assert "<U+" in shown_plainly(text)


@pytest.mark.parametrize("text", ["Siân Prŷs", "漢字", "עברית\u200f", "👩\u200d🔬", "two\nlines\t"])
def test_every_language_may_be_written(text):
    assert not foreign_characters(text)


def test_a_fault_stays_on_one_line_and_cannot_steer_a_terminal():
    fault = Fault(file="a.toml", path="x\n\x1b[31m", problem="is odd", remedy="mend it")

    assert str(fault) == "a.toml: x<U+000A><U+001B>[31m: is odd. Mend it."


def test_faults_sort_by_numbers_of_any_length():
    paths = ["row 10", "row 9", f"row {'9' * 5000}"]
    faults = [Fault(file="f", path=path, problem="", remedy="x") for path in paths]

    assert [each.path for each in FaultyInput(faults).faults] == ["row 9", "row 10", paths[2]]
