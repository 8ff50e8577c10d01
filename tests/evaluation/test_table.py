"""Files as an evaluator has them: right, and wrong in every way that was thought of."""

import re

import polars as pl
import pytest

from desist.catalogue.fault import FaultyInput
from desist.evaluation.table import read_table
from desist.evaluation.unusable_data import UnusableData


@pytest.fixture
def csv(tmp_path):
    """Write a CSV file of this text."""

    def write(text):
        path = tmp_path / "cohort.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def faults_of(path, **wanted):
    with pytest.raises(FaultyInput) as caught:
        read_table(path, **wanted)
    return [str(fault) for fault in caught.value.faults]


def names_of(faults):
    return [re.search(r"\[(\w+)\]", fault).group(1) for fault in faults]


def test_numbers_and_labels_come_as_arrays(csv):
    table = read_table(csv("days,arm,event\n10,treated,1\n20,control,0\n"),
                       numbers=["days", "event"], labels=["arm"])  # fmt: skip

    assert table.numbers["days"].tolist() == [10, 20]
    assert table.labels["arm"].tolist() == ["treated", "control"]
    assert table.warnings == ()


def test_parquet_gives_the_same(tmp_path):
    path = tmp_path / "cohort.parquet"
    pl.DataFrame({"days": [10, 20], "treated": [True, False]}).write_parquet(path)

    assert read_table(path, numbers=["days", "treated"]).numbers["treated"].tolist() == [1, 0]


def test_rows_with_a_missing_value_are_left_out_and_counted_by_column(csv):
    table = read_table(csv("days,age\n10,\n20,31\n,NA\n30,NaN\n40,50\n"), numbers=["days", "age"])

    assert table.numbers["age"].tolist() == [31, 50]
    assert table.lines.tolist() == [3, 6]
    assert table.warnings == (
        "3 of 5 rows were left out because a value is missing (days in 1, age in 3): "
        "complete cases only",
    )


def test_a_short_row_is_refused_and_never_padded(csv):
    assert (
        "line 3 has 1 cells where the header has 2 [ragged_row]"
        in (faults_of(csv("days,event\n10,1\n20\n30,0\n"), numbers=["days"])[0])
    )


def test_a_short_row_is_found_among_quoted_cells_too(csv):
    assert (
        "line 3 has 3 cells"
        in (faults_of(csv('days,arm\n10,"a,b"\n20,a,b\n'), numbers=["days"])[0])
    )


def test_a_blank_line_at_the_end_is_no_row(csv):
    assert read_table(csv("a,b\r\n1,2\r\n\r\n"), numbers=["a"]).rows_read == 1


def test_every_fault_is_told_at_once(csv):
    faults = faults_of(csv("day,surname,event\n1,x,2\n"), numbers=["days", "event"], labels=["arm"])

    assert sorted(names_of(faults)) == ["identity_column", "no_column", "no_column"]
    assert "did you mean day." in " ".join(faults).lower()


@pytest.mark.parametrize(
    "name", ["name", "Surname", "first_name", "First Name", "DOB", "date of birth", "born_on"]
)
def test_a_column_that_looks_like_an_identity_is_refused(csv, name):
    assert names_of(faults_of(csv(f"days,{name}\n1,x\n"), numbers=["days"])) == ["identity_column"]


def test_a_column_whose_name_merely_holds_such_letters_is_read(csv):
    assert read_table(csv("dosage,stubborn\n1,2\n"), numbers=["dosage"]).rows_read == 1


@pytest.mark.parametrize(
    ("cell", "said"),
    [("ten", "holds text where numbers are needed, such as 'ten'"),
     ("1,5", "ragged_row"), ("inf", "not_finite"), ('"1,5"', "such as '1,5'")],
)  # fmt: skip
def test_what_is_no_number_is_refused(csv, cell, said):
    assert said in faults_of(csv(f"days,event\n10,1\n{cell},0\n"), numbers=["days"])[0]


def test_dates_are_refused_with_their_own_remedy(tmp_path):
    path = tmp_path / "cohort.parquet"
    pl.DataFrame({"days": ["2020-01-01"]}).with_columns(pl.col("days").str.to_date()).write_parquet(
        path
    )

    assert "count the time since day 0" in faults_of(path, numbers=["days"])[0].lower()


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "is empty"), (b"caf\xe9\n1\n", "is not UTF-8"), ("a,a\n1,2\n", "name of two columns")],
)
def test_what_is_no_csv_is_refused(csv, text, said):
    assert said in faults_of(csv(text), numbers=["a"])[0]


def test_a_file_that_is_not_there_or_of_another_kind_is_refused(tmp_path):
    assert "no such file" in faults_of(tmp_path / "none.csv", numbers=["a"])[0]
    assert "neither .csv nor .parquet" in faults_of(tmp_path / "cohort.xlsx", numbers=["a"])[0]


def test_data_found_unusable_later_are_told_by_line(csv):
    table = read_table(csv("days\n\n1\n-2\n3\n"), numbers=["days"])
    with pytest.raises(FaultyInput) as caught, table.naming_faults():
        raise UnusableData("negative_time", "is below nought", remedy="x", where="days", rows=[1])

    assert str(caught.value) == ("cohort.csv: days: is below nought [negative_time] (line 4). X.")
