"""Findings as pages show them: what may be said, and the evidence for each claim over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from markupsafe import Markup

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.studies.models import Finding, Study
from desist.documents.evidence_chart import evidence_panel, strength
from desist.evaluation.cohort.record import NAMES

NEGATIVE_CONTROL = "negative_control"


@dataclass(frozen=True, kw_only=True)
class EvidencePanel:
    """One claim: against what, how strong the evidence is, what it says, since when."""

    outcome: str
    against: str
    says: str
    strength: str
    warned_on: date | None
    verdict_on: date | None
    is_control: bool
    picture: Markup | None


def list_newest(actor: Actor) -> QuerySet[Finding]:
    """The newest finding of each study, the latest first."""
    every = rows(actor, Finding)
    newest = every.order_by().values("study").annotate(newest=Max("pk")).values("newest")
    return every.filter(pk__in=newest).select_related("study", "by").order_by("-pk")


def list_findings(actor: Actor, study: Study) -> QuerySet[Finding]:
    """Every finding of a study, the latest first."""
    return rows(actor, Finding).filter(study=study).select_related("by").order_by("-pk")


def panels_of(content: Mapping[str, Any]) -> list[EvidencePanel]:
    """A panel a claim; what is withheld or was refused has none."""
    return list(_panels(content["living"]))


def _panels(sections: Sequence[Mapping[str, Any]]) -> Iterator[EvidencePanel]:
    for section in sections:
        if section["is_suppressed"] or section["refused"]:
            continue
        outcome = NAMES.get(section["outcome"], section["outcome"])
        for each in section["evidence"]:
            drawn = len(section["looks"]) > 1
            title = f"Evidence over time, {outcome}: against {each['against']}"
            yield EvidencePanel(
                outcome=outcome,
                against=each["against"],
                says=each["says"].partition(" (since ")[0],
                strength=strength(each["estimate"]),
                warned_on=_day(each["warned_on"]),
                verdict_on=_day(each["verdict_on"]),
                is_control=section["role"] == NEGATIVE_CONTROL,
                picture=evidence_panel(section["looks"], each["course"], title=title)
                if drawn
                else None,
            )


def _day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(said)
