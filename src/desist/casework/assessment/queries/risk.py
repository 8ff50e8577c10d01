"""Static risk as a page shows it: the results, what they rest on, and who coded what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desist.cases.assessment import Assessment
from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.assessment.models import Coding, Fact, SignedFact, Stage, Tool
from desist.casework.assessment.queries.case import assess
from desist.casework.pages.speech import speech
from desist.casework.referrals.models import Referral
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.words import words_of
from desist.programme.decision import Decision


@dataclass(frozen=True, kw_only=True)
class CodedTool:
    """One tool: the coding that counts, this reader's own draft, and who began one."""

    tool: str
    title: str
    current: Coding | None
    draft: Coding | None
    earlier: Sequence[Coding]


@dataclass(frozen=True, kw_only=True)
class RiskPage:
    """All of static risk of one referral."""

    judged: Assessment
    tools: Sequence[CodedTool]
    facts: Mapping[str, SignedFact]
    decisions: Sequence[Mapping[str, Any]]


def risk_page(actor: Actor, referral: Referral, *, on: date) -> RiskPage:
    """Static risk as this person may see it."""
    judged = assess(referral, on=on)
    held = rows(actor, Coding).filter(referral=referral).select_related("coder")
    codings = list(held.order_by("-pk"))
    facts = rows(actor, SignedFact).filter(referral=referral, withdrawn_on=None)
    return RiskPage(
        judged=judged,
        tools=[_tool(actor, tool, codings) for tool in Tool],
        facts={each.fact: each for each in facts.select_related("entered_by").order_by("pk")},
        decisions=[as_record(each) for each in judged.risk.decisions()],
    )


def _tool(actor: Actor, tool: Tool, codings: Sequence[Coding]) -> CodedTool:
    of_tool = [each for each in codings if each.tool == tool]
    finished = [each for each in of_tool if each.stage == Stage.FINISHED]
    counting = [each for each in finished if each.purpose != "second"]
    drafts = [each for each in of_tool if each.is_draft and each.purpose != "second"]
    mine = [each for each in drafts if each.coder_id == actor.standing.user_id]
    current = counting[0] if counting else None
    return CodedTool(
        tool=tool.value,
        title=str(tool.label),
        current=current,
        draft=mine[0] if mine else None,
        earlier=[each for each in finished if each != current],
    )


def as_record(decision: Decision) -> dict[str, Any]:
    """A judgement as the pages' decision component takes it, each reason with its words."""
    return decision.as_record(words_of(the_catalogue()).reason)


def earlier_coding(actor: Actor, coding: Coding) -> Coding | None:
    """The newest finished coding of this tool of the person, for whoever codes it again.

    A second coder is shown none: theirs is to be their own.
    """
    if coding.purpose != "first":
        return None
    held = rows(actor, Coding).filter(
        referral__person=coding.referral.person_id, tool=coding.tool, stage=Stage.FINISHED
    )
    return held.exclude(purpose="second").select_related("coder").order_by("-pk").first()


def said(value: Any) -> str:
    """A coded value in words."""
    return speech().known(value)


IMPORTED = (Fact.OGRS, Fact.OVP, Fact.RSR, Fact.SARA, Fact.ROSH)
"""Results of tools that run elsewhere, in the order in which they are shown."""
