"""Deviance: high or low by a points sheet, or as the site's own scorer signed it.

The published sheet could not be read whole, and its cut-off not at all: nothing here classifies
until a site loads its licensed sheet or enters a signed result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    Reason,
    plain,
    reason,
)
from desist.programme.deviance_sheet import DevianceSheet
from desist.programme.entry import Grade
from desist.programme.scoring import ScaleScore
from desist.programme.standing import awaits_key, instrument_path

ENTERED_PATH = "deviance"
"""Where the case file holds a signed result, which would answer any question left open."""


@dataclass(frozen=True, kw_only=True)
class EnteredDeviance:
    """A result from the site's own scorer, accepted as a signed fact."""

    outcome: Literal["low", "high"]
    unit: str
    sheet_version: str
    on: date
    signatory: str


@dataclass(frozen=True, kw_only=True)
class JudgedDeviance:
    """High or low deviance, or why neither can be said.

    ``points`` is the sheet's total where every scale of it was scored; ``sheet`` the id of the
    sheet; ``entered`` the signed result where there is one, which wins over any sheet.
    """

    outcome: Literal["low", "high", "cannot_decide", "awaiting_adoption"]
    points: float | None
    sheet: str | None
    entered: EnteredDeviance | None
    decision: Decision


def judge_deviance(
    scores: Sequence[ScaleScore],
    *,
    sheets: Sequence[DevianceSheet],
    entered: EnteredDeviance | None,
) -> JudgedDeviance:
    """High or low: by the entered result, otherwise by the best sheet that can classify.

    An adopted sheet comes before others, then the better sourced, a fictional one last; two that
    are equally good are a conflict, which a site settles by adopting one. A scale that is missing
    matters only where its points could carry the total across the cut-off.
    """
    by_sheet = _by_sheets(scores, sheets)
    if entered is None:
        return by_sheet
    reasons = [_entered_reason(entered)]
    if by_sheet.outcome in ("low", "high") and by_sheet.outcome != entered.outcome:
        reasons.append(replace(by_sheet.decision.reasons[-1], code="deviance.sheet_differs"))
    facts = {**by_sheet.decision.facts, "entered": plain(entered)}
    decision = Decision(
        question="deviance", outcome=entered.outcome, reasons=tuple(reasons), facts=facts
    )
    return replace(by_sheet, outcome=entered.outcome, entered=entered, decision=decision)


def _by_sheets(scores: Sequence[ScaleScore], sheets: Sequence[DevianceSheet]) -> JudgedDeviance:
    raw = {each.id: each.raw for each in scores if each.raw is not None}
    able = sorted((each for each in sheets if each.can_classify), key=_rank)
    best = [each for each in able if _rank(each) == _rank(able[0])]
    if len(best) == 1:
        return _by_sheet(scores, raw, best[0])
    if best:
        code, concerned, outcome = "deviance.sheets_compete", best, AWAITING_ADOPTION
    else:
        code, concerned, outcome = "deviance.never_classifies", list(sheets), CANNOT_DECIDE
    reasons = [reason(code, each, sheet=each.title) for each in concerned]
    readable = [] if best else [each for each in concerned if _is_usable(each)]
    partial = [each for sheet in readable for each in _row_reasons(raw, sheet)]
    decision = Decision(
        question="deviance",
        outcome=outcome,
        reasons=(*partial, *reasons),
        missing=(ENTERED_PATH,),
        awaiting=tuple(each.reference for each in best),
        facts=plain({"scores": raw}),
        rules=tuple(each.reference for each in concerned),
    )
    return _judged(decision)


def _by_sheet(
    scores: Sequence[ScaleScore], raw: Mapping[str, float], sheet: DevianceSheet
) -> JudgedDeviance:
    undecided = Decision(
        question="deviance",
        outcome=CANNOT_DECIDE,
        facts=plain({"scores": raw}),
        rules=(sheet.reference,),
    )
    if not _is_usable(sheet):
        awaiting = replace(undecided, outcome=AWAITING_ADOPTION, awaiting=(sheet.reference,))
        return _judged(awaiting, sheet=sheet)
    known = sum(_points(sheet, scale, raw[scale]) for scale in sheet.scales if scale in raw)
    possible = {scale: _possible_points(sheet, scale) for scale in sheet.scales if scale not in raw}
    least = known + sum(min(each) for each in possible.values())
    most = known + sum(max(each) for each in possible.values())
    cut_off = sheet.cut_off or 0.0
    seen = replace(undecided, reasons=_row_reasons(raw, sheet))
    if least < cut_off <= most:
        span = reason("deviance.open", sheet, least=least, most=most, cut_off=cut_off)
        mattering = [s for s in possible if _matters(s, possible, known=known, cut_off=cut_off)]
        open_ = replace(seen, reasons=(*seen.reasons, span))
        return _judged(_open(open_, mattering, scores, sheet), sheet=sheet)
    outcome = "high" if least >= cut_off else "low"
    code = "deviance.total" if not possible else "deviance.decided_early"
    total = reason(code, sheet, least=least, most=most, cut_off=cut_off, outcome=outcome)
    decided = replace(seen, outcome=outcome, reasons=(*seen.reasons, total))
    return _judged(decided, sheet=sheet, points=None if possible else known)


def _open(
    decision: Decision,
    mattering: Sequence[str],
    scores: Sequence[ScaleScore],
    sheet: DevianceSheet,
) -> Decision:
    """The decision where scales without a score matter: which are lacking, which await a key."""
    waiting = {each.id: each.title for each in scores if each.id in mattering and awaits_key(each)}
    lacking = dict.fromkeys(instrument_path(each) for each in mattering if each not in waiting)
    awaited = [reason("deviance.key_awaits", sheet, scale=each) for each in waiting.values()]
    return replace(
        decision,
        outcome=CANNOT_DECIDE if lacking else AWAITING_ADOPTION,
        reasons=(*decision.reasons, *awaited),
        missing=tuple(lacking),
    )


def _judged(
    decision: Decision, *, sheet: DevianceSheet | None = None, points: float | None = None
) -> JudgedDeviance:
    return JudgedDeviance(
        outcome=decision.outcome,  # type: ignore[arg-type]  # only the four are ever set here
        points=points,
        sheet=sheet.id if sheet else None,
        entered=None,
        decision=decision,
    )


def _rank(sheet: DevianceSheet) -> tuple[int, ...]:
    """The lower, the better; equal ranks are a conflict."""
    return (sheet.fictional, sheet.adoption is None, list(Grade).index(sheet.grade))


def _is_usable(sheet: DevianceSheet) -> bool:
    return sheet.is_usable() and sheet.is_usable(*sheet.row)


def _points(sheet: DevianceSheet, scale: str, raw: float) -> float:
    return sum(row.points_for(raw) for row in sheet.rows_of(scale))


def _possible_points(sheet: DevianceSheet, scale: str) -> set[float]:
    """Every number of points that some value of the scale would score.

    One value is tried for each stretch between the thresholds and for each threshold itself.
    """
    ends = sorted(each.threshold for each in sheet.rows_of(scale) if each.threshold is not None)
    between = [(lower + upper) / 2 for lower, upper in pairwise(ends)]
    tried = (ends[0] - 1, *ends, *between, ends[-1] + 1)
    return {_points(sheet, scale, value) for value in tried}


def _matters(
    scale: str, possible: Mapping[str, set[float]], *, known: float, cut_off: float
) -> bool:
    """Whether, for some values of the other missing scales, this one alone makes the outcome."""
    totals = {known}
    for other, points in possible.items():
        if other != scale:
            totals = {total + each for total in totals for each in points}
    own = possible[scale]
    return any(total + min(own) < cut_off <= total + max(own) for total in totals)


def _row_reasons(raw: Mapping[str, float], sheet: DevianceSheet) -> tuple[Reason, ...]:
    """What each row that was read whole makes of the scores that there are."""
    return tuple(
        reason(
            "deviance.row",
            sheet,
            row,
            row=row.id,
            raw=raw[row.scale],
            comparator=row.comparator,
            threshold=row.threshold,
            points=row.points_for(raw[row.scale]),
        )
        for row in sheet.row
        if row.is_complete and row.scale is not None and row.scale in raw
    )


def _entered_reason(entered: EnteredDeviance) -> Reason:
    """A signed result rests on no rule held here: its source is the paper that was signed."""
    return Reason(
        code="deviance.entered",
        values=plain(entered),
        rule="entered",
        version=1,
        source=f"result signed by {entered.signatory} on {entered.on}, {entered.unit}, "
        f"sheet {entered.sheet_version}",
        grade=Grade.VERIFIED,
    )
