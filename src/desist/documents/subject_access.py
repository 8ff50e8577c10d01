"""Subject access: what is held about somebody, as a document that they can read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desist.documents.page import render, stylesheet, stylesheet_digest

STYLE = "subject_access.css"


def subject_access_page(record: Mapping[str, Any]) -> str:
    """The whole document as HTML that refers to nothing outside itself.

    ``record`` holds name, crn, on, sections (title and entries of label and words), left_out
    (because and count) and demonstration.
    """
    style, digest = stylesheet(STYLE), stylesheet_digest(STYLE)
    return render("subject_access.html.jinja", r=record, style=style, style_digest=digest)
