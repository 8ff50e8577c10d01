"""Report: the assessment of one case as a document that a treatment manager would sign.

It is rendered from the JSON object of ``desist assess --json`` and from nothing else, so that no
figure stands in it that the object does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from desist.cases.report_annex import annex
from desist.cases.report_speech import Speech, Terms
from desist.documents.dose_curve import dose_curve
from desist.documents.functional_analysis_chart import functional_analysis
from desist.documents.page import render, stylesheet, stylesheet_digest
from desist.documents.pdf import pdf_from
from desist.documents.plan_chart import plan_matrix, session_ribbon
from desist.documents.profile_chart import profile_axis, profile_rows

STYLE = "report.css"
TONES = {"eligible": "go", "not_eligible": "stop"}
STRENGTHS = ("strong", "some")


def render_report(assessment: Mapping[str, Any], *, words: Terms) -> str:
    """The whole report as one HTML document that refers to nothing outside itself.

    Raises:
        KeyError: the object lacks something that every assessment holds.
        jinja2.UndefinedError: likewise, deeper inside.
    """
    speech = Speech(words, assessment)
    return render(
        "report.html.jinja",
        a=assessment,
        style=stylesheet(STYLE),
        style_digest=stylesheet_digest(STYLE),
        tone=TONES.get(assessment["eligibility"]["outcome"], "wait"),
        **annex(assessment),
        rates=list(_rates(assessment["static_risk"]["rates"])),
        **_of_needs(assessment),
        **_of_profile(assessment, speech),
        **_of_plan(assessment),
        analysis=functional_analysis(
            assessment["formulation"]["form"], assessment["formulation"]["link"]
        ),
        term=speech.term,
        known=speech.known,
        band=speech.band,
        shown=speech.shown,
        fact=speech.fact,
        question=speech.question,
    )


def write_pdf(html: str, path: Path) -> None:
    """A rendered report as a tagged PDF (PDF/UA-1) in a file.

    Raises:
        desist.documents.pdf.PdfUnavailable: this machine lacks what writes PDF.
        OSError: the file cannot be written.
    """
    path.write_bytes(pdf_from(html))


def _rates(rates: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rates as tables of band by years of follow-up, one for each scale, sample and source."""
    keys = ("scale", "outcome", "sample", "source", "grade")
    for key in dict.fromkeys(tuple(each[name] for name in keys) for each in rates):
        held = {
            (each["band"], each["horizon_years"]): each["rate"]
            for each in rates
            if tuple(each[name] for name in keys) == key
        }
        horizons = sorted({years for _, years in held})
        yield {
            **dict(zip(keys, key, strict=True)),
            "horizons": horizons,
            "rows": [
                {"band": band, "rates": [held.get((band, years)) for years in horizons]}
                for band in dict.fromkeys(band for band, _ in held)
            ],
        }


def _of_needs(assessment: Mapping[str, Any]) -> dict[str, Any]:
    needs = assessment["needs"]
    return {
        "asked": [each for strength in STRENGTHS for each in needs if each["strength"] == strength],
        "unasked": [each for each in needs if each["strength"] not in STRENGTHS],
    }


def _of_profile(assessment: Mapping[str, Any], speech: Speech) -> dict[str, Any]:
    return {
        "profile": profile_rows(assessment["scales"]),
        "profile_axis": profile_axis(),
        "desirability": _desirability(assessment, speech),
    }


def _desirability(assessment: Mapping[str, Any], speech: Speech) -> dict[str, Any] | None:
    given = assessment["social_desirability"]
    if given is None:
        return None
    outcomes = [
        each["outcome"]
        for each in assessment["decisions"]
        if each["question"] == "social_desirability"
    ]
    return {
        "answer": speech.term(given["reading"] or next(iter(outcomes), "cannot_decide")),
        "raw": given.get("raw"),
        "adjusted": given.get("adjusted") or (),
    }


def _of_plan(assessment: Mapping[str, Any]) -> dict[str, Any]:
    plan = assessment["plan"]
    if plan is None:
        return {"reached": None}
    exercises = {each["id"]: each for each in plan["exercises"]}
    modules = {each["id"]: each["title"] for each in plan["modules"]}
    titles = {each["id"]: each["title"] for each in assessment["needs"]}
    sessions, curve = plan["sessions"], plan["curve"]
    return {
        "reached": next((each for each in curve if each["sessions"] == sessions), None),
        "ribbon": session_ribbon(plan),
        "matrix": plan_matrix(plan, assessment["needs"]),
        "curve": dose_curve(curve, planned=sessions) if curve else None,
        "curve_steps": list(_steps(curve, sessions)),
        "coverage": {titles.get(each["need"], each["need"]): each for each in plan["coverage"]},
        "left_out": list(_left_out(plan["omitted"])),
        "exercise": exercises.__getitem__,
        "module_title": lambda id_: modules.get(id_, id_),
    }


def _left_out(omitted: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each reason once, with the exercises that it keeps out, in the programme's order."""
    for text in dict.fromkeys(each["text"] for each in omitted):
        yield {"text": text, "titles": [e["title"] for e in omitted if e["text"] == text]}


def _steps(curve: Sequence[Mapping[str, Any]], planned: int) -> Iterator[Mapping[str, Any]]:
    """The points at which the curve changes, and the one of this plan."""
    last: tuple[float, float] | None = None
    for each in curve:
        reached = (each["strong"], each["all"])
        if reached != last or each["sessions"] == planned:
            yield each
        last = reached
