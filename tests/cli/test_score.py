import csv
import io
from pathlib import Path

import pytest

from desist.cli import main

HEADS = "id," + ",".join(f"item_{number}" for number in range(1, 8))
NEWCOMER = """\
id = "three-weathers"
title = "Three weathers"
version = 1
in_force_from = 2020-01-01
source = "the printed sheet of this site"
licence = "ours"
licence_cleared = true
grade = "secondary"

[[scale]]
id = "rain"
title = "Rain"
problem_end = "high"
low = 0
high = 6

[[form_order]]
id = "only"
title = "3 items, 0 to 2"
items = 3
minimum = 0
maximum = 2

[[form_order.key]]
scale = "rain"
items = [1, 2, 3]
reversed = [2]
"""


@pytest.fixture
def answers(tmp_path, monkeypatch):
    """A file of answers in the working folder, by its text."""
    monkeypatch.chdir(tmp_path)

    def write(text, name="answers.csv"):
        Path(name).write_text(text, encoding="utf-8")
        return name

    return write


def test_scores_go_to_standard_output(answers, capfdbinary):
    status = main(["score", "gad-7", answers(f"{HEADS}\na,1,1,1,1,1,1,1\nb,1,,1,1,1,1,1\n")])

    assert status == 0
    assert capfdbinary.readouterr().out == b"id,total,missing\na,7,0\nb,,1\n"


def test_scores_go_to_the_file_that_is_named(answers):
    status = main(["score", "gad-7", answers(f"{HEADS}\na,1,1,1,1,1,1,1\n"), "--out", "s.csv"])

    assert status == 0
    assert Path("s.csv").read_text() == "id,total,missing\na,7,0\n"


def test_a_faulty_file_exits_2_and_leaves_nothing_behind(answers, capsys):
    status = main(["score", "gad-7", answers(f"{HEADS}\na,1,1,1,1,1,1,9\n"), "--out", "s.csv"])

    said = capsys.readouterr()
    assert status == 2
    assert [path.name for path in Path().iterdir()] == ["answers.csv"]
    assert said.out == ""
    assert said.err.startswith("answers.csv: row 2, column item_7: is 9. Answers run from 0 to 3")


def test_a_faulty_file_leaves_the_scores_of_before(answers):
    Path("s.csv").write_text("of before")

    assert main(["score", "gad-7", answers(f"{HEADS}\na,1\n"), "--out", "s.csv"]) == 2
    assert Path("s.csv").read_text() == "of before"


def test_more_faults_than_are_shown_are_counted(answers, capsys):
    main(["score", "gad-7", answers(f"{HEADS}\n" + "a,9,9,9,9,9,9,9\n" * 40)])

    said = capsys.readouterr().err.splitlines()
    assert len([line for line in said if line.startswith("answers.csv: row")]) == 100
    assert "280 faults, of which the first 100 are shown; nothing was done" in said[-2]
    assert said[-1] == "Try: desist score --help"


def test_the_answers_are_never_overwritten(answers, capsys):
    name = answers(f"{HEADS}\na,1,1,1,1,1,1,1\n")

    assert main(["score", "gad-7", name, "--out", name]) == 2
    assert "is the file of answers itself" in capsys.readouterr().err
    assert Path(name).read_text().startswith("id,item_1")


@pytest.mark.parametrize(
    ("given", "nearest"),
    [("bis11", "bis-11"), ("BPAQ", "bpaq"), ("ucla-lonelines-3", "ucla-loneliness-3")],
)
def test_an_unknown_instrument_suggests_the_nearest(answers, capsys, given, nearest):
    status = main(["score", given, answers(HEADS)])

    said = capsys.readouterr().err.splitlines()
    assert status == 2
    assert said[0].startswith(f"desist: there is no instrument {given!r}; did you mean {nearest}")
    assert said[-1] == f"Try: desist score {nearest} answers.csv"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("rosenberg", "is not named, and rosenberg is printed in 2 orders"),
        ("rosenberg@first", "'first' is no form order of rosenberg"),
        ("bpaq@polish", "polish of bpaq is in use but has no key here"),
        ("pds", "pds has no key here and takes scale scores only"),
    ],
)
def test_a_form_order_that_will_not_do_exits_2(answers, capsys, given, said):
    assert main(["score", given, answers(HEADS)]) == 2
    assert said in capsys.readouterr().err


def test_a_named_order_is_scored_by_its_own_key(answers, capfdbinary):
    heads = "id," + ",".join(f"item_{number}" for number in range(1, 11))
    name = answers(f"{heads}\na,0,3,3,0,3,0,0,3,3,3\n")

    main(["score", "rosenberg@worth-first", name])
    worth_first = capfdbinary.readouterr().out
    main(["score", "rosenberg@satisfied-first", name, "--demonstration"])
    satisfied_first = capfdbinary.readouterr().out

    assert worth_first == b"id,total,missing\na,3,0\n"
    assert satisfied_first == b"id,total,missing\na,9,0\n"


def test_a_blank_column_says_that_its_key_awaits_adoption(answers, capfd):
    heads = "id," + ",".join(f"item_{number}" for number in range(1, 41))

    status = main(["score", "ansie", answers(f"{heads}\na" + ",1" * 40 + "\n")])

    said = capfd.readouterr()
    assert status == 0
    assert said.out == "id,total,missing\na,,0\n"
    assert "awaits" not in said.out
    assert said.err.splitlines() == [
        "desist: blank until this site adopts the unverified key of ansie: total",
        "Try: desist catalogue show ansie --adoption",
    ]


def test_an_adopted_key_scores(answers, capfdbinary):
    main(["catalogue", "show", "ansie", "--adoption"])
    block = capfdbinary.readouterr().out.decode()
    assert 'second = ""' in block
    for blank, filled in (("by", "one"), ("second", "two"), ("why", "key checked")):
        block = block.replace(f'{blank} = ""', f'{blank} = "{filled}"')
    Path("adopted.toml").write_text(block)
    heads = "id," + ",".join(f"item_{number}" for number in range(1, 41))
    name = answers(f"{heads}\na" + ",1" * 40 + "\n")

    assert main(["score", "ansie", name, "--adoptions", "adopted.toml"]) == 0
    assert capfdbinary.readouterr().out == b"id,total,missing\na,24,0\n"


def test_a_fictional_instrument_is_there_in_a_demonstration_only(answers, capsys):
    heads = "id," + ",".join(f"item_{number}" for number in range(1, 11))
    name = answers(f"{heads}\na" + ",3" * 10 + "\n")

    assert main(["score", "fictional-weather@second", name]) == 2
    assert main(["score", "fictional-weather@second", name, "--demonstration"]) == 0
    assert "demonstration" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(answers, capsys):
    answers(HEADS)

    assert main(["score", "gad-7", "nowhere.csv"]) == 2
    assert capsys.readouterr().err.startswith("nowhere.csv: cannot be used: No such file")


def test_a_newcomer_adds_an_instrument_with_one_file_and_no_python(
    answers, tmp_path, monkeypatch, capfdbinary
):
    shelf = tmp_path / "site" / "instruments"
    shelf.mkdir(parents=True)
    (shelf / "three-weathers.v1.toml").write_text(NEWCOMER, encoding="utf-8")
    monkeypatch.setenv("DESIST_CATALOGUE", str(tmp_path / "site"))

    status = main(["score", "three-weathers", answers("id,item_1,item_2,item_3\nmay,2,0,1\n")])

    assert status == 0
    [row] = csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode()))
    assert row == {"id": "may", "rain": "5", "missing": "0"}


def test_a_newcomers_slip_is_named_with_its_place(answers, tmp_path, monkeypatch, capsys):
    shelf = tmp_path / "site" / "instruments"
    shelf.mkdir(parents=True)
    slip = NEWCOMER.replace("reversed = [2]", "reversed = [4]").replace("high = 6", "high = 9")
    (shelf / "three-weathers.v1.toml").write_text(slip, encoding="utf-8")
    monkeypatch.setenv("DESIST_CATALOGUE", str(tmp_path / "site"))

    assert main(["score", "three-weathers", answers(HEADS)]) == 2

    said = capsys.readouterr().err
    assert "instruments/three-weathers.v1.toml: form_order[only].key[rain].reversed: item 4" in said
    assert "the range is given as 0 to 9, but the key of only gives 0 to 6" in said


@pytest.mark.parametrize("form", ["bis-11", "ipc", "rosenberg@worth-first"])
def test_the_example_that_is_printed_can_be_scored(answers, capfd, form):
    assert main(["score", form, "--example"]) == 0
    name = answers(capfd.readouterr().out)

    assert main(["score", form, name]) == 0
    assert capfd.readouterr().out.splitlines()[2].endswith(",1")


def test_without_a_file_the_example_is_offered(answers, capsys):
    assert main(["score", "bis-11"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "Try: desist score bis-11 --example"


def test_a_folder_that_is_not_there_is_named(answers, capsys):
    name = answers(f"{HEADS}\na,1,1,1,1,1,1,1\n")

    assert main(["score", "gad-7", name, "--out", "nowhere/scores.csv"]) == 2
    assert capsys.readouterr().err.startswith("nowhere/scores.csv: cannot be used: No such file")
