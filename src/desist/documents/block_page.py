"""Block page: a document of blocks as one HTML page, from which the PDF is made too."""

from __future__ import annotations

from desist.documents.blocks import Document
from desist.documents.page import render, stylesheet

STYLE = "blocks.css"


def page_from(document: Document) -> str:
    """The document as a page that refers to nothing outside itself."""
    parts = [(type(each).__name__, each) for each in document.blocks]
    style = stylesheet(STYLE)
    return render("blocks.html.jinja", document=document, parts=parts, style=style)
