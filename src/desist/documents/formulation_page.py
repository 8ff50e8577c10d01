"""Formulation page: the functional analysis of one person on paper, made from plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desist.documents.functional_analysis_chart import functional_analysis
from desist.documents.page import render, stylesheet, stylesheet_digest

STYLE = "report.css"


def formulation_page(sheet: Mapping[str, Any], *, term: Callable[[str], str]) -> str:
    """One HTML document that refers to nothing outside itself.

    ``sheet`` has form, links (kind and text), pathway, goods, protective, number, who, on, name,
    crn, programme and demonstration; ``term`` says a code in words.

    Raises:
        jinja2.UndefinedError: the sheet lacks one of these.
    """
    return render(
        "formulation.html.jinja",
        f=sheet,
        analysis=functional_analysis(sheet["form"], sheet["links"]),
        term=term,
        style=stylesheet(STYLE),
        style_digest=stylesheet_digest(STYLE),
    )
