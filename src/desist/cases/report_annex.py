"""Report annex: every decision with its reasons and sources, every score, and every rule.

Whatever is said once for many (a source, a name before a colon, an adoption) is written once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

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
IN_ROWS = frozenset({"scoring.scored", "scoring.entered", "norm.chosen", "norm.none"}) | frozenset(
    {"standing.normal", "standing.problem", "standing.beyond", "standing.unscorable"}
)
"""Reasons whose every value stands in the row of their scale, so that no sentence repeats it."""
IN_NORMS = "norm.chosen"
"""The reason whose source stands with the norms of its questionnaire."""

Json = Mapping[str, Any]


def annex(assessment: Json) -> dict[str, Any]:
    """What the templates of the annexes, and the first page, ask of decisions and rules."""
    decisions = assessment["decisions"]
    scored, standing, others = _parted(decisions)
    return {
        "suitability": next(
            (each for each in decisions if each["question"] == "eligibility"), UNDECIDED
        ),
        "decisions": [_told(each) for each in others],
        "questionnaires": list(_questionnaires(assessment["scales"], scored)),
        "standing": standing and _told(standing, beside=IN_ROWS),
        "standing_beyond": standing and _beyond(standing),
        **_adoptions(assessment),
    }


def _parted(decisions: Sequence[Json]) -> tuple[list[Json], Json | None, list[Json]]:
    """Decisions on scores, the one on standing, and all others."""
    scored = [each for each in decisions if each["question"].startswith("scoring.")]
    standing = next((each for each in decisions if each["question"] == "standing"), None)
    others = [each for each in decisions if each not in scored and each is not standing]
    return scored, standing, others


def _told(decision: Json, *, beside: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A decision with its reasons by rule and its sources, without reasons told beside it."""
    reasons = [each for each in decision["reasons"] if each["code"] not in beside]
    return {
        **decision,
        "grouped": list(_grouped(reasons)),
        "sources": _sources([each for each in decision["reasons"] if each["code"] != IN_NORMS]),
    }


def _grouped(reasons: Sequence[Json]) -> Iterator[dict[str, Any]]:
    """Neighbouring reasons that rest on the same table of the same rule, together."""

    def basis(each: Json) -> tuple[Any, ...]:
        return (each["rule"], each["version"], each["source"], each["grade"])

    for (rule, version, source, grade), group in groupby(reasons, key=basis):
        texts = [each["text"] for each in group]
        yield {
            "texts": texts,
            "sentences": list(run_on(texts)),
            "rule": rule,
            "version": version,
            "source": source,
            "grade": grade,
        }


def run_on(texts: Sequence[str]) -> Iterator[str]:
    """Sentences in which neighbours that begin with the same name before a colon share it.

    >>> list(run_on(["S: aged 42", "S: 2 appearances", "In all: 1"]))
    ['S: aged 42; 2 appearances', 'In all: 1']
    """
    for name, group in groupby(texts, key=lambda text: text.partition(": ")[0]):
        first, *more = list(group)
        yield "; ".join([first.rstrip("."), *(each.removeprefix(f"{name}: ") for each in more)])


def _sources(reasons: Sequence[Json]) -> list[dict[str, Any]]:
    """Each source of a decision once, with the rules that cite it, in order of first use."""
    cited: dict[str, dict[tuple[str, int], None]] = {}
    for each in reasons:
        cited.setdefault(each["source"], {})[each["rule"], each["version"]] = None
    return [{"source": source, "rules": list(rules)} for source, rules in cited.items()]


def _questionnaires(scales: Sequence[Json], scored: Sequence[Json]) -> Iterator[dict[str, Any]]:
    """Each questionnaire with its scales, the decision on its scores, and the norms compared."""
    waiting = list(scored)
    by = groupby(scales, key=lambda each: (each["instrument"], each["on"]))
    for (instrument, _), group in by:
        held = list(group)
        decision = next((d for d in waiting if d["question"] == f"scoring.{instrument}"), None)
        if decision is not None:
            waiting.remove(decision)
        norms = [each["norm"] for each in held if each["norm"]]
        yield {
            "first": held[0],
            "compared": [each for each in held if each["norm"]],
            "others": [each for each in held if not each["norm"]],
            "scored": decision and _told(decision, beside=IN_ROWS),
            "rule": decision and next(iter(decision["reasons"]), None),
            "norms": list(_norms(norms)),
        }


def _norms(norms: Sequence[Json]) -> Iterator[dict[str, Any]]:
    """The norms of one questionnaire, together where people, grade and source are the same."""
    keys = ("population", "grade", "source")
    for key in dict.fromkeys(tuple(each[name] for name in keys) for each in norms):
        ids = [each["id"] for each in norms if tuple(each[name] for name in keys) == key]
        yield {**dict(zip(keys, key, strict=True)), "ids": ids}


def _beyond(standing: Json) -> float | None:
    """How many standard deviations from the mean count as beyond it, where that was asked."""
    held = (each["values"].get("deviations") for each in standing["reasons"])
    return next((each for each in held if each is not None), None)


def _adoptions(assessment: Json) -> dict[str, Any]:
    """Which rules were consulted, which need adopting, and who adopted them."""
    decisions = assessment["decisions"]
    needing = assessment["rules_needing_adoption"]
    adopted = {_key(each): each["adopted_on"] for each in needing}
    consulted = {
        _key(each): each for one in decisions for each in (*one["awaiting"], *one["rules"])
    }
    needed = {_key(each) for each in needing if each["grade"] in UNPROVEN}
    first = {
        _key(rule)
        for one in decisions
        if one["question"].partition(".")[0] in DECIDING
        for rule in (*one["rules"], *one["awaiting"])
    } & needed
    adopted_list = [each for each in needing if each["adopted_by"]]
    awaited = [each for each in needing if not each["adopted_by"]]
    rules = [consulted[key] for key in sorted(consulted)]
    return {
        "adopted": lambda id_, version: adopted.get((id_, version)),
        "adopted_list": adopted_list,
        "adopted_first": [each for each in adopted_list if _key(each) in first],
        "awaited": awaited,
        "awaited_first": [each for each in awaited if _key(each) in first],
        "rules": list(_by_adoption(rules, needed)),
    }


def _key(rule: Json) -> tuple[str, int]:
    return rule["id"], rule["version"]


def _by_adoption(rules: Sequence[Json], needed: set[tuple[str, int]]) -> Iterator[dict[str, Any]]:
    """Rules together that share a grade and an adoption, those that still await one first."""

    def shared(each: Json) -> tuple[bool, bool, str, str, str]:
        by, on = each["adopted_by"] or "", each["adopted_on"] or ""
        return bool(by), _key(each) not in needed, by, on, each["grade"]

    for (is_adopted, is_free, by, on, grade), group in groupby(sorted(rules, key=shared), shared):
        state = "adopted" if is_adopted else "free" if is_free else "awaited"
        yield {"state": state, "by": by, "on": on, "grade": grade, "list": list(group)}
