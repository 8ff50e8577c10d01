"""The reports of the example cases: every figure from the JSON of the same run, nothing lost."""

import re
from functools import cache

import pytest

from desist.cases.assessment import assess_case
from desist.cases.example import example_names, example_text
from desist.cases.reader import parse_case
from desist.cases.record import assessment_record
from desist.cases.report import render_report
from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS
from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from tests.cases.test_report import text_of
from tests.figures import unexplained_figures

CATALOGUE = load_catalogue()
WORDS = words_of(CATALOGUE)
OTHERS = {
    "group": {'format = "individual"': 'format = "group"'},
    "building-choices": {
        'id = "isotp"': 'id = "building-choices-moderate"',
        'format = "individual"': 'format = "mixed"',
    },
    "infeasible": {"[stance]": "[constraints]\nsessions_at_most = 5\n[stance]"},
}


@cache
def run(name, adopted):
    """The record and the report of one example, or of a variant of the eligible one."""
    text = example_text(name if name not in OTHERS else "eligible")
    for old, new in OTHERS.get(name, {}).items():
        assert old in text
        text = text.replace(old, new)
    case = parse_case(text, file="case.toml", catalogue=CATALOGUE)
    adoptions = EVERYTHING if adopted else NO_ADOPTIONS
    assessment = assess_case(case, catalogue=CATALOGUE, adoptions=adoptions)
    record = assessment_record(assessment, words=WORDS)
    return record, render_report(record, words=WORDS)


every_run = pytest.mark.parametrize(
    ("name", "adopted"),
    [(name, adopted) for name in (*example_names(), *OTHERS) for adopted in (True, False)],
)


@every_run
def test_every_figure_of_a_real_report_is_in_the_json_of_the_same_run(name, adopted):
    record, html = run(name, adopted)

    assert unexplained_figures(html, record) == []


IN_ROWS = ("scoring.scored", "scoring.entered", "norm.chosen", "norm.none", "standing.")


@every_run
def test_every_reason_and_every_source_stands_in_the_report(name, adopted):
    record, html = run(name, adopted)
    said = text_of(html).casefold()

    for decision in record["decisions"]:
        for each in decision["reasons"]:
            assert " ".join(each["source"].split()).casefold() in said
            if not each["code"].startswith(IN_ROWS):
                told = each["text"].partition(": ")[2] or each["text"]
                assert " ".join(told.split()).casefold().rstrip(".") in said
        for path in decision["missing"]:
            assert f"<code>{path}</code>" in html


@every_run
def test_every_scale_has_its_score_standing_and_norm_in_the_annex(name, adopted):
    record, html = run(name, adopted)
    if not record["scales"]:
        return
    annex = text_of(html).partition("Scores and standing, one row a scale")[2]

    for scale in record["scales"]:
        assert scale["title"] in annex
        if scale["norm"]:
            assert scale["norm"]["id"] in annex
            assert f"{scale['title']} {scale['raw']}" in annex


@every_run
def test_no_code_and_no_empty_value_is_left_in_the_words(name, adopted):
    said = text_of(re.sub(r"<code>.*?</code>", "", run(name, adopted)[1]))

    assert not re.findall(r"\b[a-z]+_[a-z_]+\b", said)
    assert not re.findall(r"\bNone\b(?! could be named| was used)|\bTrue\b|\bFalse\b", said)
