"""Who assesses and who rules: assessors and managers by their place; rulings by a manager.

Coding is blind both ways. A draft is seen by its coder alone. While a second coder is waited for,
whoever holds that duty sees neither the first coding nor anything that was made of it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import NOBODY, Role, Rule, at_large, extend, register, through
from desist.casework.access.circumstances import once
from desist.casework.access.policy import NOTHING, Actor, both
from desist.casework.assessment.models import (
    Check,
    Coding,
    CodingRevision,
    EligibilityDecision,
    Forecast,
    ForecastCase,
    NeedRating,
    PanelMember,
    Purpose,
    Ruling,
    SettledItem,
    SignedFact,
    SignedFactRevision,
    Stage,
)
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.referrals.models import Referral

ASSESSORS = frozenset({Role.ASSESSOR, Role.MANAGER})


def is_blind(actor: Actor, referral_id: int) -> bool:
    """Whether somebody may not see this referral's static risk, since they may code it second."""
    if not actor.standing.holds(Role.SECOND_CODER):
        return False
    asked = _hidden(actor).filter(referral=referral_id)
    return once(("blind", actor.standing.user_id, referral_id), asked.exists)


def _hidden(actor: Actor) -> Any:
    """The codings that wait for a second coder, of which this person could be the one."""
    waiting = Coding._base_manager.filter(check_state=Check.ASKED)
    return waiting.exclude(coder=actor.standing.user_id)


def sighted(path: str) -> Rule:
    """The rule that nobody sees what would spoil their own coding; ``path`` leads to a referral."""
    steps = path.split("__") if path else []

    def may(actor: Actor, row: Any) -> bool:
        for step in steps:
            row = getattr(row, step)
        return not is_blind(actor, row.pk)

    def rows(actor: Actor) -> Q:
        if not actor.standing.holds(Role.SECOND_CODER):
            return Q()
        return ~Q(**{f"{path or 'pk'}__in": _hidden(actor).values("referral")})

    return Rule(may=may, rows=rows)


def _is_shown(actor: Actor, coding: Any) -> bool:
    if coding.coder_id == actor.standing.user_id:
        return True
    asked = coding.check_state == Check.ASKED and actor.standing.holds(Role.SECOND_CODER)
    return coding.stage == Stage.FINISHED and not asked


def _shown_rows(actor: Actor) -> Q:
    finished = Q(stage=Stage.FINISHED)
    if actor.standing.holds(Role.SECOND_CODER):
        finished &= ~Q(check_state=Check.ASKED)
    return finished | Q(coder=actor.standing.user_id)


def _is_mine(actor: Actor, coding: Any) -> bool:
    return coding.coder_id == actor.standing.user_id and coding.stage == Stage.DRAFT


def _may_check(actor: Actor, coding: Any) -> bool:
    mine = coding.coder_id == actor.standing.user_id
    waits = coding.check_state == Check.ASKED and coding.stage == Stage.FINISHED
    return actor.standing.holds(Role.SECOND_CODER) and waits and not mine


def _checkable(actor: Actor) -> Q:
    if not actor.standing.holds(Role.SECOND_CODER):
        return NOTHING
    waits = Q(check_state=Check.ASKED, stage=Stage.FINISHED)
    return waits & ~Q(coder=actor.standing.user_id)


def _is_unruled(_actor: Actor, decision: Any) -> bool:
    return not Ruling._base_manager.filter(decision=decision.pk).exists()


SHOWN = Rule(may=_is_shown, rows=_shown_rows)
MINE = Rule(may=_is_mine, rows=lambda actor: Q(coder=actor.standing.user_id, stage=Stage.DRAFT))
CHECKABLE = Rule(may=_may_check, rows=_checkable)
UNRULED = Rule(may=_is_unruled, rows=lambda _actor: Q(ruling=None))


def _in(*stages: str, checks: tuple[str, ...]) -> Rule:
    """The rule for finished codings whose check stands so."""
    return Rule(
        may=lambda _actor, row: row.stage in stages and row.check_state in checks,
        rows=lambda _actor: Q(stage__in=stages, check_state__in=checks),
    )


FIRST = Rule(
    may=lambda _actor, row: row.purpose == Purpose.FIRST,
    rows=lambda _actor: Q(purpose=Purpose.FIRST),
)
CURRENT_FACT = Rule(
    may=lambda _actor, row: row.withdrawn_on is None, rows=lambda _actor: Q(withdrawn_on=None)
)

extend(
    Person,
    {
        "assessment.assess": reaching(ASSESSORS),
        "assessment.rule": reaching({Role.MANAGER}),
    },
)
_ASSESSES = through("person", Person, "assessment.assess")
extend(
    Referral,
    dict.fromkeys(
        (
            "assessment.assess",
            "assessment.begin_coding",
            "assessment.sign_fact",
            "assessment.rate_needs",
        ),
        _ASSESSES,
    )
    | {"assessment.export_case": NOBODY}
    | {"assessment.decide": both(_ASSESSES, sighted(""))}
    | {"assessment.see_risk": both(through("person", Person, "see"), sighted(""))},
)
_THROUGH = through("referral", Referral, "assessment.assess")
register(
    Coding,
    rules={
        "see": both(through("referral", Referral, "see"), SHOWN),
        "assessment.save_coding": both(_THROUGH, MINE),
        "assessment.finish_coding": both(_THROUGH, MINE),
        "assessment.give_up_coding": both(_THROUGH, MINE),
        "assessment.ask_second_coder": both(
            both(_THROUGH, FIRST), _in(Stage.FINISHED, checks=(Check.NONE,))
        ),
        "assessment.begin_second_coding": both(_THROUGH, CHECKABLE),
        "assessment.settle": both(
            both(_THROUGH, FIRST), _in(Stage.FINISHED, checks=(Check.DIFFERS,))
        ),
    },
    person="referral__person",
    key="referral supersedes checks",
    course="tool purpose stage check_state guide begun_on finished_on",
    staff="coder",
    protection="content",
)
register(
    CodingRevision,
    rules={"see": through("of", Coding, "see")},
    person="of__referral__person",
    key="of number",
    staff="by at",
    protection="content",
)
register(
    SettledItem,
    rules={"see": through("coding", Coding, "see")},
    person="coding__referral__person",
    key="coding",
    protection="item taken_from because",
)
_SEEN = through("referral", Referral, "see")
register(
    SignedFact,
    rules={
        "see": both(_SEEN, sighted("referral")),
        "assessment.withdraw_fact": both(both(_THROUGH, CURRENT_FACT), sighted("referral")),
    },
    person="referral__person",
    key="referral",
    course="fact on withdrawn_on",
    staff="signatory entered_by",
    protection="content withdrawn_because",
)
register(
    SignedFactRevision,
    rules={"see": through("of", SignedFact, "see")},
    person="of__referral__person",
    key="of number",
    staff="by at",
    protection="content",
)
register(
    NeedRating,
    rules={"see": _SEEN},
    person="referral__person",
    key="referral",
    course="need rated_on",
    staff="rated_by",
    clinical="content",
)
extend(Referral, {"assessment.rule": through("person", Person, "assessment.rule")})
_RULED = both(both(through("referral", Referral, "assessment.rule"), UNRULED), sighted("referral"))
register(
    EligibilityDecision,
    rules={
        "see": both(_SEEN, sighted("referral")),
        "assessment.accept": _RULED,
        "assessment.override": _RULED,
        "assessment.record_panel": _RULED,
    },
    person="referral__person",
    key="referral",
    course="question outcome decided_on rules engine",
    staff="by at",
    clinical="record glance",
)
register(
    Ruling,
    rules={"see": through("decision", EligibilityDecision, "see")},
    person="decision__referral__person",
    key="decision",
    course="kind outcome reason ruled_on",
    staff="ruled_by",
    clinical="words",
)
register(
    PanelMember,
    rules={"see": through("ruling", Ruling, "see")},
    person="ruling__decision__referral__person",
    key="ruling",
    staff="full_name capacity",
)

_FORECASTERS = Rule(
    may=lambda actor, _row: actor.standing.holds(*ASSESSORS),
    rows=lambda actor: Q() if actor.standing.holds(*ASSESSORS) else NOTHING,
)
at_large("assessment.forecast", lambda actor: actor.standing.holds(*ASSESSORS))
at_large("assessment.compute_forecast", lambda _actor: False)  # the system's own
register(
    Forecast,
    rules={"see": _FORECASTERS},
    why="about no person: what a version of a rule would change",
    staff="rule rule_version sha256 asked_by asked_at finished_at state done whole",
)
register(
    ForecastCase,
    rules={"see": through("decision", EligibilityDecision, "see")},
    person="decision__referral__person",
    key="forecast decision",
    course="outcome_today outcome_under",
)
