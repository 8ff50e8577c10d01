"""What is done of an assessment and what is not, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from desist.cases.rules_in_force import Rules
from desist.casework.access import may, rows
from desist.casework.access.policy import Actor
from desist.casework.access.role import FieldClass
from desist.casework.assessment.models import (
    Coding,
    EligibilityDecision,
    Fact,
    Tool,
)
from desist.casework.assessment.policy import is_blind
from desist.casework.assessment.queries.coded import (
    current_codings,
    current_facts,
    current_ratings,
)
from desist.casework.pages.environment import day
from desist.casework.pages.speech import speech
from desist.casework.referrals.models import Referral
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.programme.need_rule import NeedRule

DONE, OPEN, WAITING = "done", "open", "waiting"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of an assessment: where it is done, how far it is, in words and as a state."""

    title: str
    address: str
    state: str
    words: str
    hint: str = ""


def parts_of(actor: Actor, referral: Referral, *, on: date) -> Sequence[Part]:
    """The parts that this person's work is with, in the order of the work."""
    clinical = FieldClass.CLINICAL in actor.standing.reads
    parts: list[Part] = []
    if may(actor, "assessment.see_risk", referral):
        parts.append(_risk(referral))
    if clinical:
        parts += _profile(actor, referral, on=on)
    if not is_blind(actor, referral.pk):
        parts.append(_eligibility(actor, referral))
    return parts


def _risk(referral: Referral) -> Part:
    held = current_codings(referral)
    signed = current_facts(referral).get(Fact.BAND)
    titles = [str(Tool(tool).label) for tool in Tool if tool in held]
    hint = _("Coded: %s") % ", ".join(titles) if titles else ""
    done = Tool.RM2000 in held or signed is not None
    words = _("Coded") if Tool.RM2000 in held else _("Signed") if signed else _("Not coded yet")
    return Part(
        title=_("Static risk"),
        address="assessment:risk",
        state=DONE if done else OPEN,
        words=words,
        hint=hint,
    )


def _profile(actor: Actor, referral: Referral, *, on: date) -> Iterator[Part]:
    facts, ratings = current_facts(referral), current_ratings(referral)
    needs = needs_rule(on=on).need
    rated = len([each for each in needs if each.id in ratings])
    yield Part(
        title=_("Needs: your ratings"),
        address="assessment:rate" if may(actor, "assessment.rate_needs", referral) else "",
        state=DONE if rated == len(needs) else OPEN,
        words=_("%(rated)s of %(all)s rated") % {"rated": rated, "all": len(needs)},
    )
    deviance = facts.get(Fact.DEVIANCE)
    hidden = is_blind(actor, referral.pk)
    yield Part(
        title=_("Profile, pathway and needs"),
        address="assessment:profile",
        state=OPEN,
        words=_("See the profile"),
        hint="" if deviance is None or hidden else _("Deviance signed on %s") % day(deviance.on),
    )


def _eligibility(actor: Actor, referral: Referral) -> Part:
    held = rows(actor, EligibilityDecision).filter(referral=referral)
    newest = held.select_related("ruling").order_by("-pk").first()
    if newest is None:
        return Part(
            title=_("Is the programme suitable?"),
            address="assessment:eligibility",
            state=OPEN,
            words=_("Not decided yet"),
        )
    ruling = getattr(newest, "ruling", None)
    outcome = ruling.outcome if ruling else newest.outcome
    return Part(
        title=_("Is the programme suitable?"),
        address="assessment:eligibility",
        state=DONE if ruling else WAITING,
        words=speech().known(outcome).capitalize(),
        hint=str(ruling.get_kind_display()) if ruling else _("Waiting for a treatment manager"),
    )


def needs_rule(*, on: date) -> NeedRule:
    """The needs that are looked for here on a day."""
    rules = Rules(catalogue=the_catalogue(), adoptions=adoptions_here(), on=on)
    return rules.one(NeedRule)


def second_codings_waiting(actor: Actor, referral: Referral) -> list[dict[str, Any]]:
    """The codings of a referral that this person may code second; only the tool is said."""
    verb = "assessment.begin_second_coding"
    waiting = rows(actor, Coding, verb).filter(referral=referral).order_by("pk")
    return [{"public_id": each.public_id, "title": str(Tool(each.tool).label)} for each in waiting]
