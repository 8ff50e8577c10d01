import tomllib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desist.cases.example import example_names, example_path, example_text
from desist.cases.reader import LARGEST, parse_case, read_case
from desist.catalogue.fault import FaultyInput
from desist.catalogue.load import load_catalogue

CATALOGUE = load_catalogue()
ELIGIBLE = example_text("eligible")
MINIMAL = """\
schema = 1
reference = "X"
decided_on = 2026-03-03
[programme]
id = "isotp"
[person]
born_on = 1980-01-01
"""


def parse(text):
    return parse_case(text, file="case.toml", catalogue=CATALOGUE)


def faults(text):
    with pytest.raises(FaultyInput) as caught:
        parse(text)
    assert caught.value.mend_with == "desist assess --example"
    return "\n".join(str(fault) for fault in caught.value.faults)


def spoilt(old, new):
    assert old in ELIGIBLE
    return ELIGIBLE.replace(old, new, 1)


@pytest.mark.parametrize("name", example_names())
def test_every_example_is_a_case_of_an_invented_person(name):
    assert read_case(example_path(name), catalogue=CATALOGUE).invented


IMPOSSIBLE = [
    ("born_on = 1983-06-14", "born_on = 2030-01-01",
     "person.born_on: 2030-01-01 is not before decided_on 2026-03-03"),
    ("committed_on = 2024-11-02", "committed_on = 1970-01-01",
     "offence[1].committed_on: 1970-01-01 is before the birth on 1983-06-14"),
    ("convicted_on = 2025-10-20", "convicted_on = 2023-10-20",
     "offence[1].convicted_on: 2023-10-20 is before the offence on 2024-11-02"),
    ("on = 2026-02-05", "on = 2027-02-05",
     "instrument[ucla-loneliness-1980].on: 2027-02-05 is after decided_on 2026-03-03"),
    ('id = "isotp"', 'id = "isopt"', "programme.id: 'isopt' is not known. Did you mean isotp?"),
    ('format = "individual"', 'format = "mixed"', "programme.format: 'mixed' is not known"),
    ('code = "pca-1978-s1-make"', 'code = "pca-1978-s1-mak"',
     "offence[1].code: 'pca-1978-s1-mak' is not known. Did you mean pca-1978-s1-make?"),
    ('id = "iri"', 'id = "irri"', "instrument[irri].id: 'irri' is not known. Did you mean iri?"),
    ('need = "sex-as-coping"', 'need = "sex-as-copping"', "Did you mean sex-as-coping?"),
    ("value = 2", "value = 3", "rating[sex-as-coping].value: is 3"),
    ("sexual_appearances = 2", "sexual_appearances = 0", "sexual_appearances: is 0"),
    ("criminal_appearances = 2", "criminal_appearances = 1",
     "criminal_appearances: is 1, fewer than the 2 for sexual offences alone"),
    ("violent_appearances = 0", "violent_appearances = -1", "violent_appearances: is -1"),
    ("burglary = false", 'burglary = "no"', "static_risk.rm2000.burglary: input should be"),
    ('stranger_victim = "image"', 'stranger_victim = "images"', "stranger_victim: input should"),
    ("single = true", "singel = true", "static_risk.rm2000.singel: is not a key"),
    ("total_sanctions = 2", "total_sanctions = 2\noffence_free_years = 1",
     "osp.offence_free_years: 1 years are more than passed since"),
    ("schema = 1", "schema = 2", "schema: input should be 1"),
    ("schema = 1", "", "schema: is missing"),
    ("scales = { total = 3 }", "scales = { total = 30 }",
     "instrument[short-self-esteem].scales.total: is 30"),
    ("scales = { total = 3 }", "scales = { sum = 3 }",
     "instrument[short-self-esteem].scales.sum: is no scale"),
    ("scales = { total = 3 }", "", "instrument[short-self-esteem].responses: is missing"),
    ("scales = { total = 3 }", "scales = { total = nan }", "is nan, not a number"),
    ("decided_on = 2026-03-03", 'decided_on = "2026-03-03"', "not as a date"),
    ('[stance]', 'exclude = 1\n[stance]', "public_protection.exclude: is not a key"),
    ("born_on = 1983-06-14", "born_on = 0001-01-01", "person.born_on: 0001-01-01 would make"),
    ('reference = "EXAMPLE-1"', 'reference = " "', "reference: is empty"),
    ('reference = "EXAMPLE-1"', 'reference = "\\u001b[2J"', "reference: holds characters"),
    ("sexual_appearances = 2", "sexual_appearances = " + "9" * 30, "is beyond 64 bits"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), IMPOSSIBLE)
def test_impossible_facts_are_named_with_their_place(old, new, said):
    assert said in faults(spoilt(old, new))


def test_an_answer_out_of_range_is_named_by_instrument_and_item():
    case = tomllib.loads(ELIGIBLE)
    [iri] = [each for each in case["instrument"] if each["id"] == "iri"]
    begins = f'id = "iri"\non = 2026-02-05\nresponses = {{ "1" = {iri["responses"]["1"]}'

    said = faults(spoilt(begins, begins[:-1] + '9, "29" = 1'))

    assert "instrument[iri].responses.1: is 9" in said
    assert "instrument[iri].responses.29: is no item" in said


def test_all_faults_are_told_at_once():
    said = faults(spoilt("value = 2", "value = 3").replace('id = "iri"', 'id = "irri"'))

    assert "rating[sex-as-coping].value" in said
    assert "instrument[irri].id" in said


def test_what_is_missing_is_no_fault():
    assert parse(MINIMAL).offence == ()


def test_the_same_instrument_twice_on_one_day_is_a_fault():
    block = '[[instrument]]\nid = "veds"\non = 2026-02-05\nscales = { total = 24 }\n'

    assert "2026-02-05 appears 2 times" in faults(ELIGIBLE + "\n" + block)


def test_exercises_asked_for_must_be_exercises_of_the_programme():
    said = faults(MINIMAL + '[constraints]\ninclude = ["chain-of-event"]\nexclude = ["x-y"]\n')

    assert "Did you mean chain-of-events?" in said
    assert "constraints.exclude: 'x-y' is not known" in said


def test_a_file_over_a_megabyte_is_refused(tmp_path):
    path = tmp_path / "case.toml"
    path.write_text(ELIGIBLE + "#" * LARGEST, encoding="utf-8")

    with pytest.raises(FaultyInput, match="is larger than 1,000,000 bytes"):
        read_case(path, catalogue=CATALOGUE)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"schema = ", b"\x00"])
def test_what_is_no_text_or_no_toml_is_refused(tmp_path, content):
    path = tmp_path / "case.toml"
    path.write_bytes(content)

    with pytest.raises(FaultyInput):
        read_case(path, catalogue=CATALOGUE)


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(FaultyInput, match="cannot be read"):
            read_case(path, catalogue=CATALOGUE)


LINES = ELIGIBLE.splitlines()
VALUES = (
    "-1", "1e400", "99999999999999999999", "nan", '"\u202e"', "[]", "{}", "true", "0001-01-01",
    "9999-12-31", '""', "1.5", "2026-02-30", "[[1]]", '{ "0" = 1 }', '"x"',
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_case_that_is_tampered_with_is_read_or_refused_but_never_crashes(data):
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        position = data.draw(st.integers(0, len(lines) - 1))
        key = lines[position].partition("=")[0]
        value = data.draw(st.sampled_from(VALUES))
        lines[position] = f"{key}= {value}" if "=" in lines[position] else value
    with suppress(FaultyInput):
        parse("\n".join(lines))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_refused_but_never_crashes(text):
    with pytest.raises(FaultyInput):
        parse(text)


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ('id = "sara"\npercentage = 3.0', "imported[sara]: has a percentage"),
        ('id = "ogrs"\nband = "low"', "imported[ogrs]: has a band"),
    ],
)
def test_a_result_of_another_tool_is_of_its_kind_and_stands_once(result, said):
    block = f"[[static_risk.imported]]\non = 2026-01-05\n{result}\n"

    told = faults(ELIGIBLE + "\n" + block + block)

    assert said in told
    assert "2026-01-05 appears 2 times" in told
