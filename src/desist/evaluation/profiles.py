"""Profiles: whether people fall into kinds by their scores, which, and whether they would again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desist.evaluation.latent_profile import (
    Mixture,
    likeliest_mixture,
    nearest_labels,
)
from desist.evaluation.profile_agreement import Labels, adjusted_rand, stability_of
from desist.evaluation.proportion import proportion
from desist.evaluation.quantity import Findings, Quantity
from desist.evaluation.table import Flags, Numbers
from desist.evaluation.unusable_data import UnusableData
from desist.programme.proportion import LEVEL

FRALEY = "Fraley and Raftery (2002), J. Am. Stat. Assoc. 97, 611-631"
HENNIG = "Hennig (2007), Comput. Stat. Data Anal. 52, 258-271"
MOST = 6
ASSUMPTIONS = (
    "within a profile the scales are independent and spread alike",
    "scores are roughly normal within a profile: skew alone can look like profiles",
)
STABLE = 0.75
"""A profile whose people come together again so far is stable, below 0.6 it is none (Hennig)."""
FEW = 0.05
A_PROFILE = 10
"""People a parameter of means, below which a fit follows chance; a rule of thumb."""


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How well so many profiles fit."""

    profiles: int
    log_likelihood: float
    parameters: int
    bic: float
    entropy: float | None
    """1 where everybody belongs to one profile for certain; None for one profile."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One profile: its people, the mean of each scale, and how surely it comes again."""

    profile: int
    people: int
    share: Quantity
    means: dict[str, float]
    """In standard deviations from everybody's mean."""
    stability: float
    """Mean Jaccard similarity over resamples: 1 where the same people come together."""


@dataclass(frozen=True, kw_only=True)
class Membership:
    """How many of one group belong to one profile."""

    group: str
    profile: int
    share: Quantity


@dataclass(frozen=True, kw_only=True)
class Profiles(Findings):
    """The number of profiles that the scores support, and what they are."""

    people: int
    left_out: int
    fits: tuple[Fit, ...]
    chosen: int
    profiles: tuple[Profile, ...]
    stability: float
    """Mean adjusted Rand index between everybody's profile and that from a resample."""
    agreement_with_k_means: float
    groups: tuple[Membership, ...]
    scales: tuple[str, ...]


def profiles(
    scores: Numbers,
    *,
    scales: Sequence[str],
    groups: Sequence[str] | NDArray[np.str_] | None = None,
    most: int = MOST,
    seed: int = 1,
    level: float = LEVEL,
) -> Profiles:
    """Latent profiles of one to ``most`` kinds, the number by Schwarz's criterion.

    ``scores`` have a row a person and a column a scale; whoever lacks one is left out, and counted.
    ``groups`` is everybody's group, to compare. The same seed gives the same answer.

    Raises:
        UnusableData: fewer than two scales, too few people, or a scale on which all score alike.
    """
    whole: Flags = np.logical_not(np.isnan(scores).any(axis=1))
    used = _standardised(scores[whole], scales, most)
    dice = np.random.default_rng(seed)
    mixtures = [likeliest_mixture(used, each, dice) for each in range(1, most + 1)]
    fits = tuple(_fit(each, used) for each in mixtures)
    chosen = min(fits, key=lambda each: each.bic).profiles
    kept = mixtures[chosen - 1].in_order()
    labels = kept.labels(used)
    rand, jaccard = stability_of(used, kept, dice)
    return Profiles(
        method="Gaussian mixture, equal diagonal covariance (EEI), number by BIC; k-means beside",
        source=f"{FRALEY}; stability: {HENNIG}",
        level=level,
        assumptions=ASSUMPTIONS,
        warnings=tuple(_warnings(used, mixtures, chosen, labels, jaccard, len(scores))),
        people=len(used),
        left_out=len(scores) - len(used),
        fits=fits,
        chosen=chosen,
        profiles=tuple(
            _profile(kept, labels, each, scales, jaccard, level) for each in range(chosen)
        ),
        stability=rand,
        agreement_with_k_means=adjusted_rand(labels, nearest_labels(used, kept.means)),
        groups=tuple(_groups(groups, whole, labels, chosen, level)),
        scales=tuple(scales),
    )


def _standardised(scores: Numbers, scales: Sequence[str], most: int) -> Numbers:
    if len(scales) < 2:
        raise UnusableData(
            "too_few_scales",
            "profiles need at least two scales",
            remedy="name more",
            where="scales",
        )
    if len(scores) < 2 * most * len(scales):
        raise UnusableData(
            "too_few_people",
            f"{len(scores)} people with every score are too few for {most} profiles of "
            f"{len(scales)} scales",
            remedy="ask for fewer profiles or scales, or wait for more people",
            where="scores",
        )
    spread = scores.std(axis=0, ddof=1)
    alike = [name for name, each in zip(scales, spread, strict=True) if each == 0]
    if alike:
        raise UnusableData(
            "constant_scale", f"all score alike on {', '.join(alike)}", remedy="leave it out",
            where=alike[0],
        )  # fmt: skip
    found: Numbers = (scores - scores.mean(axis=0)) / spread
    return found


def _fit(mixture: Mixture, scores: Numbers) -> Fit:
    held = mixture.memberships(scores)
    count = len(mixture.means)
    doubt = -(held * np.log(np.maximum(held, np.finfo(float).tiny))).sum()
    return Fit(
        profiles=count,
        log_likelihood=mixture.log_likelihood,
        parameters=mixture.parameters,
        bic=mixture.bic(len(scores)),
        entropy=None if count == 1 else float(1 - doubt / (len(scores) * np.log(count))),
    )


def _profile(
    kept: Mixture,
    labels: Labels,
    number: int,
    scales: Sequence[str],
    jaccard: Numbers,
    level: float,
) -> Profile:
    people = int((labels == number).sum())
    return Profile(
        profile=number + 1,
        people=people,
        share=proportion(people, len(labels), level=level),
        means={name: float(each) for name, each in zip(scales, kept.means[number], strict=True)},
        stability=float(jaccard[number]),
    )


def _groups(
    groups: Sequence[str] | NDArray[np.str_] | None,
    whole: Flags,
    labels: Labels,
    chosen: int,
    level: float,
) -> Iterator[Membership]:
    if groups is None:
        return
    used = np.asarray(groups)[whole]
    for group in sorted(set(used.tolist())):
        here = labels[used == group]
        for number in range(chosen):
            count = int((here == number).sum())
            share = proportion(count, len(here), level=level)
            yield Membership(group=str(group), profile=number + 1, share=share)


def _warnings(
    scores: Numbers, mixtures: Sequence[Mixture], chosen: int, labels: Labels, jaccard: Numbers,
    asked: int,
) -> Iterator[str]:  # fmt: skip
    if len(scores) < asked:
        yield f"{asked - len(scores)} of {asked} people lack a score and are left out"
    if chosen == 1:
        yield "one distribution fits best: these scores show no kinds of people"
    if chosen == len(mixtures) > 1:
        yield "the most profiles asked for fit best: more may fit better, or the scores are skewed"
    if not mixtures[chosen - 1].converged:
        yield "the fit did not settle: read the profiles as approximate"
    if chosen > 1 and len(scores) < A_PROFILE * chosen * scores.shape[1]:
        yield "few people for so many profiles and scales: expect others in the next sample"
    for number in range(chosen):
        if (labels == number).mean() < FEW:
            yield f"profile {number + 1} holds under 5% of the people: it may be a few odd scores"
        if chosen > 1 and jaccard[number] < STABLE:
            how = f"{jaccard[number]:.2f}"
            yield f"profile {number + 1} is not stable ({how}): name no kind after it"
