"""Scoring: item answers or scale scores in, raw scores out, with what was missing.

Nothing answered is no score, never a score of zero. A missing answer is tolerated only where the
scale's published rule says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from desist.programme.answer_check import answer_faults, implied_order, scale_score_faults
from desist.programme.decision import Decision, plain, reason
from desist.programme.entry import KeyFault, lowest_grade
from desist.programme.instrument import FormOrder, Instrument, Scale, ScaleKey
from desist.programme.scale_range import attainable_totals
from desist.programme.scale_score import ScaleScore, ScoredInstrument
from desist.programme.scoring_decision import SCORED, UNSCORABLE, scoring_decision

__all__ = [
    "ScaleScore",
    "ScoredInstrument",
    "accept_scale_scores",
    "keyed_answer",
    "raw_of",
    "score_answers",
]


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
        decision=scoring_decision(answers, scales, safety, order, instrument),
        safety_items=safety,
    )


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
    allowed = instrument.may_score(scale, order)
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
    allowed = instrument.may_score(scale, order)
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
        scales=tuple(_entered(instrument, scale, raw=float(scores[scale.id])) for scale in given),
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


def _entered(instrument: Instrument, scale: Scale, *, raw: float) -> ScaleScore:
    """A scale score that stands by itself: no answers are known behind it."""
    return ScaleScore(
        instrument=instrument.id,
        scale=scale.id,
        title=scale.title,
        raw=raw,
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
