"""A live caseload comes in whole or not at all, by a dry run first, and never twice."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.audit.models import AuditEvent
from desist.casework.exchange.caseload import COLUMNS, read_caseload
from desist.casework.people.models import Person, Sentence
from desist.casework.referrals.models import Referral
from desist.casework.rights.actions.merging import merge_people

TODAY = date(2026, 3, 2)
ROW = {
    "crn": "X123456", "first_names": "Jordan", "last_name": "Ólafsson", "born_on": "1980-05-17",
    "sex": "male", "team": "Quayside", "practitioner": "rita@example.org",
    "order": "community_order", "requirement": "programme_requirement", "number": "7",
    "nation": "england", "begins_on": "2025-06-01", "ends_on": "2028-05-31",
    "programme": "isotp", "setting": "community", "referred_on": "2025-07-01",
}  # fmt: skip
BARE = dict.fromkeys([*COLUMNS[7:]], "")


def written(*rows, header=COLUMNS, mark=",", end="\n"):
    lines = [mark.join(header), *(mark.join(each[name] for name in header) for each in rows)]
    return end.join(lines).encode() + end.encode()


@pytest.fixture
def mona(world):
    world.member("rita", Role.REFERRER)
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.fixture
def run(mona, tmp_path):
    """Run the command on this content; what it says."""

    def command(content, *options, by="mona@example.org"):
        file, said = tmp_path / "caseload.csv", io.StringIO()
        file.write_bytes(content)
        call_command("import_caseload", str(file), "--by", by, *options, stdout=said)
        return said.getvalue()

    return command


def faults(content):
    return {(each.row, each.column) for each in read_caseload(content, today=TODAY).faults}


def test_a_dry_run_keeps_nothing_and_says_what_would_come(run):
    said = run(written(ROW, ROW | BARE | {"crn": "X123457"}))
    assert "2 people, 1 of them referred; 0 are here already" in said
    assert "Dry run" in said
    assert not Person.objects.exists()


def test_for_good_everything_comes_by_the_same_acts_as_on_the_pages(run, mona):
    run(written(ROW), "--commit")
    person, referral = Person.objects.get(), Referral.objects.get()
    assert (person.crn, person.last_name, person.practitioner.full_name) == (
        "X123456", "Ólafsson", "Rita",
    )  # fmt: skip
    assert referral.sentence == Sentence.objects.get()
    assert referral.referred_on == date(2025, 7, 1)
    acts = {each.verb for each in AuditEvent.objects.filter(actor=mona.public_id)}
    assert {"people.register", "people.record_sentence", "referrals.refer"} <= acts
    assert person.summary.stage == "referred"


def test_the_same_file_again_brings_nothing_in_twice(run):
    run(written(ROW), "--commit")
    assert "0 people, 0 of them referred; 1 are here already" in run(written(ROW), "--commit")
    assert Person.objects.count() == Referral.objects.count() == 1


def test_a_file_with_one_fault_brings_in_nobody(run):
    with pytest.raises(CommandError, match="row 3, sex") as raised:
        run(written(ROW, ROW | {"crn": "X123457", "sex": "?"}), "--commit")
    assert raised.value.returncode == 2
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"crn": "123"}, "crn"), ({"first_names": ""}, "first_names"),
        ({"last_name": "A\u202eB"}, "last_name"), ({"born_on": "17/05/1980"}, "born_on"),
        ({"born_on": "2999-01-01"}, "born_on"), ({"born_on": "19800517"}, "born_on"),
        ({"number": "1" * 21}, "number"), ({"number": "7\u202e"}, "number"),
        ({"sex": "m"}, "sex"), ({"team": "Quay"}, "team"),
        ({"practitioner": "nobody@example.org"}, "practitioner"), ({"order": "x"}, "order"),
        ({"nation": ""}, "nation"), ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"programme": "x"}, "programme"), ({"referred_on": "2026-02-30"}, "referred_on"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_row_and_column(mona, changed, column):
    assert faults(written(ROW | changed)) == {(2, column)}


def test_all_faults_are_named_at_once(mona):
    wrong = [ROW | {"sex": "x", "team": "y"}, ROW | {"crn": "X1"}]
    assert faults(written(*wrong)) == {(2, "sex"), (2, "team"), (3, "crn")}


def test_a_crn_twice_in_the_file_and_one_that_is_somebody_elses_are_faults(mona, run):
    assert faults(written(ROW, ROW)) == {(3, "crn")}
    run(written(ROW), "--commit")
    assert faults(written(ROW | {"last_name": "Else"})) == {(2, "crn")}


def test_a_crn_that_was_merged_into_another_record_is_that_person(run, mona):
    run(written(ROW, ROW | BARE | {"crn": "X123457"}), "--commit")
    one, other = Person.objects.order_by("crn")
    at = timezone.now()
    merge_people(survivor=one, merged=other, because="one person", by=mona, at=at)
    said = run(written(ROW | BARE | {"crn": "X123457"}), "--commit")
    assert "0 people, 0 of them referred; 1 are here already" in said


def test_somebody_alike_under_another_crn_is_pointed_out(run):
    run(written(ROW | BARE), "--commit")
    said = run(written(ROW | BARE | {"crn": "X999999"}))
    assert "row 2: the name and date of birth of X123456, who is here" in said


def test_what_is_not_added_to_somebody_who_is_here_is_said(run):
    run(written(ROW | BARE), "--commit")
    assert "rows 2: a sentence or referral of somebody who is here is not added" in run(
        written(ROW)
    )


def test_rows_are_numbered_as_a_spreadsheet_does(mona):
    broken = ROW | {"first_names": '"Jor\ndan"'}
    assert faults(written(broken, ROW | {"crn": "X123457", "sex": "?"})) == {(3, "sex")}


def test_a_column_that_is_not_known_says_which_was_meant(mona):
    header = ["surname" if each == "number" else each for each in COLUMNS]
    header = ["born" if each == "born_on" else each for each in header]
    row = ROW | {"surname": "x", "born": "1980-05-17"}
    found = [str(each) for each in read_caseload(written(row, header=header), today=TODAY).faults]
    assert "row 1, born: is no column; did you mean born_on?" in found
    assert "row 1, born_on: is missing" in found


def test_a_ragged_row_is_a_fault_and_never_a_false_blank(mona):
    content = written(ROW) + b"X123457,Jo\n"
    assert faults(content) == {(3, "")}


def test_a_row_that_cannot_be_read_hides_no_fault_before_it(mona):
    content = written(ROW | {"sex": "?"}) + b'X123457,"Jo"x\n'
    assert faults(content) == {(2, "sex"), (3, "")}


def test_whole_rows_come_and_faulty_ones_are_left_to_be_mended(run, tmp_path):
    rest = tmp_path / "rest.csv"
    content = written(ROW, ROW | BARE | {"crn": "X123457", "sex": "?"}) + b"X123458,Jo\n"
    assert "2 faulty rows would be left" in run(content, "--leave", str(rest))
    said = run(content, "--leave", str(rest), "--commit")
    assert "1 people, 1 of them referred" in said
    assert "row 3, sex: is none of" in said
    assert f"2 faulty rows were left in {rest}" in said
    assert [each.crn for each in Person.objects.all()] == ["X123456"]
    assert faults(rest.read_bytes()) == {(2, "sex"), (3, "")}
    mended = rest.read_text().replace("?", "male").partition("X123458")[0]
    assert "1 people, 0 of them referred; 0 are here" in run(mended.encode(), "--commit")


def test_what_was_left_is_never_written_over_a_file_that_is_there(run, tmp_path):
    rest = tmp_path / "rest.csv"
    rest.write_text("kept")
    with pytest.raises(CommandError, match="File exists"):
        run(written(ROW | {"sex": "?"}), "--leave", str(rest), "--commit")
    assert rest.read_text() == "kept"


@pytest.mark.parametrize("content", [b"born\n", written(ROW) + b'X123457,"Jo"x\n'])
def test_a_file_that_was_not_read_to_its_end_is_not_parted(run, tmp_path, content):
    with pytest.raises(CommandError, match="nothing was brought in"):
        run(content, "--leave", str(tmp_path / "rest.csv"), "--commit")
    assert not Person.objects.exists()
    assert not (tmp_path / "rest.csv").exists()


@pytest.mark.parametrize(
    "content",
    [
        written(ROW, mark=";"), written(ROW, end="\r\n"), b"\xef\xbb\xbf" + written(ROW),
        written(ROW) + b"\n\n",
    ],
)  # fmt: skip
def test_what_spreadsheets_write_is_read(mona, content):
    read = read_caseload(content, today=TODAY)
    assert read.faults == []
    assert read.rows[0].person["last_name"] == "Ólafsson"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"crn\n\x00", b'crn,"\n'])
def test_what_is_no_such_file_is_a_fault_and_no_traceback(mona, content):
    read = read_caseload(content, today=TODAY)
    assert read.rows == []
    assert read.faults
    assert not read.can_be_parted


def test_a_manager_brings_in_people_of_their_own_region_alone(run):
    with pytest.raises(CommandError, match="their own region alone"):
        run(written(ROW | {"team": "Harbour"}), "--commit")
    assert not Person.objects.exists()


@pytest.mark.parametrize("by", ["nobody@example.org", ""])
def test_it_is_done_in_the_name_of_somebody(run, by):
    with pytest.raises(CommandError, match="no open account"):
        run(written(ROW), by=by)
