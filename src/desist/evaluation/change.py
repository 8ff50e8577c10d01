"""Change: has a person's score moved more than the instrument's error, and into the normal range.

Jacobson and Truax (1991): reliable change and clinical significance. Edwards and Nunnally: the same
question of the score one would expect from the first score alone, because an extreme score is in
part a lucky one. A moved score is no evidence of less reconviction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from scipy.special import ndtri, stdtr, stdtrit

from desist.evaluation.change_scale import Better, CutOffs, Scale, check_scale, cut_offs_of
from desist.evaluation.quantity import Findings, Quantity, Test, quantity
from desist.evaluation.table import Numbers
from desist.evaluation.unusable_data import UnusableData
from desist.programme.proportion import LEVEL

JACOBSON_TRUAX = "Jacobson and Truax (1991), J. Consult. Clin. Psychol. 59, 12-19"
EDWARDS_NUNNALLY = (
    "Speer (1992), J. Consult. Clin. Psychol. 60, 402-408 (the Edwards-Nunnally method)"
)
Class = Literal["recovered", "improved", "unchanged", "deteriorated", "already_normal"]
CLASSES: tuple[Class, ...] = (
    "recovered", "improved", "unchanged", "deteriorated", "already_normal",
)  # fmt: skip
NO_EVIDENCE = "a change of score is no evidence of less reconviction"


@dataclass(frozen=True, kw_only=True)
class PersonChange:
    """One person. ``change`` is after minus before; the index is positive for the better.

    ``change_class`` is by Jacobson and Truax, ``edwards_nunnally`` the class by the other method.
    """

    before: float
    after: float
    change: float
    reliable_change_index: float
    reliable_change: Literal["better", "none", "worse"]
    edwards_nunnally: Class
    change_class: Class


@dataclass(frozen=True, kw_only=True)
class RegressionToTheMean:
    """How much change an extreme first score alone would bring, with no treatment.

    ``expected`` is that change of the mean, towards ``towards``; ``left`` what the observed mean
    change has beyond it.
    """

    towards: float
    whose_mean: str
    expected: float
    left: float


@dataclass(frozen=True, kw_only=True)
class Change(Findings):
    """Change of a group and of each person in it."""

    n: int
    mean_change: Quantity
    paired_test: Test
    standard_error_of_measurement: float
    standard_error_of_difference: float
    least_reliable_change: float
    cut_offs: CutOffs
    counts: dict[str, int]
    counts_edwards_nunnally: dict[str, int]
    regression_to_the_mean: RegressionToTheMean
    sd: float
    sd_of: str
    reliability: float
    reliability_of: str
    better: Better
    people: tuple[PersonChange, ...]


def change(
    before: Numbers, after: Numbers, *, scale: Scale, level: float = LEVEL,
    left_out: tuple[str, ...] = (),
) -> Change:  # fmt: skip
    """Reliable and clinically significant change of each person, and what the mean says.

    Without means of a clinical or normal group there are no cut-offs: then nobody is "recovered" or
    "already in the normal range". ``left_out`` are warnings of how scores were read.

    Raises:
        UnusableData: fewer than two people, or an instrument that cannot be.
    """
    _check(before, after)
    check_scale(scale)
    measurement = scale.sd * sqrt(1 - scale.reliability)
    difference = measurement * sqrt(2)
    z = float(ndtri((1 + level) / 2))
    cut_offs = cut_offs_of(scale)
    centre, whose = _centre(before, scale)
    people = tuple(
        _person(float(one), float(other), scale, cut_offs, centre, z)
        for one, other in zip(before, after, strict=True)
    )
    moved = after - before
    mean = float(moved.mean())
    expected = (1 - scale.reliability) * (centre - float(before.mean()))
    return Change(
        **vars(_findings(scale, (*left_out, *_warnings(before, cut_offs)), level=level)),
        n=len(before),
        mean_change=_mean_change(moved, level=level),
        paired_test=_paired(moved),
        standard_error_of_measurement=measurement,
        standard_error_of_difference=difference,
        least_reliable_change=z * difference,
        cut_offs=cut_offs,
        counts=_counted(each.change_class for each in people),
        counts_edwards_nunnally=_counted(each.edwards_nunnally for each in people),
        regression_to_the_mean=RegressionToTheMean(
            towards=centre, whose_mean=whose, expected=expected, left=mean - expected
        ),
        sd=scale.sd,
        sd_of=scale.sd_of,
        reliability=scale.reliability,
        reliability_of=scale.reliability_of,
        better=scale.better,
        people=people,
    )


def _findings(scale: Scale, warnings: tuple[str, ...], *, level: float) -> Findings:
    return Findings(
        method="Jacobson-Truax reliable change and cut-offs; Edwards-Nunnally beside it",
        source=f"{JACOBSON_TRUAX}; {EDWARDS_NUNNALLY}",
        level=level,
        assumptions=(
            f"the error of measurement comes from the standard deviation {scale.sd_of} and the "
            f"reliability {scale.reliability_of}, and is the same for all",
            "the scores are of the same items, answered honestly",
        ),
        warnings=warnings,
    )


def _person(
    before: float, after: float, scale: Scale, cut_offs: CutOffs, centre: float, z: float
) -> PersonChange:
    sign = -1.0 if scale.better == "lower" else 1.0
    error = scale.sd * sqrt(1 - scale.reliability)
    index = sign * (after - before) / (error * sqrt(2))
    # The true score one would guess from the first score, and the band of error round it.
    guessed = scale.reliability * (before - centre) + centre
    beyond = sign * (after - guessed) / error
    return PersonChange(
        before=before,
        after=after,
        change=after - before,
        reliable_change_index=index,
        reliable_change="better" if index > z else "worse" if index < -z else "none",
        edwards_nunnally=_class(before, after, beyond, cut_offs, scale, z),
        change_class=_class(before, after, index, cut_offs, scale, z),
    )


def _class(
    before: float, after: float, index: float, cut_offs: CutOffs, scale: Scale, z: float
) -> Class:
    if index < -z:
        return "deteriorated"
    cut = None if cut_offs.used is None else getattr(cut_offs, cut_offs.used)
    was_normal, is_normal = (_is_normal(score, cut, scale) for score in (before, after))
    if was_normal:
        return "already_normal"
    if index > z:
        return "recovered" if is_normal else "improved"
    return "unchanged"


def _is_normal(score: float, cut: float | None, scale: Scale) -> bool:
    if cut is None:
        return False
    return score < cut if scale.better == "lower" else score > cut


def _centre(before: Numbers, scale: Scale) -> tuple[float, str]:
    """The mean that an unreliable score regresses to."""
    if scale.clinical_mean is not None:
        return scale.clinical_mean, "the clinical group's"
    return float(before.mean()), "these people's own before"


def _mean_change(moved: Numbers, *, level: float) -> Quantity:
    n = len(moved)
    error = float(moved.std(ddof=1)) / sqrt(n)
    reach = float(stdtrit(n - 1, (1 + level) / 2)) * error
    mean = float(moved.mean())
    return quantity(
        mean, (mean - reach, mean + reach), method="paired t interval, after minus before",
        source="Student (1908), Biometrika 6, 1-25", level=level,
        assumptions=("nobody is missing because of how they did",),
    )  # fmt: skip


def _paired(moved: Numbers) -> Test:
    n = len(moved)
    spread = float(moved.std(ddof=1))
    t = float(moved.mean()) / (spread / sqrt(n)) if spread > 0 else None
    return Test(
        statistic=t, degrees_of_freedom=n - 1, method="paired t test",
        p=None if t is None else float(2 * stdtr(n - 1, -abs(t))),
    )  # fmt: skip


def _counted(classes: Iterable[Class]) -> dict[str, int]:
    found = Counter(classes)
    return {name: found[name] for name in CLASSES}


def _warnings(before: Numbers, cut_offs: CutOffs) -> tuple[str, ...]:
    found = [
        "there is no comparison group here: people sent to treatment at their worst get better "
        "without it; see the regression to the mean",
        NO_EVIDENCE,
    ]
    if cut_offs.used is None:
        found.append(
            "no mean and standard deviation of a clinical or normal group was given: there is no "
            "cut-off, and nobody can be called recovered or already in the normal range"
        )
    elif cut_offs.used == "a":
        found.append("cut-off a needs no normal group and is the strictest: prefer c")
    if len(before) < 10:
        found.append(f"{len(before)} people are too few to say much of the mean")
    return tuple(found)


def _check(before: Numbers, after: Numbers) -> None:
    if len(before) != len(after) or len(before) < 2:
        raise UnusableData(
            "too_few_people", f"{len(before)} people have both scores",
            remedy="give both scores of at least two people", where="pre",
        )  # fmt: skip
