"""Summary: a whole assessment on one screen of plain text, the answer first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from desist.catalogue.words import Words


def summary(record: Mapping[str, Any], *, words: Words) -> str:
    """What a person at a terminal needs: the answer, why, what is missing, and the plan."""
    return "\n".join(_lines(record, words))


def _lines(record: Mapping[str, Any], words: Words) -> Iterator[str]:
    if record["demonstration"]:
        yield "DEMONSTRATION: an invented person, judged by rules that no site has adopted.\n"
    programme, eligibility = record["programme"], _decision(record, "eligibility")
    yield f"{record['reference']}, aged {record['person']['age']}, on {record['decided_on']}"
    yield f"{programme['title']}: {words.term(eligibility['outcome']).upper()}"
    yield from _because(eligibility, words)
    yield ""
    for name, label in (("standard", "standard"), ("adapted", "adapted ")):
        yield f"  RM2000 {label}  {_band(record, name, words)}"
    yield f"  Deviance         {words.term(record['deviance']['outcome'])}"
    yield f"  Pathway          {words.term(record['pathway']['outcome'])}"
    for strength in ("strong", "some"):
        titles = [each["title"] for each in record["needs"] if each["strength"] == strength]
        if titles:
            yield f"  Needs, {strength:<8}  {', '.join(titles)}"
    yield from _plan(record, words)


def _because(decision: Mapping[str, Any], words: Words) -> Iterator[str]:
    for each in decision["reasons"]:
        yield f"  because          {each['text']} ({each['rule']} v{each['version']})"
    if decision["missing"]:
        yield f"  missing          {', '.join(decision['missing'])}"
    for rule in decision["awaiting"]:
        yield f"  could be adopted {rule['id']} v{rule['version']} ({rule['grade']})"
    for each in decision["would_change"]:
        changes = " and ".join(_change(change, words) for change in each["changes"])
        yield f"  would change if  {changes} -> {words.term(each['outcome'])}"


def _change(change: Mapping[str, Any], words: Words) -> str:
    """One fact and what it would have to be, in words."""
    instead = change["instead"]
    if isinstance(instead, bool):
        instead = "yes" if instead else "no"
    return f"{words.term(change['fact'])}: {words.term(instead)}"


def _plan(record: Mapping[str, Any], words: Words) -> Iterator[str]:
    plan = record["plan"]
    if plan is None:
        return
    yield ""
    yield (
        f"Plan, {words.term(plan['format'])}: {plan['sessions']} sessions of "
        f"{plan['session_minutes']} minutes, {len(plan['exercises'])} exercises"
    )
    for module in plan["modules"]:
        yield f"  {module['sessions']:>2}  {module['title']}"


def _decision(record: Mapping[str, Any], question: str) -> Mapping[str, Any]:
    return next(each for each in record["decisions"] if each["question"] == question)


def _band(record: Mapping[str, Any], variant: str, words: Words) -> str:
    """The band that counts: the one signed by the site's own scorer before the one coded here."""
    entered = record["static_risk"]["entered"]
    if entered and entered["variant"] == variant:
        return f"{words.term(entered['band'])}, signed by the site's own scorer"
    band = record["static_risk"][variant]["sexual"]["band"]
    return words.term(band) if band else _unknown(record, variant, words)


def _unknown(record: Mapping[str, Any], variant: str, words: Words) -> str:
    return words.term(_decision(record, f"static_risk.{variant}")["outcome"])
