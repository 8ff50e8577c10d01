"""The report on paper: tagged, accessible, and no longer than somebody reads."""

import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from desist.cases.report import render_report, write_pdf
from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from tests.cases.sample_assessments import SAMPLES

PDFUA = Path(sys.executable).parent / "pdfua"


@pytest.fixture(scope="module", params=["eligible", "panel"])
def written(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"
    assessment = SAMPLES[request.param]()
    write_pdf(render_report(assessment, words=words_of(load_catalogue())), path)
    return assessment, path


def test_the_pdf_meets_what_a_machine_can_check_of_pdf_ua(written):
    ran = subprocess.run([PDFUA, "check", written[1]], capture_output=True, check=False, text=True)

    assert ran.returncode == 0, ran.stdout[:2000]


def test_the_report_has_a_sane_number_of_pages(written):
    pages = len(pypdf.PdfReader(written[1]).pages)

    assert 3 <= pages <= 14


def test_every_page_says_whose_report_it_is_who_may_read_it_and_its_number(written):
    assessment, path = written
    pages = pypdf.PdfReader(path).pages

    for number, page in enumerate(pages, start=1):
        said = page.extract_text()
        assert assessment["reference"] in said
        assert f"page {number} of {len(pages)}" in said
        assert "facilitators and referrer of this case only" in said
        assert ("DEMONSTRATION" in said) == assessment["demonstration"]
