from datetime import date

import pytest

from desist.catalogue.adoption_file import EVERYTHING, read_adoptions
from desist.catalogue.fault import FaultyInput
from desist.catalogue.load import load_catalogue

CATALOGUE = load_catalogue()
RM2000 = CATALOGUE.versions("rm2000")[-1]
BLOCK = f"""\
[[adoption]]
rule = "rm2000"
version = {RM2000.version}
sha256 = "{RM2000.sha256}"
by = "A. Manager"
second = "B. Psychologist"
on = 2026-01-12
why = "checked against our copy of the guide"
"""


def read(tmp_path, text):
    path = tmp_path / "adoptions.toml"
    path.write_text(text, encoding="utf-8")
    return read_adoptions(path, entries=CATALOGUE.entries)


def faults(tmp_path, text):
    with pytest.raises(FaultyInput) as caught:
        read(tmp_path, text)
    return "\n".join(str(each) for each in caught.value.faults)


def test_an_adoption_by_two_people_makes_an_unverified_rule_usable_from_its_day(tmp_path):
    adoptions = read(tmp_path, BLOCK)

    assert adoptions.of(RM2000, on=date(2026, 1, 11)) is None
    assert adoptions.of(RM2000, on=date(2026, 1, 12)).second == "B. Psychologist"


@pytest.mark.parametrize("second", ["", 'second = "A. Manager"\n'])
def test_an_unverified_rule_takes_two_different_people(tmp_path, second):
    text = BLOCK.replace('second = "B. Psychologist"\n', second)

    assert "needs two different people" in faults(tmp_path, text)


def test_a_file_that_differs_from_the_adopted_one_is_refused(tmp_path):
    text = BLOCK.replace(RM2000.sha256, "0" * 64)

    assert "was adopted as 000000000000, but the file here is" in faults(tmp_path, text)


def test_an_adoption_of_something_unknown_is_refused(tmp_path):
    text = BLOCK.replace('rule = "rm2000"', 'rule = "rm3000"')

    assert "names no rule and version of this catalogue" in faults(tmp_path, text)


def test_a_file_cannot_adopt_everything(tmp_path):
    assert "cannot adopt everything" in faults(tmp_path, "everything = true\n")


def test_empty_names_do_not_adopt(tmp_path):
    text = BLOCK.replace('"A. Manager"', '""').replace('"B. Psychologist"', '" "')

    said = faults(tmp_path, text)

    assert "by: is empty" in said
    assert "second: is empty" in said


def test_a_file_that_is_not_there_is_a_fault_without_a_traceback(tmp_path):
    with pytest.raises(FaultyInput, match="cannot be read"):
        read_adoptions(tmp_path / "none.toml", entries=CATALOGUE.entries)


def test_the_demonstration_adopts_everything():
    assert EVERYTHING.of(RM2000, on=date(2026, 1, 1)).by == "demonstration"


@pytest.mark.parametrize("second", ["a. manager", "A.  Manager ", "A Manager"])
def test_one_person_does_not_become_two_by_another_spelling(tmp_path, second):
    text = BLOCK.replace("B. Psychologist", second)

    assert "needs two different people" in faults(tmp_path, text)


def test_an_unverified_table_in_a_better_file_takes_two_people_too(tmp_path):
    [iri] = CATALOGUE.versions("iri")
    lone = f'rule = "iri"\nversion = 1\nsha256 = "{iri.sha256}"\nby = "A"\non = 2026-01-12\n'

    assert iri.grade == "secondary"
    assert "needs two different people" in faults(tmp_path, f'[[adoption]]\n{lone}why = "w"\n')


def test_every_fault_of_an_adoption_ends_with_what_would_mend_it(tmp_path):
    for text in ("x = ", BLOCK.replace("on = 2026-01-12", ""), BLOCK.replace("0", "1")):
        with pytest.raises(FaultyInput) as caught:
            read(tmp_path, text)
        assert caught.value.mend_with == "desist catalogue show RULE --adoption"
