"""Scoring decision: how each score of an administration came about, and what stood in the way."""

from __future__ import annotations

from collections.abc import Mapping

from desist.programme.decision import AWAITING_ADOPTION, Decision, Reason, plain, reason
from desist.programme.entry import Sourced
from desist.programme.instrument import FormOrder, Instrument, Scale
from desist.programme.scale_score import ScaleScore

SCORED = "scored"
PARTLY_SCORED = "partly_scored"
UNSCORABLE = "unscorable"


def scoring_decision(
    answers: Mapping[int, int],
    scales: tuple[ScaleScore, ...],
    safety: tuple[int, ...],
    order: FormOrder,
    instrument: Instrument,
) -> Decision:
    """The Decision of one scoring: every scale's reason, and what is missing or awaits adoption."""
    reasons: list[Reason] = []
    missing: dict[str, None] = {}
    awaits = False
    for score in scales:
        scale = instrument.scale_called(score.scale)
        assert scale is not None  # noqa: S101 - the score was made from it
        key = order.key_of(scale.id)
        source = (key and key.source) or order.source or scale.source
        part = Sourced(source=source, grade=score.grade)
        if not instrument.may_score(scale, order):
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
