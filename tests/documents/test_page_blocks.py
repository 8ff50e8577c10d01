"""A page as blocks: everything that it says, in its order, and its charts by name."""

from html.parser import HTMLParser
from io import BytesIO

import docx
import pytest

from desist.documents.blocks import Bullets, Facts, Grid, Heading, Paragraph
from desist.documents.page_blocks import document_from
from desist.documents.word import word_from

PAGE = """<!DOCTYPE html><html><head><title>T</title><style>p { color: red }</style></head><body>
<header><p class="readers">For few.</p><h1>Title <span>asked</span></h1>
<div class="banner"><p><strong>INVENTED.</strong> No people.</p></div></header><main>
<h2>One &amp; two</h2><p>Plain
 text.</p><p class="note">Aside.</p><ul><li>First</li><li>Second <em>one</em></li></ul>
<dl><div><dt>Term</dt><dd>Value</dd></div></dl>
<div><svg><title>Rates by arm</title><desc>hidden</desc><text>0.5</text></svg></div>
<table><caption>Counts</caption><thead><tr><th>Who</th><th>A</th><th>B</th></tr></thead>
<tbody><tr><th>x</th><td>1</td><td>2</td></tr><tr><th>y</th><td colspan="2">withheld</td></tr>
</tbody></table></main></body></html>"""


@pytest.fixture
def document():
    return document_from(PAGE, version="1")


def test_each_element_becomes_its_block_in_order(document):
    assert (document.title, document.readers) == ("Title asked", "For few.")
    assert document.banner == "INVENTED. No people."
    assert document.blocks == (
        Heading(text="One & two", level=2),
        Paragraph(text="Plain text."),
        Paragraph(text="Aside.", quiet=True),
        Bullets(items=("First", "Second one")),
        Facts(pairs=(("Term", "Value"),)),
        Paragraph(text="Chart, drawn in the page and the PDF: Rates by arm", quiet=True),
        Grid(
            caption="Counts",
            heads=("Who", "A", "B"),
            rows=(("x", "1", "2"), ("y", "withheld", "")),
        ),
    )


def test_nothing_of_style_or_drawing_is_read_out(document):
    for word in ("color", "hidden", "0.5"):
        assert word not in document.text()


class _Cells(HTMLParser):
    """Oracle: another reader, that knows of table cells alone."""

    def __init__(self):
        super().__init__()
        self.found, self.open = [], False

    def handle_starttag(self, tag, _attributes):
        if tag in ("th", "td"):
            self.found.append("")
            self.open = True

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.open = False

    def handle_data(self, data):
        if self.open:
            self.found[-1] += data


def test_the_word_file_of_a_cohort_report_holds_every_cell_of_its_page(tmp_path):
    from desist.cli import main

    for more in (["--example"], ["--freeze"], ["--html", "r.html", "--docx", "r.docx"]):
        given = [str(tmp_path / each) if each.startswith("r.") else each for each in more]
        assert main(["evaluate", "cohort", str(tmp_path / "cohort"), *given]) == 0
    oracle = _Cells()
    oracle.feed((tmp_path / "r.html").read_text(encoding="utf-8"))
    word = docx.Document(tmp_path / "r.docx")
    held = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    said = [" ".join(each.split()) for each in oracle.found]
    assert len(said) > 300
    assert not set(said) - set(held)
    assert any("Chart, drawn" in each.text for each in word.paragraphs)


def test_a_word_file_of_blocks_opens(document):
    word = docx.Document(BytesIO(word_from(document)))
    assert [each.text for each in word.paragraphs if each.style.name == "Heading 1"] == [
        "One & two"
    ]
