"""Scoring: item answers or scale scores in, raw scores out, with what was missing.

Nothing answered is no score, never a score of zero. A missing answer is tolerated only where the
scale's published rule says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desist.programme.answer_check import answer_faults, implied_order, scale_score_faults
from desist.programme.decision import AWAITING_ADOPTION, Decision, Reason, plain, reason
from desist.programme.entry import Grade, KeyFault, Sourced, lowest_grade
from desist.programme.instrument import FormOrder, Instrument, ProblemEnd, Scale, ScaleKey
from desist.programme.scale_range import attainable_totals

SCORED = "scored"
PARTLY_SCORED = "partly_scored"
UNSCORABLE = "unscorable"


@dataclass(frozen=True, kw_only=True)
class ScaleScore:
    """One scale of one administration.

    ``raw`` is None where it could not be scored. ``missing`` are the numbers of the scale's items
    that have no answer. ``entered``: the score came from elsewhere, not from answers; it then has
    no count of items. ``low`` and ``high`` are the ends of the range, None where unknown.
    """

    instrument: str
    scale: str
    title: str
    raw: float | None
    answered: int
    items: int
    missing: tuple[int, ...]
    prorated: bool
    entered: bool
    low: float | None
    high: float | None
    problem_end: ProblemEnd
    grade: Grade

    @property
    def id(self) -> str:
        """How other files name this scale: ``bis-11/total``."""
        return f"{self.instrument}/{self.scale}"


@dataclass(frozen=True, kw_only=True)
class ScoredInstrument:
    """Every scale of one administration, and how each came about.

    ``safety_items`` are the items that ask for somebody to look the same day.
    """

    instrument: str
    instrument_title: str
    form_order: str | None
    scales: tuple[ScaleScore, ...]
    decision: Decision
    safety_items: tuple[int, ...] = ()

    def score_of(self, scale: str) -> ScaleScore | None:
        """The score of one scale, or None where this administration does not give it."""
        return next((each for each in self.scales if each.scale == scale), None)


def keyed_answer(answer: int, item: int, *, key: ScaleKey, scale: Scale, order: FormOrder) -> int:
    """What one answer adds to its scale: turned round where reversed, a point where counted."""
    value = order.minimum + order.maximum - answer if item in key.reversed else answer
    return value if scale.count_from is None else int(value >= scale.count_from)


def raw_of(
    total: int, answered: int, *, scale: Scale, key: ScaleKey, order: FormOrder
) -> float | None:
    """The raw score for a sum of keyed answers; None where too few items were answered."""
    items = len(key.items)
    if answered == 0 or items - answered > scale.missing_allowed:
        return None
    if scale.lookup:
        return scale.lookup[total - attainable_totals(scale, key, order)[0]]
    if scale.combine == "mean":
        return total * scale.multiplier / answered + scale.offset
    if answered < items and scale.missing_answers and scale.missing_answers.prorate:
        total_of_all = total * items / answered
        return total_of_all * scale.multiplier + scale.offset
    return float(total * scale.multiplier + scale.offset)


def score_answers(
    answers: Mapping[int, int], *, instrument: Instrument, form_order: str | None = None
) -> ScoredInstrument:
    """Score one administration from the answers by item number; items left out are missing.

    Outcomes: ``scored``, ``partly_scored`` (some scales), ``unscorable`` (too little answered for
    any), ``awaiting_adoption`` (the key is unverified and not adopted here).

    Raises:
        ValueError: the answers hold one of the ``answer_faults``.
    """
    order = implied_order(instrument, form_order)
    faults = list(answer_faults(answers, instrument=instrument, form_order=form_order))
    if faults or isinstance(order, KeyFault):
        raise ValueError("; ".join(f"{each.path} {each.problem}" for each in faults))
    found: dict[str, ScaleScore] = {}
    for scale in instrument.scale:
        key = order.key_of(scale.id)
        if key is not None:
            found[scale.id] = _score(answers, scale, key, order, instrument)
    for scale in instrument.scale:
        if scale.composite and order.gives(scale):
            found[scale.id] = _compose(found, scale, order, instrument)
    scales = tuple(found[each.id] for each in instrument.scale if each.id in found)
    safety = tuple(i for i in order.safety_items if answers.get(i, order.minimum) > order.minimum)
    return ScoredInstrument(
        instrument=instrument.id,
        instrument_title=instrument.title,
        form_order=order.id,
        scales=scales,
        decision=_decision(answers, scales, safety, order, instrument),
        safety_items=safety,
    )


def may_score(scale: Scale, *, order: FormOrder, instrument: Instrument) -> bool:
    """Whether this key may give a raw score here: it is sourced, or the site adopted it."""
    grade = instrument.key_grade(scale, order)
    return instrument.adoption is not None or not grade.needs_adoption


def _score(
    answers: Mapping[int, int],
    scale: Scale,
    key: ScaleKey,
    order: FormOrder,
    instrument: Instrument,
) -> ScaleScore:
    given = {item: answers[item] for item in key.items if item in answers}
    total = sum(
        keyed_answer(answer, item, key=key, scale=scale, order=order)
        for item, answer in given.items()
    )
    raw = raw_of(total, len(given), scale=scale, key=key, order=order)
    allowed = may_score(scale, order=order, instrument=instrument)
    grade = instrument.key_grade(scale, order)
    if len(given) < len(key.items) and scale.missing_answers:
        grade = lowest_grade([grade, instrument.grade_of(scale.missing_answers)])
    return ScaleScore(
        instrument=instrument.id,
        scale=scale.id,
        title=scale.title,
        raw=raw if allowed else None,
        answered=len(given),
        items=len(key.items),
        missing=tuple(item for item in key.items if item not in given),
        prorated=allowed and raw is not None and len(given) < len(key.items),
        entered=False,
        low=scale.low if key.low is None else key.low,
        high=scale.high if key.high is None else key.high,
        problem_end=scale.problem_end,
        grade=grade,
    )


def _compose(
    found: Mapping[str, ScaleScore], scale: Scale, order: FormOrder, instrument: Instrument
) -> ScaleScore:
    parts = [found[each.scale] for each in scale.composite]
    raw: float | None = 0.0
    for each in scale.composite:
        part = found[each.scale].raw
        raw = None if raw is None or part is None else raw + each.weight * part
    allowed = may_score(scale, order=order, instrument=instrument)
    return ScaleScore(
        instrument=instrument.id,
        scale=scale.id,
        title=scale.title,
        raw=raw if allowed else None,
        answered=sum(each.answered for each in parts),
        items=sum(each.items for each in parts),
        missing=tuple(sorted(item for each in parts for item in each.missing)),
        prorated=allowed and raw is not None and any(each.prorated for each in parts),
        entered=False,
        low=scale.low,
        high=scale.high,
        problem_end=scale.problem_end,
        grade=lowest_grade([instrument.key_grade(scale, order), *(each.grade for each in parts)]),
    )


def _decision(
    answers: Mapping[int, int],
    scales: tuple[ScaleScore, ...],
    safety: tuple[int, ...],
    order: FormOrder,
    instrument: Instrument,
) -> Decision:
    reasons: list[Reason] = []
    missing: dict[str, None] = {}
    awaits = False
    for score in scales:
        scale = instrument.scale_called(score.scale)
        assert scale is not None  # noqa: S101 - the score was made from it
        key = order.key_of(scale.id)
        source = (key and key.source) or order.source or scale.source
        part = Sourced(source=source, grade=score.grade)
        if not may_score(scale, order=order, instrument=instrument):
            awaits = True
            reasons.append(reason("scoring.awaiting", instrument, part, scale=score.title))
            continue
        reasons.append(_scale_reason(score, scale, part, instrument))
        if score.raw is None:
            missing |= {f"instrument[{instrument.id}].responses.{i}": None for i in score.missing}
    reasons += [reason("scoring.safety_item", instrument, order, item=each) for each in safety]
    return Decision(
        question=f"scoring.{instrument.id}",
        outcome=_outcome(scales, awaits=awaits),
        reasons=tuple(reasons),
        missing=tuple(missing),
        awaiting=(instrument.reference,) if awaits else (),
        facts={"form_order": order.id, "responses": plain(dict(sorted(answers.items())))},
        rules=(instrument.reference,),
    )


def _scale_reason(score: ScaleScore, scale: Scale, part: Sourced, instrument: Instrument) -> Reason:
    values = {"scale": score.title, "answered": score.answered, "items": score.items}
    if score.raw is None:
        return reason(
            "scoring.unscorable",
            instrument,
            part,
            **values,
            missing=score.missing,
            allowed=scale.missing_allowed,
        )
    shown = f"{round(score.raw, 2):g}"
    if score.prorated:
        rule = scale.missing_answers
        source = (rule and rule.source) or part.source
        part = Sourced(source=source, grade=score.grade)
        return reason("scoring.prorated", instrument, part, **values, raw=shown)
    return reason("scoring.scored", instrument, part, **values, raw=shown)


def _outcome(scales: tuple[ScaleScore, ...], *, awaits: bool) -> str:
    scored = [each.raw is not None for each in scales]
    if any(scored):
        return SCORED if all(scored) else PARTLY_SCORED
    return AWAITING_ADOPTION if awaits else UNSCORABLE


def accept_scale_scores(scores: Mapping[str, float], *, instrument: Instrument) -> ScoredInstrument:
    """Take scale scores that were made elsewhere; a scale that was not entered is not returned.

    Raises:
        ValueError: the scores hold one of the ``scale_score_faults``.
    """
    faults = list(scale_score_faults(scores, instrument=instrument))
    if faults:
        raise ValueError("; ".join(f"{each.path} {each.problem}" for each in faults))
    given = [scale for scale in instrument.scale if scale.id in scores]
    return ScoredInstrument(
        instrument=instrument.id,
        instrument_title=instrument.title,
        form_order=None,
        scales=tuple(
            ScaleScore(
                instrument=instrument.id,
                scale=scale.id,
                title=scale.title,
                raw=float(scores[scale.id]),
                answered=0,
                items=0,
                missing=(),
                prorated=False,
                entered=True,
                low=scale.low,
                high=scale.high,
                problem_end=scale.problem_end,
                grade=instrument.grade_of(scale),
            )
            for scale in given
        ),
        decision=Decision(
            question=f"scoring.{instrument.id}",
            outcome=SCORED if given else UNSCORABLE,
            reasons=tuple(
                reason(
                    "scoring.entered",
                    instrument,
                    scale,
                    scale=scale.title,
                    raw=f"{scores[scale.id]:g}",
                )
                for scale in given
            ),
            facts={"scales": plain(dict(sorted(scores.items())))},
            rules=(instrument.reference,),
        ),
    )
