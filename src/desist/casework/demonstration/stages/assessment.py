"""Assessments for the demonstration: coded risk, signed results, needs, decisions, rulings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from desist.casework.accounts.models import Appointment, User, running_on
from desist.casework.assessment.actions.coding import begin_coding, finish_coding, save_coding
from desist.casework.assessment.actions.decision import UNANSWERED, decide_eligibility
from desist.casework.assessment.actions.rating import rate_needs
from desist.casework.assessment.actions.ruling import (
    accept_decision,
    override_decision,
    record_panel,
)
from desist.casework.assessment.actions.second_coding import (
    ask_second_coder,
    begin_second_coding,
)
from desist.casework.assessment.actions.signed_fact import enter_signed_fact
from desist.casework.assessment.models import Coding, EligibilityDecision
from desist.casework.assessment.queries.guide import guide_of_tool, name_of_guide
from desist.casework.assessment.queries.overview import needs_rule
from desist.casework.demonstration.seed import Seed
from desist.casework.referrals.models import Referral

EVIDENCE = (
    "Said so in the interview, with two examples.",
    "The practitioner's record of the last half year.",
    "A diary that was kept for four weeks.",
    "What a partner told the practitioner, as recorded there.",
)
MEMBERS = (("The treatment manager", "chair"), ("The regional psychologist", "psychologist"))
MINUTE = "The papers and the assessment were read; the majority found the programme the right one."
DECIDED, RULED, OVERRIDDEN, CHECKED = 0.85, 0.8, 0.08, 0.1
"""Shares: of the assessed who are judged, then answered; overridden; checked by a second coder."""
LATELY = timedelta(days=14)
"""Whoever was asked to code a second time longer ago has done it."""
DAYS = 30
"""An assessment is done within so many days of the referral."""


def assessment_stage(made: Seed, referrals: Sequence[Referral]) -> int:
    """Assess these referrals and answer most recommendations; how many were judged."""
    staff = _staff_by_region(made)
    judged = 0
    for referral in referrals:
        assessor, second, manager = staff[referral.person.team.unit.region_id]
        at = _when(made, referral)
        coding = _code(made, referral, assessor, at)
        _sign(made, referral, assessor, at)
        _rate(made, referral, assessor, at)
        if made.dice.random() < CHECKED:
            _check(made, coding, assessor, second, at)
        if made.dice.random() < DECIDED:
            judged += 1
            given = {"on": at.date(), "by": assessor, "at": at}
            decision = decide_eligibility(referral=referral, **given)
            _rule(made, decision, manager, at)
    return judged


def _staff_by_region(made: Seed) -> dict[int, tuple[User, User, User]]:
    """Of each region an assessor, a second coder and a manager."""
    found: dict[int, dict[str, User]] = {}
    posts = Appointment.objects.filter(running_on(made.now.date()), unit=None, region__isnull=False)
    for post in posts.select_related("user").order_by("pk"):
        found.setdefault(post.region_id, {})[post.role] = post.user
    return {
        region: (roles["assessor"], roles["second_coder"], roles["manager"])
        for region, roles in found.items()
    }


def _when(made: Seed, referral: Referral) -> datetime:
    """Some weeks after the referral, and before now."""
    begun = datetime.combine(referral.referred_on, made.now.timetz())
    later = begun + timedelta(days=made.dice.randrange(7, DAYS))
    return min(later, made.now - timedelta(hours=1))


def _code(made: Seed, referral: Referral, by: User, at: datetime) -> Coding:
    """RM2000 and OSP for everybody, PNI for some; the coding of RM2000."""
    first = _one(referral, "rm2000", _matrix(made, at.date()), by, at)
    _one(referral, "osp", _predictor(made, referral, at.date()), by, at)
    if made.dice.random() < 0.3:
        guide = guide_of_tool("pni", on=at.date())
        scores = {item.id: made.dice.choice((0, 0, 1, 1, 2)) for item in guide.items}
        _one(referral, "pni", scores, by, at)
        for fact, highest in (("ogrs", 60), ("ovp", 40), ("rsr", 4)):
            figure = round(made.dice.random() * highest, 2)
            _fact(referral, fact, {"percentage": figure}, by, at)
        _fact(referral, "sara", {"band": "not_applicable"}, by, at)
    return first


def _one(referral: Referral, tool: str, items: dict[str, Any], by: User, at: datetime) -> Coding:
    guide = name_of_guide(guide_of_tool(tool, on=at.date()))
    given = {"by": by, "at": at}
    coding = begin_coding(referral=referral, tool=tool, guide=guide, on=at.date(), **given)
    save_coding(coding=coding, read_version=coding.version, items=items, **given)
    return finish_coding(coding=coding, read_version=coding.version, on=at.date(), **given)


def _matrix(made: Seed, on: date) -> dict[str, Any]:
    dice = made.dice
    sexual = dice.choice((1, 1, 1, 1, 2, 2, 3))
    return {
        "commencement_on": on.isoformat(),
        "sexual_appearances": sexual,
        "criminal_appearances": sexual + dice.choice((0, 0, 0, 1, 3)),
        "violent_appearances": dice.choice((0, 0, 0, 0, 1)),
        "burglary": dice.random() < 0.05,
        "single": dice.random() < 0.5,
        "male_victim": dice.choice(("no", "no", "no", "image")),
        "stranger_victim": dice.choice(("image", "image", "image", "no", "other")),
        "non_contact": dice.choice(("image", "image", "image", "no")),
    }


def _predictor(made: Seed, referral: Referral, on: date) -> dict[str, Any]:
    dice = made.dice
    image = dice.choice((1, 1, 1, 2, 2))
    return {
        "follow_up_on": on.isoformat(),
        "last_sexual_sanction_on": referral.referred_on.isoformat(),
        "adult_contact": 0,
        "child_contact": 0,
        "non_contact": dice.choice((0, 0, 0, 1)),
        "image": image,
        "total_sanctions": image + 1 + dice.choice((0, 0, 2)),
        "stranger": False,
    }


def _sign(made: Seed, referral: Referral, by: User, at: datetime) -> None:
    outcome = "high" if made.dice.random() < 0.15 else "low"
    result = {"outcome": outcome, "unit": "Scoring unit (invented)", "sheet_version": "7"}
    _fact(referral, "deviance", result, by, at)


def _fact(referral: Referral, fact: str, result: dict[str, Any], by: User, at: datetime) -> None:
    given = {"fact": fact, "on": at.date(), "signatory": "A. Scorer (invented)", "result": result}
    enter_signed_fact(referral=referral, **given, by=by, at=at)


def _rate(made: Seed, referral: Referral, by: User, at: datetime) -> None:
    """A third of the needs, as an assessor finds time for."""
    dice = made.dice
    ratings = {}
    for need in needs_rule(on=at.date()).need:
        if dice.random() < 0.35:
            value = dice.choice((0, 1, 1, 2))
            ratings[need.id] = (value, dice.choice(EVIDENCE) if value else "")
    rate_needs(referral=referral, ratings=ratings, on=at.date(), by=by, at=at)


def _check(made: Seed, coding: Coding, first: User, second: User, at: datetime) -> None:
    """Checked by a second coder: some asked lately still wait, some agree, some differ."""
    on, version = at.date(), coding.version
    ask_second_coder(coding=coding, read_version=version, on=on, by=first, at=at)
    lot = made.dice.random()
    waits = lot < 0.3 and at > made.now - LATELY
    if waits or first == second:
        return
    items = dict(coding.items) | ({"single": not coding.items["single"]} if lot > 0.7 else {})
    given = {"by": second, "at": at}
    again = begin_second_coding(coding=coding, on=on, **given)
    save_coding(coding=again, read_version=again.version, items=items, **given)
    finish_coding(coding=again, read_version=again.version, on=on, **given)


def _rule(made: Seed, decision: EligibilityDecision, by: User, at: datetime) -> None:
    """A treatment manager answers, some days later; some wait to this day."""
    dice = made.dice
    later = min(at + timedelta(days=dice.randrange(1, 9)), made.now)
    if decision.outcome in UNANSWERED or dice.random() > RULED:
        return
    given = {"decision": decision, "by": by, "at": later}
    if decision.outcome == "panel":
        outcome = dice.choice(("eligible", "eligible", "refer_generic"))
        record_panel(outcome=outcome, minute=MINUTE, members=MEMBERS, held_on=later.date(), **given)
    elif dice.random() < OVERRIDDEN:
        outcome = "refer_generic" if decision.outcome == "eligible" else "eligible"
        words = "What is known since outweighs the rule; discussed in supervision."
        given |= {"outcome": outcome, "reason": "new_information", "words": words}
        override_decision(on=later.date(), **given)
    else:
        accept_decision(on=later.date(), **given)
