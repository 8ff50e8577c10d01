"""Paper: a document of blocks as the kind of file that was asked for."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from desist.documents.block_page import page_from
from desist.documents.blocks import Document
from desist.documents.pdf import pdf_from
from desist.documents.word import MEDIA_TYPE, word_from


def paper(document: Document, kind: str, *, name: str) -> HttpResponse:
    """``html`` to look at, ``pdf`` tagged, ``docx`` for Word; ``name`` is the file's.

    Raises:
        Http404: it is none of them.
        PdfUnavailable: this server writes none.
    """
    if kind == "html":
        return HttpResponse(page_from(document))
    if kind == "docx":
        return _file(word_from(document), MEDIA_TYPE, f"{name}.docx")
    if kind == "pdf":
        return _file(pdf_from(page_from(document)), "application/pdf", f"{name}.pdf")
    raise Http404


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
