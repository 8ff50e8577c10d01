import builtins
import gc

import pytest

from desist.documents.pdf import OutsideResource, PdfUnavailable, pdf_from

PAGE = '<html lang="en"><head><title>T</title></head><body>{}</body></html>'


@pytest.mark.parametrize(
    "asking",
    [
        '<img alt="x" src="file:///etc/hostname">',
        '<img alt="x" src="http://example.org/x.png">',
        '<link rel="stylesheet" href="file:///nowhere/x.css">',
        "<style>@import url(http://example.org/x.css);</style>",
        "<style>body { background: url(file:///etc/hostname) }</style>",
    ],
)
def test_a_document_that_asks_for_anything_outside_itself_is_refused(asking):
    with pytest.raises(OutsideResource):
        pdf_from(PAGE.format(asking))


def test_a_machine_without_the_libraries_is_told_how_to_mend_it(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **named):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango'")
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(PdfUnavailable, match=r"libpango.*apt-get install"):
        pdf_from(PAGE.format("<p>x</p>"))


def test_the_collector_runs_again_afterwards():
    pdf_from(PAGE.format("<p>x</p>"))

    assert gc.isenabled()
