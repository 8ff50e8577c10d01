"""What a person answers to a recommendation: accepted, overridden with a reason, or by a panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.assessment.actions.decision import UNANSWERED
from desist.casework.assessment.actions.moving_on import move_on
from desist.casework.assessment.models import (
    EligibilityDecision,
    PanelMember,
    Ruling,
    RulingKind,
)
from desist.casework.assessment.queries.decision import is_newest
from desist.casework.assessment.queries.ruling import ruling_rule
from desist.casework.audit.door import action, tell
from desist.casework.tasks.actions import finish_tasks


class NotRuled(ValueError):
    """A decision cannot be answered so: ``reason`` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@action("assessment.accept", on="decision", told=_("Recommendation accepted"))
def accept_decision(*, decision: EligibilityDecision, on: date, by: Any, at: datetime) -> Ruling:
    """Rule as the rules recommend; the referral moves on.

    Raises:
        NotRuled: nothing was recommended, a panel was, or a later decision stands.
        NotMoved: the flow of referrals does not allow what would follow.
    """
    if decision.outcome in UNANSWERED:
        raise NotRuled("nothing_recommended")
    return _rule(decision, RulingKind.ACCEPTED, outcome=decision.outcome, on=on, by=by, at=at)


@action("assessment.override", on="decision", told=_("Recommendation overridden"))
def override_decision(
    *,
    decision: EligibilityDecision,
    outcome: str,
    reason: str,
    words: str,
    on: date,
    by: Any,
    at: datetime,
) -> Ruling:
    """Rule otherwise than recommended, for a coded reason and in words.

    Raises:
        NotRuled: the outcome is the recommended one or none that a person can rule.
        NotMoved: the flow of referrals does not allow what would follow.
    """
    if outcome == decision.outcome:
        raise NotRuled("same_as_recommended")
    if reason not in {each.id for each in ruling_rule(on=on).reason}:
        raise NotRuled("no_such_reason")
    given = {"outcome": outcome, "reason": reason, "words": words}
    return _rule(decision, RulingKind.OVERRIDDEN, **given, on=on, by=by, at=at)


@action("assessment.record_panel", on="decision", told=_("Panel decided"))
def record_panel(
    *,
    decision: EligibilityDecision,
    outcome: str,
    minute: str,
    members: Sequence[tuple[str, str]],
    held_on: date,
    by: Any,
    at: datetime,
) -> Ruling:
    """Record what a panel decided: its members by name and capacity, and its minute.

    Raises:
        NotRuled: fewer than two members, or an outcome that nobody can rule.
        NotMoved: the flow of referrals does not allow what would follow.
    """
    if len(members) < 2:
        raise NotRuled("too_few_members")
    given = {"outcome": outcome, "words": minute}
    ruling = _rule(decision, RulingKind.PANEL, **given, on=held_on, by=by, at=at)
    for full_name, capacity in members:
        PanelMember(ruling=ruling, full_name=full_name, capacity=capacity).save(force_insert=True)
    return ruling


def _rule(
    decision: EligibilityDecision,
    kind: RulingKind,
    *,
    outcome: str,
    reason: str = "",
    words: str = "",
    on: date,
    by: Any,
    at: datetime,
) -> Ruling:
    rule = ruling_rule(on=on)
    ruled = rule.ruled(outcome)
    if ruled is None:
        raise NotRuled("not_for_one_person")
    if not is_newest(decision):
        raise NotRuled("later_decision")
    ruling = Ruling(
        decision=decision,
        kind=kind,
        outcome=outcome,
        reason=reason,
        words=words,
        ruled_on=on,
        ruled_by=by,
    )
    ruling.save(force_insert=True)
    referral = decision.referral
    codes = [each["code"] for each in decision.decision["reasons"]]
    elsewhere = [ruled.reason_where[each] for each in codes if each in ruled.reason_where]
    moved_for = next(iter(elsewhere), ruled.reason)
    if kind == RulingKind.PANEL:
        moved_for = ruled.panel_reason or rule.panel_reason
    move_on(referral=referral, to=ruled, reason=moved_for, on=on, by=by, at=at)
    about = {"person": referral.person, "about": referral, "by": by, "at": at}
    finish_tasks(kind="assessment.rule", **about)
    tell(ruling, decision, referral.person, fields=("kind", "outcome", "reason", "words"))
    return ruling
