"""The report in a browser: no barrier that a machine can find, on a desk and on a phone."""

import pytest

from desist.cases.report import render_report
from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from tests.browser import barriers
from tests.cases.sample_assessments import SAMPLES


@pytest.fixture(params=SAMPLES)
def file(request, tmp_path):
    path = tmp_path / "report.html"
    html = render_report(SAMPLES[request.param](), words=words_of(load_catalogue()))
    path.write_text(html, encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [1200, 360])
def test_a_machine_finds_no_barrier_and_nothing_is_wider_than_the_page(chromium, file, width):
    page = chromium.new_page(viewport={"width": width, "height": 900})
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())

    found = barriers(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()

    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
    assert wide <= 0
    assert said == []
    assert asked == [file.as_uri()]


def test_a_barrier_would_be_found(chromium):
    page = chromium.new_page()
    page.set_content('<html lang="en"><title>t</title><main><img src="x.png"></main></html>')
    found = {each["id"] for each in barriers(page)}
    page.close()
    assert "image-alt" in found
