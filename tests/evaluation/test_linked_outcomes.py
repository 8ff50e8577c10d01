"""Outcomes by links: each offence to its one person, and every fault of the two files at once."""

from datetime import date

import polars as pl
import pytest

from desist.catalogue.fault import FaultyInput
from desist.cli import main
from desist.evaluation.cohort.folder import read_outcomes
from desist.evaluation.linked_outcomes import link_outcomes

LINKS = """person,record,weight,probability
p001,c101,12.1,0.999
p001,c102,9.0,0.99
p002,c103,8.0,0.97
p003,c999,8.0,0.97
"""
RECORDS = """record,offended_on,convicted_on,known_on,kind,disposal,severity
c101,2019-03-01,2019-09-01,2019-10-01,image,conviction,2
c101,2019-03-02,2019-09-01,2019-10-01,breach,conviction,
c102,2020-01-01,2020-05-01,2020-06-01,violent,caution,
c103,2018-01-01,2018-05-01,2018-06-01,contact,conviction,5
c104,2018-01-01,2018-05-01,2018-06-01,other,conviction,1
"""


@pytest.fixture
def files(tmp_path):
    def write(links=LINKS, records=RECORDS):
        paths = tmp_path / "links.csv", tmp_path / "records.csv"
        for path, text in zip(paths, (links, records), strict=True):
            path.write_text(text, encoding="utf-8")
        return paths

    return write


def test_each_offence_goes_to_the_person_of_its_record(files):
    about, frame = link_outcomes(*files())
    assert frame.select("pseudonym", "offended_on", "kind", "severity").rows() == [
        ("p001", date(2019, 3, 1), "image", 2.0),
        ("p001", date(2019, 3, 2), "breach", None),
        ("p001", date(2020, 1, 1), "violent", None),
        ("p002", date(2018, 1, 1), "contact", 5.0),
    ]
    assert (about.offences, about.people) == (4, 2)
    assert (about.offences_of_nobody, about.links_without_record) == (1, 1)


def test_what_is_written_is_a_table_that_a_cohort_takes(files, tmp_path, capsys):
    links, records = (str(each) for each in files())
    out = tmp_path / "outcomes.parquet"
    assert main(["evaluate", "outcomes", links, records, "--out", str(out)]) == 0
    assert read_outcomes(tmp_path).equals(link_outcomes(*files())[1])
    assert "offences of nobody" in capsys.readouterr().out


@pytest.mark.parametrize(("old", "new", "name"), [
    ("p002,c103", "p002,c101", "linked_twice"),
    ("p002,c103", "A123456,c103", "no_pseudonym"),
    ("p002,c103", ",c103", "no_pseudonym"),
    ("person,record", "person,file", "no_column"),
    ("known_on,kind", "known_on,surname,kind", "identity_column"),
    ("weight,probability", "weight,date_of_birth", "identity_column"),
    ("image,conviction,2", "image,conviction,2,9", "ragged_row"),
    ("p003,c999,8.0,0.97", "p003", "ragged_row"),
    ("2018-01-01", "01/01/2018", "wrong_type"),
    ("contact,conviction,5", "contact,conviction,grave", "wrong_type"),
    ("contact,conviction,5", "contact,conviction,-1", "out_of_range"),
    ("violent,caution", "arson,caution", "unknown_value"),
    ("c103,2018-01-01", ",2018-01-01", "missing_value"),
    ("c103,2018-01-01", "c103,", "missing_value"),
])  # fmt: skip
def test_what_cannot_be_so_is_refused_by_name(files, old, new, name):
    paths = files(LINKS.replace(old, new, 1), RECORDS.replace(old, new, 1))
    with pytest.raises(FaultyInput, match=name):
        link_outcomes(*paths)


def test_an_id_of_digits_stays_what_it_is(files):
    paths = files(LINKS.replace("p001", "00012").replace("c101", "0101"),
                  RECORDS.replace("c101", "0101"))  # fmt: skip
    _about, frame = link_outcomes(*paths)
    assert frame["pseudonym"].to_list()[0] == "00012"


def test_the_faults_of_both_files_are_told_at_once(files):
    paths = files(LINKS.replace("c103", "c101"), RECORDS.replace("2018-05-01", "May"))
    with pytest.raises(FaultyInput) as error:
        link_outcomes(*paths)
    assert {each.file for each in error.value.faults} == {"links.csv", "records.csv"}
    assert "2 rows: 4, 5" in str(error.value)


def test_files_that_cannot_be_read_are_named(files, tmp_path):
    links, _records = files()
    with pytest.raises(FaultyInput, match=r"none\.csv"):
        link_outcomes(links, tmp_path / "none.csv")


def test_a_table_of_no_offence_is_a_table(files):
    _about, frame = link_outcomes(*files(records=RECORDS.splitlines()[0] + "\n"))
    assert frame.height == 0
    assert frame.schema["offended_on"] == pl.Date
