import pytest

from desist.documents import pdf_process
from desist.documents.pdf import OutsideResource, PdfUnavailable, pdf_from
from desist.documents.pdf_process import pdf_ahead

PAGE = '<html lang="en"><head><title>T</title></head><body>{}</body></html>'


def pages_of(pdf):
    from io import BytesIO

    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_a_pdf_written_ahead_says_what_one_written_here_says():
    page = PAGE.format("<h1>Siân's plan</h1><p>£5 – ✓</p>")

    with pdf_ahead() as write:
        assert pages_of(write(page)) == pages_of(pdf_from(page))


def test_what_a_document_may_not_ask_for_is_refused_there_too():
    with pdf_ahead() as write, pytest.raises(OutsideResource, match="hostname"):
        write(PAGE.format('<img alt="x" src="file:///etc/hostname">'))


def test_a_machine_without_the_libraries_is_told_so(monkeypatch, capsys):
    def unavailable(html):
        raise PdfUnavailable("no PDF can be written here; apt-get install")

    monkeypatch.setattr(pdf_process, "pdf_from", unavailable)

    assert pdf_process.main() == pdf_process.UNAVAILABLE
    assert "apt-get" in capsys.readouterr().err


def test_nobody_is_left_running_where_no_pdf_is_asked_for_in_the_end():
    with pdf_ahead() as write:
        process = write.__closure__[0].cell_contents

    assert process.poll() is not None
