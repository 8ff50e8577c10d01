"""Page: the report of a cohort as HTML, from the report's JSON and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desist.documents.evidence_chart import evidence_chart
from desist.documents.incidence_chart import incidence_chart
from desist.documents.page import DASH, figure, render, sentence, stylesheet, stylesheet_digest
from desist.evaluation.cohort.record import NAMES
from desist.evaluation.cohort.statement import horizon_words

STYLE = "report.css"
WITHHELD = "withheld"


def cohort_page(report: Mapping[str, Any]) -> str:
    """One HTML document that loads nothing from elsewhere."""
    first = [
        each for each in report["at_horizons"]
        if each["role"] == "primary" and each["whom"] == "allocated"
        and any(
            (each["outcome"], each["horizon_days"]) == (said["outcome"], said["horizon_days"])
            for said in report["statements"]
        )
    ]  # fmt: skip
    return render(
        "cohort.html.jinja",
        r=report,
        first=first,
        primary_days=first[0]["horizon_days"] if first else 0,
        adjusted_for=next(
            (each["adjusted_for"] for each in report["over_time"] if each["adjusted_for"]),
            ["nothing"],
        ),
        level=f"{report['level']:.0%}",
        charts=_charts(report),
        evidence=_evidence(report),
        words=NAMES.__getitem__,
        span=horizon_words,
        count=count,
        cell=cell,
        interval=interval,
        hundred=lambda given: figure(_times(given["estimate"], 100), 1),
        hundred_interval=lambda given: interval(given, 1, times=100),
        style=stylesheet(STYLE),
        style_digest=stylesheet_digest(STYLE),
    )  # fmt: skip


def count(number: int | None) -> str:
    """A count, or that it is withheld."""
    return WITHHELD if number is None else f"{number:,}"


def interval(given: Mapping[str, Any], places: int, *, times: float = 1) -> str:
    """An estimate with its limits in brackets; a dash where there is none."""
    if given["estimate"] is None and given["low"] is None and given["high"] is None:
        return DASH
    values = (_times(given[key], times) for key in ("estimate", "low", "high"))
    middle, low, high = (figure(each, places) for each in values)
    return f"{middle} ({low} to {high})"


def cell(given: Mapping[str, Any]) -> str:
    """A cell of the first table."""
    if given["median"] is not None:
        quartiles = f"{figure(given['lower_quartile'], 3)}, {figure(given['upper_quartile'], 3)}"
        return f"{figure(given['median'], 3)} ({quartiles})"
    if given["n"] is None:
        return WITHHELD
    share = "" if given["share"] is None else f" ({figure(given['share'] * 100, 1)}%)"
    return f"{given['n']:,}{share}"


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def _labelled(evidence: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = ["harm", "benefit"]
    return [
        {"label": names[n] if n < len(names) else sentence(f"claim {n - 1}"),
         "course": each["course"]}
        for n, each in enumerate(evidence)
    ]  # fmt: skip


def _charts(report: Mapping[str, Any]) -> dict[str, str]:
    return {
        each["outcome"]: incidence_chart(
            each["arms"], title=f"Share with {NAMES[each['outcome']]} over time, by arm"
        )
        for each in report["curves"]
        if each["arms"] and any(arm["points"] for arm in each["arms"])
    }


def _evidence(report: Mapping[str, Any]) -> dict[str, str]:
    return {
        each["outcome"]: evidence_chart(
            each["looks"],
            _labelled(each["evidence"]),
            title=f"Evidence over time: {NAMES[each['outcome']]}",
        )
        for each in report["living"]
        if len(each["looks"]) > 1
    }
