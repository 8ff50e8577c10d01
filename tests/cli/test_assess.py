import json
from datetime import date

import pytest

from desist.cases.example import example_names, example_path
from desist.catalogue.load import load_catalogue
from desist.cli.catalogue import adoption_block
from tests.cli.desist import desist

ELIGIBLE = example_path("eligible")


def test_a_case_is_answered_on_one_screen():
    ended = desist("assess", ELIGIBLE, "--demonstration")

    assert ended.status == 0
    assert "ELIGIBLE" in ended.out
    assert "DEMONSTRATION" in ended.out
    assert ended.err == ""


def test_json_is_one_object_and_nothing_else():
    ended = desist("assess", ELIGIBLE, "--demonstration", "--json")

    assert json.loads(ended.out)["eligibility"]["outcome"] == "eligible"
    assert (ended.status, ended.err) == (0, "")


@pytest.mark.parametrize("name", example_names())
def test_every_decision_exits_0_even_one_that_cannot_be_made(name):
    assert desist("assess", example_path(name)).status == 0


def test_a_demonstration_refuses_a_person_who_is_not_invented(tmp_path):
    case = tmp_path / "case.toml"
    case.write_text(ELIGIBLE.read_text(encoding="utf-8").replace("invented = true", ""))

    ended = desist("assess", case, "--demonstration")

    assert (ended.status, ended.out) == (2, "")
    assert "a demonstration is for invented people only" in ended.err


def test_adoptions_of_a_site_are_what_decides(tmp_path):
    blocks = [
        adoption_block(entry, on=date(2000, 1, 1))
        .replace('by = ""', 'by = "A. Manager"')
        .replace('second = ""', 'second = "B. Psychologist"')
        .replace('why = ""', 'why = "checked"')
        for entry in load_catalogue().entries
        if not entry.fictional and entry.id != "noms-2014"
    ]
    adoptions = tmp_path / "adoptions.toml"
    adoptions.write_text("\n".join(blocks), encoding="utf-8")

    ended = desist("assess", ELIGIBLE, "--adoptions", adoptions, "--json")

    assert ended.status == 0, ended.err
    record = json.loads(ended.out)
    assert record["eligibility"]["outcome"] == "eligible"
    assert not record["demonstration"]


def test_unusable_input_exits_2_with_all_faults_and_without_output(tmp_path):
    case = tmp_path / "case.toml"
    case.write_text('schema = 1\nreference = 3\n[programme]\nid = "isotp"\n', encoding="utf-8")

    ended = desist("assess", case, "--json", "--html", tmp_path / "report.html")

    assert (ended.status, ended.out) == (2, "")
    for said in ("reference: input should be", "decided_on: is missing", "person: is missing"):
        assert said in ended.err
    assert "Traceback" not in ended.err
    assert not (tmp_path / "report.html").exists()


def test_a_wrong_day_is_refused():
    ended = desist("assess", ELIGIBLE, "--on", "3 March")

    assert ended.status == 2
    assert "write it like 2026-03-03" in ended.err


def test_a_day_before_any_rule_was_in_force_is_refused_in_plain_words():
    ended = desist("assess", ELIGIBLE, "--on", "1990-01-01")

    assert (ended.status, ended.out) == (2, "")
    assert "in force on 1990-01-01" in ended.err
    assert "Traceback" not in ended.err


def test_the_schema_is_a_json_schema():
    schema = json.loads(desist("assess", "--schema").out)

    assert {"schema", "person", "programme"} <= schema["properties"].keys()


def test_an_unknown_example_names_those_that_there_are():
    ended = desist("assess", "--example", "x")

    assert ended.status == 2
    assert "eligible" in ended.err


def test_without_a_case_the_way_to_begin_is_shown():
    ended = desist("assess")

    assert ended.status == 2
    assert ended.err.endswith("Try: desist assess --example > case.toml\n")


@pytest.mark.parametrize("option", ["--html", "--pdf"])
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("nowhere/report", "there is no "),
        (".", "is a folder"),
        ("case.toml", "is the file that is read"),
    ],
)
def test_a_report_that_cannot_be_written_is_refused_before_anything_is_done(
    tmp_path, option, place, said
):
    case = tmp_path / "case.toml"
    case.write_bytes(ELIGIBLE.read_bytes())

    ended = desist("assess", case, "--demonstration", "--json", option, place, folder=tmp_path)

    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert ended.err.splitlines()[-1].startswith("Try: ")
    assert "Traceback" not in ended.err
    assert list(tmp_path.iterdir()) == [case]
    assert case.read_bytes() == ELIGIBLE.read_bytes()


def test_no_page_is_left_where_the_pdf_cannot_be_written(tmp_path):
    where = ("--html", "a.html", "--pdf", "b/b.pdf")
    ended = desist("assess", ELIGIBLE, "--demonstration", *where, folder=tmp_path)

    assert (ended.status, ended.out) == (2, "")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("job", ["assess", "tour"])
def test_a_machine_without_the_libraries_of_pdf_says_so_in_words(tmp_path, job):
    lacking = tmp_path / "lacking" / "weasyprint"
    lacking.mkdir(parents=True)
    (lacking / "__init__.py").write_text("raise OSError('cannot load library libpango')")
    arguments = {
        "assess": ("assess", ELIGIBLE, "--demonstration", "--html", "a.html", "--pdf", "b.pdf"),
        "tour": ("tour", "--into", "."),
    }

    ended = desist(*arguments[job], folder=tmp_path, PYTHONPATH=str(lacking.parent))

    assert "Traceback" not in ended.err
    assert "libpango" in ended.err
    pages = {path.name for path in tmp_path.iterdir()} - {"lacking"}
    if job == "assess":
        assert (ended.status, ended.out, pages) == (1, "", set())
    else:
        assert ended.status == 0
        assert {f"{name}.html" for name in example_names()} <= pages


def test_the_nearest_example_is_suggested():
    ended = desist("assess", "--example", "eligble")

    assert ended.err.endswith("Try: desist assess --example eligible\n")
