"""Report: the assessment of one case as a document that a treatment manager would sign.

It is rendered from the JSON object of ``desist assess --json`` and from nothing else, so that no
figure stands in it that the object does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from desist.documents.dose_curve import dose_curve
from desist.documents.functional_analysis_chart import functional_analysis
from desist.documents.page import render, sentence, stylesheet, stylesheet_digest
from desist.documents.pdf import pdf_from
from desist.documents.plan_chart import plan_matrix, session_ribbon
from desist.documents.profile_chart import profile_axis, profile_rows

STYLE = "report.css"
TONES = {"eligible": "go", "not_eligible": "stop"}
STRENGTHS = ("strong", "some")
UNPROVEN = ("authored", "unverified")
DECIDING = ("eligibility", "offences", "static_risk", "deviance", "needs", "format", "plan")
"""Questions on whose rules the answer and the plan rest."""
UNDECIDED = {
    "question": "eligibility",
    "reasons": (),
    "missing": (),
    "awaiting": (),
    "would_change": (),
}


class Terms(Protocol):
    """Whatever can say a coded value in words, as ``catalogue.words.Words`` does."""

    def term(self, code: str) -> str:
        """A coded value as people say it."""


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
        **_of_rules(assessment),
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


class Speech:
    """The words of one report: coded values, facts by path, questions."""

    def __init__(self, words: Terms, assessment: Mapping[str, Any]) -> None:
        """``assessment`` gives the titles of the instruments that a path may name."""
        self._words = words
        self._titles = {
            each["instrument"]: each["instrument_title"] for each in assessment["scales"]
        }

    def term(self, code: str) -> str:
        """A coded value; where only a plain word is held for a prefixed one, that word."""
        said = self._words.term(code)
        if "." in code and said == code.replace("_", " "):
            return self.term(code.rpartition(".")[2])
        return code.replace("-", " ").replace("_", " ") if said == code else said

    def known(self, code: str | None) -> str:
        """A coded value, or that it is not known."""
        return "not known" if code is None else self.term(code)

    def band(self, code: str | None) -> str:
        """A band, or that none was decided."""
        return "not decided" if code is None else self.term(code)

    def shown(self, value: Any) -> str:
        """Any plain value of a fact."""
        if value is None:
            return "not known"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list | tuple):
            return ", ".join(self.shown(each) for each in value) or "none"
        return self.term(value) if isinstance(value, str) else str(value)

    def fact(self, path: str) -> str:
        """What a path in the case file is about."""
        kind, _, rest = path.partition("[")
        if rest:
            name = rest.rstrip("]")
            return f"{self.term('fact.' + kind)} {self._titles.get(name, name.replace('-', ' '))}"
        said = self.term(f"fact.{path}")
        return said if "." not in said else said.replace(".", ": ").replace("_", " ")

    def question(self, code: str) -> str:
        """A question as a heading."""
        kind, _, rest = code.partition(".")
        if rest in self._titles:
            return f"{sentence(self.term('question.' + kind))} {self._titles[rest]}"
        return sentence(self.term(f"question.{code}").replace(".", ", "))


def _of_rules(assessment: Mapping[str, Any]) -> dict[str, Any]:
    """Decisions with their reasons grouped by rule, and who adopted what."""
    decisions = assessment["decisions"]
    needing = assessment["rules_needing_adoption"]
    adopted = {(each["id"], each["version"]): each["adopted_on"] for each in needing}
    consulted = {
        (each["id"], each["version"]): each
        for one in decisions
        for each in (*one["awaiting"], *one["rules"])
    }
    needed = {(each["id"], each["version"]) for each in needing if each["grade"] in UNPROVEN}
    first = {
        (rule["id"], rule["version"])
        for one in decisions
        if one["question"].partition(".")[0] in DECIDING
        for rule in (*one["rules"], *one["awaiting"])
    } & needed
    adopted_list = [each for each in needing if each["adopted_by"]]
    awaited = [each for each in needing if not each["adopted_by"]]

    def among(listed: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        return [each for each in listed if (each["id"], each["version"]) in first]

    return {
        "suitability": next(
            (each for each in decisions if each["question"] == "eligibility"), UNDECIDED
        ),
        "decisions": [
            {**each, "grouped": list(_grouped(each["reasons"])), "sources": _sources(each)}
            for each in decisions
        ],
        "adopted": lambda id_, version: adopted.get((id_, version)),
        "adopted_list": adopted_list,
        "adopted_first": among(adopted_list),
        "awaited": awaited,
        "awaited_first": among(awaited),
        "needs_adoption": lambda each: (each["id"], each["version"]) in needed,
        "rules": [consulted[key] for key in sorted(consulted)],
    }


def _sources(decision: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each source of a decision once, with the rule that cites it, in order of first use."""
    keys = ("rule", "version", "source")
    used = dict.fromkeys(tuple(each[key] for key in keys) for each in decision["reasons"])
    return [dict(zip(keys, each, strict=True)) for each in used]


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


def _grouped(reasons: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Neighbouring reasons that rest on the same table of the same rule, together."""

    def basis(each: Mapping[str, Any]) -> tuple[Any, ...]:
        return (each["rule"], each["version"], each["source"], each["grade"])

    for (rule, version, source, grade), group in groupby(reasons, key=basis):
        yield {
            "texts": [each["text"] for each in group],
            "rule": rule,
            "version": version,
            "source": source,
            "grade": grade,
        }


def _of_needs(assessment: Mapping[str, Any]) -> dict[str, Any]:
    needs = assessment["needs"]
    titles = {each["id"]: each["title"] for each in needs}
    return {
        "asked": [each for strength in STRENGTHS for each in needs if each["strength"] == strength],
        "unasked": [each for each in needs if each["strength"] not in STRENGTHS],
        "need_title": lambda id_: titles.get(id_, id_),
    }


def _of_profile(assessment: Mapping[str, Any], speech: Speech) -> dict[str, Any]:
    return {
        "profile": profile_rows(assessment["scales"]),
        "profile_axis": profile_axis(),
        "desirability": _desirability(assessment["social_desirability"], speech),
    }


def _desirability(given: Mapping[str, Any] | None, speech: Speech) -> dict[str, Any] | None:
    if given is None:
        return None
    answer = given.get("reading") or given.get("outcome") or "cannot_decide"
    return {
        "answer": speech.term(answer),
        "raw": given.get("raw"),
        "adjusted": given.get("adjusted") or (),
    }


def _of_plan(assessment: Mapping[str, Any]) -> dict[str, Any]:
    plan = assessment["plan"]
    if plan is None:
        return {"reached": None}
    exercises = {each["id"]: each for each in plan["exercises"]}
    modules = {each["id"]: each["title"] for each in plan["modules"]}
    sessions, curve = plan["sessions"], plan["curve"]
    return {
        "reached": next((each for each in curve if each["sessions"] == sessions), None),
        "ribbon": session_ribbon(plan),
        "matrix": plan_matrix(plan, assessment["needs"]),
        "curve": dose_curve(curve, planned=sessions) if curve else None,
        "curve_steps": list(_steps(curve, sessions)),
        "exercise": exercises.__getitem__,
        "module_title": lambda id_: modules.get(id_, id_),
    }


def _steps(curve: Sequence[Mapping[str, Any]], planned: int) -> Iterator[Mapping[str, Any]]:
    """The points at which the curve changes, and the one of this plan."""
    last: tuple[float, float] | None = None
    for each in curve:
        reached = (each["strong"], each["all"])
        if reached != last or each["sessions"] == planned:
            yield each
        last = reached
