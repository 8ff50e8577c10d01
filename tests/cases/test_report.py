import copy
import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import desist.documents
from desist.cases.report import render_report, write_pdf
from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from tests.cases.sample_assessments import SAMPLES
from tests.figures import NAMES, unexplained_figures

WORDS = words_of(load_catalogue())
TEMPLATES = Path(desist.documents.__file__).parent / "templates"
HOSTILE = """<script>alert('x')</script><b title="y">&amp; {{ 7 * 7 }}"""


def rendered(name):
    assessment = SAMPLES[name]()
    return assessment, render_report(assessment, words=WORDS)


def tree_of(html):
    return ET.fromstring(html.removeprefix("<!DOCTYPE html>"))  # noqa: S314 - our own


def text_of(html):
    return " ".join(" ".join(tree_of(html).find("body").itertext()).split())


every_sample = pytest.mark.parametrize("name", SAMPLES)


@every_sample
def test_every_figure_of_the_report_is_in_the_json_it_was_rendered_from(name):
    assessment, html = rendered(name)

    assert unexplained_figures(html, assessment) == []


@pytest.mark.parametrize(
    "written",
    ["covers 87 things", "4321", "93.4%", "71 hours", "9 May 2031", "seven needs"],
)
def test_a_figure_that_a_template_makes_up_is_found(written):
    assessment, html = rendered("refer_generic")
    forged = html.replace("<p>Both codings", f"<p>It {written}. Both codings")

    assert forged != html
    assert len(unexplained_figures(forged, assessment)) == 1


def test_no_template_says_a_figure_of_its_own():
    for path in TEMPLATES.rglob("*.jinja"):
        text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        literals = [found[1:-1] for found in re.findall(r'"[^"]*"', "".join(code_of(text)))]
        words = re.sub(r"<[^>]*>", " ", re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text))
        for said in (words, *literals):
            figures = re.search(r"(?<!\w)\d", re.sub("|".join(NAMES), "", said))
            assert not figures, f"{path.name}: {said.strip()[:80]}"


def code_of(template):
    return re.findall(r"\{%.*?%\}|\{\{.*?\}\}", template, flags=re.DOTALL)


@every_sample
def test_the_report_is_well_formed_and_its_ids_are_unique(name):
    ids = [each.get("id") for each in tree_of(rendered(name)[1]).iter() if each.get("id")]

    assert ids
    assert len(ids) == len(set(ids))


@every_sample
def test_headings_are_in_order_and_there_is_one_title(name):
    tags = [each.tag for each in tree_of(rendered(name)[1]).iter()]
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@every_sample
def test_tables_have_captions_and_their_heads_say_what_they_head(name):
    for table in tree_of(rendered(name)[1]).iter("table"):
        assert "".join(table.find("caption").itertext()).strip()
        assert all(head.get("scope") for head in table.iter("th"))
        widths = {
            sum(int(cell.get("colspan", 1)) for cell in row) for row in table.findall("tbody/tr")
        }
        assert len(widths) == 1


@every_sample
def test_every_picture_is_named_and_styled_by_attributes_alone(name):
    tree = tree_of(rendered(name)[1])

    assert all(each.find("title").text for each in tree.iter("svg"))
    assert not [each for each in tree.iter() if each.get("style") is not None]


@every_sample
def test_the_report_loads_nothing_and_links_only_within_itself(name):
    html = rendered(name)[1]
    tree = tree_of(html)
    ids = {each.get("id") for each in tree.iter()}

    assert not {each.tag for each in tree.iter()} & {"script", "link", "img", "iframe", "object"}
    assert not [each for each in tree.iter() if each.get("src")]
    assert {each.get("href")[1:] for each in tree.iter("a")} <= ids
    assert all(each.get("href").startswith("#") for each in tree.iter("a"))
    assert not re.search(r"url\(|@import|https?:", html)


def poisoned(value, key=None):
    """The same object with hostile words wherever people or files may have written."""
    free = {
        "reference",
        "title",
        "statute",
        "explanation",
        "text",
        "source",
        "why",
        "signatory",
        "unit",
        "guide",
        "instrument_title",
        "population",
        "note",
        "sample",
        "adopted_by",
    }
    if isinstance(value, dict):
        return {each: poisoned(held, each) for each, held in value.items()}
    if isinstance(value, list):
        return [poisoned(each, key) for each in value]
    return HOSTILE if key in free and value is not None else value


@every_sample
def test_whatever_was_written_stays_words(name):
    html = render_report(poisoned(copy.deepcopy(SAMPLES[name]())), words=WORDS)
    tree = tree_of(html)

    assert not list(tree.iter("script"))
    assert not list(tree.iter("b"))
    assert HOSTILE in " ".join(each.text or "" for each in tree.iter())


def test_the_answer_comes_first_with_reasons_and_what_would_change_it():
    said = text_of(rendered("eligible")[1])

    assert said.index("Is the programme suitable? Eligible") < said.index("because")
    assert said.index("what next") < said.index("Treatment needs")
    assert "meetings arranged online: yes instead of no → refer to the longer generic" in said


def test_the_head_of_the_report_says_nothing_of_the_offence():
    html = rendered("eligible")[1]
    tree = tree_of(html)
    heads = " ".join(
        " ".join(each.itertext()) for tag in ("title", "h1") for each in tree.iter(tag)
    )

    assert "EX-2026-014" in heads
    assert not re.search(r"offen|indecent|sex o|image", heads, re.IGNORECASE)


def test_a_demonstration_says_so_at_the_top_and_on_every_page():
    tree = tree_of(rendered("panel")[1])
    header = " ".join(tree.find("body/header").itertext())

    assert "Nothing here may be used about anyone" in header
    assert "DEMONSTRATION" in " ".join(tree.find("body/div").itertext())


def test_rules_that_are_not_verified_are_named_at_the_top_with_who_adopted_them():
    said = text_of(rendered("eligible")[1])

    assert "Some rules used here are not verified. This site adopted them" in said
    assert "by A. Manager, 12 January 2026" in said


def test_without_any_fact_the_report_says_what_to_do_next():
    said = text_of(rendered("awaiting_adoption")[1])

    assert "Awaiting adoption" in said
    assert "If the site adopts them, assess again" in said
    assert "No plan was made" in said
    assert "None" not in said.replace("None could be named yet", "").replace("None was used", "")
    assert "Next: rate the needs from interview and file" in said


def test_for_a_person_who_denies_the_form_needs_no_account():
    said = text_of(rendered("panel")[1])

    assert "no account of the offence" in said
    assert "Life at the time" in said
    assert "Denial and an appeal never decide" in said


def test_low_first_scores_are_not_taken_for_health():
    assert "sent by a court are often low" in text_of(rendered("eligible")[1])


def test_a_shape_that_lacks_something_is_refused_and_not_papered_over():
    assessment = SAMPLES["eligible"]()
    del assessment["person"]["age"]

    with pytest.raises(Exception, match="age"):
        render_report(assessment, words=WORDS)


def test_the_pdf_is_written_to_its_file(tmp_path):
    path = tmp_path / "report.pdf"
    write_pdf(rendered("awaiting_adoption")[1], path)

    assert path.read_bytes().startswith(b"%PDF-1.7")
