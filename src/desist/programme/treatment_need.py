"""Treatment need: what the profile, the assessor's ratings and the stance say is to be worked on.

Strengths: ``some`` where a scale stands beyond one standard deviation at its problem end or the
rating is 1; ``strong`` where the rating is 2, or where scale and rating both speak; otherwise
``none``. That no scale informs a need does not mean that there is no need: the evidence says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from desist.programme.decision import AWAITING_ADOPTION, Decision, Reason, plain, reason
from desist.programme.need_rule import Need, NeedRule
from desist.programme.stance import Stance
from desist.programme.standing import JUDGED, Standing

Strength = Literal["strong", "some", "none"]


@dataclass(frozen=True, kw_only=True)
class NeedRating:
    """An assessor's rating of a need: 0 none, 1 some, 2 strong, with the evidence for it."""

    need: str
    value: int
    evidence: str


@dataclass(frozen=True, kw_only=True)
class NeedEvidence:
    """One thing that speaks for or against a need, or that there is nothing to go by."""

    kind: Literal["scale", "rating", "stance", "nothing"]
    reason: Reason
    raises: bool


@dataclass(frozen=True, kw_only=True)
class TreatmentNeed:
    """One need of one person, its strength and the evidence."""

    id: str
    title: str
    strength: Strength
    evidence: tuple[NeedEvidence, ...]


@dataclass(frozen=True, kw_only=True)
class JudgedNeeds:
    """Every need of the rule; none at all until the rule is usable here."""

    needs: tuple[TreatmentNeed, ...]
    decision: Decision


def judge_needs(
    standings: Sequence[Standing],
    *,
    ratings: Sequence[NeedRating],
    stance: Stance,
    rule: NeedRule,
) -> JudgedNeeds:
    """The strength of every need, with its evidence.

    The Decision's outcome is ``judged``, or ``awaiting_adoption``. ``missing`` names the rating of
    each need for which there is neither scale nor rating, for instance ``rating[collecting]``.
    The stance raises the needs that the rule says, and decides nothing else.

    Raises:
        ValueError: a rating names no need of the rule, or is not 0, 1 or 2; or a need is rated
            twice.
    """
    by_need = _checked(ratings, rule)
    facts = plain({"ratings": {e.need: e.value for e in ratings}, "stance": stance})
    facts["standings"] = {e.id: e.standing for e in standings if e.id in rule.scales}
    undecided = Decision(
        question="needs", outcome=AWAITING_ADOPTION, facts=facts, rules=(rule.reference,)
    )
    if not rule.is_usable() or not rule.is_usable(*rule.need, *rule.stance):
        return JudgedNeeds(needs=(), decision=replace(undecided, awaiting=(rule.reference,)))
    by_scale = {each.id: each for each in standings}
    needs = tuple(_judge(each, by_scale, by_need.get(each.id), stance, rule) for each in rule.need)
    return JudgedNeeds(
        needs=needs,
        decision=replace(
            undecided,
            outcome=JUDGED,
            reasons=tuple(each for need in needs for each in _reasons(need, rule)),
            missing=tuple(
                f"rating[{need.id}]"
                for need in needs
                if any(each.kind == "nothing" for each in need.evidence)
            ),
        ),
    )


def _checked(ratings: Sequence[NeedRating], rule: NeedRule) -> Mapping[str, NeedRating]:
    ids = {each.id for each in rule.need}
    by_need: dict[str, NeedRating] = {}
    for each in ratings:
        if each.need not in ids:
            raise ValueError(f"rating[{each.need}] names no need of {rule.id}")
        if each.value not in (0, 1, 2):
            raise ValueError(f"rating[{each.need}] is {each.value}, not 0, 1 or 2")
        if each.need in by_need:
            raise ValueError(f"rating[{each.need}] is given twice")
        by_need[each.need] = each
    return by_need


def _judge(
    need: Need,
    by_scale: Mapping[str, Standing],
    rating: NeedRating | None,
    stance: Stance,
    rule: NeedRule,
) -> TreatmentNeed:
    scales = tuple(_scale_evidence(need, by_scale, rule))
    stances = tuple(_stance_evidence(need, stance, rule))
    rated = tuple(_rating_evidence(need, rating, rule))
    evidence = (*scales, *stances, *rated)
    informed = (
        stances
        or rated
        or any(
            by_scale[each].standing in ("normal", "problem", "beyond")
            for each in need.scales
            if each in by_scale
        )
    )
    if not informed:
        code = "need.nothing" if need.scales else "need.no_scale"
        nothing = reason(code, rule, need, need=need.title)
        evidence = (*evidence, NeedEvidence(kind="nothing", reason=nothing, raises=False))
    return TreatmentNeed(
        id=need.id,
        title=need.title,
        strength=_strength(need, scales, rating, stance, rule),
        evidence=evidence,
    )


def _strength(
    need: Need,
    scales: Sequence[NeedEvidence],
    rating: NeedRating | None,
    stance: Stance,
    rule: NeedRule,
) -> Strength:
    held = {e.strength for e in rule.stance if e.need == need.id and e.holds(stance)}
    measured = any(each.raises for each in scales) or bool(held)
    value = rating.value if rating else 0
    if value == 2 or "strong" in held or (measured and value == 1):
        return "strong"
    return "some" if measured or value == 1 else "none"


def _scale_evidence(
    need: Need, by_scale: Mapping[str, Standing], rule: NeedRule
) -> Iterator[NeedEvidence]:
    for scale in need.scales:
        standing = by_scale.get(scale)
        if standing is None:
            continue
        word = standing.standing
        code = f"need.scale.{word or 'unscorable'}"
        shown = {"need": need.title, "scale": standing.title}
        if standing.z is not None and word in ("normal", "problem", "beyond"):
            said = reason(code, rule, need, **shown, z=standing.z)
        else:
            said = reason(code, rule, need, **shown)
        yield NeedEvidence(kind="scale", reason=said, raises=word == "problem")


def _stance_evidence(need: Need, stance: Stance, rule: NeedRule) -> Iterator[NeedEvidence]:
    for effect in rule.stance:
        if effect.need == need.id and effect.holds(stance):
            said = reason(f"need.stance.{effect.when}", rule, effect, need=need.title)
            yield NeedEvidence(kind="stance", reason=said, raises=True)


def _rating_evidence(
    need: Need, rating: NeedRating | None, rule: NeedRule
) -> Iterator[NeedEvidence]:
    if rating is not None:
        shown = {"need": need.title, "value": rating.value, "evidence": rating.evidence}
        said = reason("need.rating", rule, need, **shown)
        yield NeedEvidence(kind="rating", reason=said, raises=rating.value > 0)


def _reasons(need: TreatmentNeed, rule: NeedRule) -> Iterator[Reason]:
    yield reason(f"need.{need.strength}", rule, need=need.title)
    yield from (each.reason for each in need.evidence)
