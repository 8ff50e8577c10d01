"""A case written as text is the same case when it is read again."""

from dataclasses import replace
from datetime import date

import pytest

from desist.cases.case_file import Administration, EnteredBand, ImportedScore
from desist.cases.case_text import case_text, read_case_text
from desist.cases.example import example_names, example_path
from desist.cases.reader import parse_case, read_case
from desist.catalogue.load import load_catalogue
from desist.programme.band import RiskBand
from desist.programme.treatment_need import NeedRating

CATALOGUE = load_catalogue()


def example(name):
    return read_case(example_path(name), catalogue=CATALOGUE)


@pytest.mark.parametrize("name", example_names())
def test_every_example_is_the_same_case_after_writing_and_reading(name):
    case = example(name)
    written = case_text(case)
    assert parse_case(written, file="x", catalogue=CATALOGUE) == case
    assert read_case_text(written) == case
    assert case_text(read_case_text(written)) == written


def test_words_of_any_kind_and_keys_of_any_kind_survive():
    case = example("eligible")
    words = 'a "quoted" word, a \\ stroke,\na new line, a tab\tand Siân – ✓'
    risk = replace(
        case.static_risk,
        pni={"temper_control": 2, "an odd.key": 1},
        entered=EnteredBand(
            band=RiskBand.VERY_HIGH,
            variant="adapted",
            guide="2007",
            on=date(2026, 1, 2),
            signatory="S",
        ),
        imported=(ImportedScore(id="rsr", on=date(2026, 1, 2), percentage=0.1),),
    )
    given = Administration(id="bis-11", on=date(2026, 1, 3), scales={"total": 61.5})
    odd = replace(
        case,
        static_risk=risk,
        instrument=(given,),
        rating=(NeedRating(need="collecting", value=1, evidence=words),),
    )
    assert read_case_text(case_text(odd)) == odd


def test_what_is_not_known_is_not_written():
    written = case_text(example("cannot-decide"))
    assert "None" not in written
    assert "null" not in written
