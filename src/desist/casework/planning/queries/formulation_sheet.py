"""A formulation as pages and paper show it: plain values, every code said in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone

from desist.casework.accounts.queries import name_of
from desist.casework.planning.models import LINKS, Formulation, FormulationRevision
from desist.casework.planning.queries.formulation import links_of, listed, pathways
from desist.casework.referrals.programme import titles
from desist.documents.functional_analysis_chart import functional_analysis


def sheet_of(
    formulation: Formulation, revision: FormulationRevision | None = None
) -> dict[str, Any]:
    """What is written now, or what was written in an earlier state."""
    if revision is None:
        names = ("form", *LINKS, "pathway", "goods", "protective")
        held = {name: getattr(formulation, name) for name in names}
        number, who, at = formulation.version, formulation.written_by, formulation.written_at
    else:
        held, number = revision.values, revision.number
        who, at = name_of(revision.by), revision.at
    person = formulation.referral.person
    links = [{"kind": each.kind, "text": each.text} for each in links_of(held)]
    return {
        "form": held["form"],
        "links": links,
        "analysis": functional_analysis(held["form"], links),
        "pathway": dict(pathways()).get(held["pathway"], ""),
        "goods": _said(held, "goods", "good"),
        "protective": _said(held, "protective", "protective"),
        "number": number,
        "who": str(who),
        "on": timezone.localtime(at).date().isoformat(),
        "name": person.name,
        "crn": person.crn,
        "programme": titles().get(formulation.referral.programme, formulation.referral.programme),
        "demonstration": settings.DEMONSTRATION,
    }


def _said(held: Mapping[str, str], field: str, list_: str) -> list[str]:
    words = dict(listed(list_))
    return [words.get(code, code) for code in held[field].split()]
