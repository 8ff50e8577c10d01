"""Change scale: what must be known of an instrument before anybody can be said to have changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from desist.evaluation.unusable_data import UnusableData

Better = Literal["lower", "higher"]


@dataclass(frozen=True, kw_only=True)
class Scale:
    """What is known of an instrument beforehand.

    ``sd`` is the standard deviation that the error is taken from, and ``sd_of`` says whose;
    ``reliability`` a coefficient from 0 to 1, and ``reliability_of`` says which. The clinical and
    normal groups' means and standard deviations set the cut-offs; those not known are None.
    """

    sd: float
    reliability: float
    better: Better
    sd_of: str = "as given"
    reliability_of: str = "as given"
    clinical_mean: float | None = None
    clinical_sd: float | None = None
    normal_mean: float | None = None
    normal_sd: float | None = None


@dataclass(frozen=True, kw_only=True)
class CutOffs:
    """Where the normal range begins. The one ``used`` is c, else b, else a.

    ``a``: two standard deviations from the clinical mean, towards the better; ``b``: within two of
    the normal mean; ``c``: where a score is as many standard deviations from either mean.
    """

    a: float | None
    b: float | None
    c: float | None
    used: Literal["a", "b", "c"] | None


def cut_offs_of(scale: Scale) -> CutOffs:
    """Those cut-offs that the known groups allow."""
    towards = -1.0 if scale.better == "lower" else 1.0
    clinical, normal = (
        None if mean is None or sd is None else (mean, sd)
        for mean, sd in (
            (scale.clinical_mean, scale.clinical_sd), (scale.normal_mean, scale.normal_sd)
        )
    )  # fmt: skip
    a = None if clinical is None else clinical[0] + towards * 2 * clinical[1]
    b = None if normal is None else normal[0] - towards * 2 * normal[1]
    c = None
    if clinical and normal:
        c = (clinical[1] * normal[0] + normal[1] * clinical[0]) / (clinical[1] + normal[1])
    used: Literal["a", "b", "c"] | None = (
        "c" if c is not None else "b" if b is not None else "a" if a is not None else None
    )
    return CutOffs(a=a, b=b, c=c, used=used)


def check_scale(scale: Scale) -> None:
    """Refuse an instrument that cannot be.

    Raises:
        UnusableData: a standard deviation, a reliability or a pair of means is impossible.
    """
    if not scale.sd > 0 or not np.isfinite(scale.sd):
        raise UnusableData(
            "impossible_sd", f"a standard deviation of {scale.sd:g} cannot be",
            remedy="give one above nought", where="sd",
        )  # fmt: skip
    if not 0 < scale.reliability < 1:
        raise UnusableData(
            "impossible_reliability", f"a reliability of {scale.reliability:g} cannot be used",
            remedy="give a coefficient above 0 and below 1", where="reliability",
        )  # fmt: skip
    for group in ("clinical", "normal"):
        mean, sd = getattr(scale, f"{group}_mean"), getattr(scale, f"{group}_sd")
        if (mean is None) != (sd is None) or (sd is not None and not sd > 0):
            raise UnusableData(
                "impossible_sd", f"the {group} group needs its mean and its standard deviation",
                remedy="give both, the second above nought", where=f"{group}-sd",
            )  # fmt: skip
    means = scale.clinical_mean, scale.normal_mean
    if None not in means and (means[0] < means[1]) == (scale.better == "lower"):  # type: ignore[operator]
        raise UnusableData(
            "wrong_direction", f"the normal mean is no better than the clinical one if "
            f"{scale.better} is better", remedy="check --better and the means", where="better",
        )  # fmt: skip
