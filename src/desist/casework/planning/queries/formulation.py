"""What a formulation says, the lists it is chosen from, and what is known before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from django.utils.translation import gettext as _

from desist.cases.assessment import Assessment
from desist.casework.pages.environment import day
from desist.casework.planning.models import LINKS, Formulation
from desist.casework.referrals.models import Referral
from desist.casework.rules.queries import the_catalogue
from desist.programme.formulation import FormulationLink, LinkKind
from desist.programme.formulation_terms import FormulationTerms
from desist.programme.pathway_rule import PathwayRule

Listed = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a field begins with because it is known already, and whence."""

    value: str
    source: str


def newest_terms() -> FormulationTerms:
    """The newest of the coded lists: they decide nothing, so nobody has to adopt them."""
    return max(the_catalogue().of_kind(FormulationTerms), key=lambda each: each.version)


def listed(name: str) -> Listed:
    """The codes and words of one list: ``behaviour``, ``good`` or ``protective``."""
    return [(each.id, each.title) for each in getattr(newest_terms(), name)]


def pathways() -> Listed:
    """The pathways that there are, and that none shows."""
    rule = max(the_catalogue().of_kind(PathwayRule), key=lambda each: each.version)
    found = [(each.id, each.title) for each in rule.pathway]
    return [*found, (rule.multiple.id, rule.multiple.title), ("no_pathway", _("No pathway"))]


def links_of(written: Formulation | Mapping[str, Any]) -> Iterator[FormulationLink]:
    """The links of a formulation, or of an earlier state of it, one thought each, as words."""
    said = dict(listed("behaviour"))
    for kind in get_args(LinkKind):
        text = written[kind] if isinstance(written, Mapping) else getattr(written, kind)
        parts = text.split() if kind == "behaviour" else text.splitlines()
        for part in filter(None, map(str.strip, parts)):
            yield FormulationLink(kind=kind, text=said.get(part, part))


def formulation_of(referral: Referral) -> Formulation | None:
    """The formulation of a referral, if one is written."""
    held = Formulation._base_manager.select_related("written_by")
    return held.filter(referral=referral).first()


def is_account_expected(assessment: Assessment) -> bool:
    """Whether the form with an account fits how the person stands to the offence."""
    return assessment.case.stance.offence not in ("denies_offence", "denies_arousal")


def known_before(referral: Referral, assessment: Assessment, *, on: date) -> dict[str, Known]:
    """What a new formulation begins with, field by field."""
    known = _from_earlier(referral)
    strong = [each.title for each in assessment.battery.needs.needs if each.strength == "strong"]
    if strong and "need_met" not in known:
        source = _("the strong needs of the assessment of %(day)s") % {"day": day(on)}
        known["need_met"] = Known(value="\n".join(strong), source=source)
    primary = assessment.battery.pathway.primary
    if primary:
        known["pathway"] = Known(
            value=primary, source=_("the questionnaires, judged on %(day)s") % {"day": day(on)}
        )
    return known


def _from_earlier(referral: Referral) -> dict[str, Known]:
    """What was written for an earlier referral of the same person."""
    held = Formulation._base_manager.filter(referral__person=referral.person)
    earlier = held.exclude(referral=referral).order_by("-written_at").first()
    if earlier is None:
        return {}
    written_on = day(earlier.written_at.date())
    source = _("the formulation of an earlier referral, %(day)s") % {"day": written_on}
    names = (*LINKS, "goods", "protective")
    found = {name: getattr(earlier, name) for name in names}
    return {name: Known(value=value, source=source) for name, value in found.items() if value}
