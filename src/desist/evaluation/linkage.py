"""Linkage: which conviction record is whose, by how sure, in pseudonyms and weights alone."""

from __future__ import annotations

import hashlib
import hmac
import warnings as python_warnings
from dataclasses import dataclass
from math import sqrt

import numpy as np
import polars as pl
from scipy.special import ndtri

from desist.evaluation.cohort.pseudonym import is_pseudonym
from desist.evaluation.linkage_error import CorrectedRate, corrected_rate
from desist.evaluation.linkage_model import settings
from desist.evaluation.quantity import Findings, Quantity, quantity
from desist.evaluation.table import Numbers
from desist.evaluation.unusable_data import UnusableData, refuse_where
from desist.programme.proportion import LEVEL

SOURCE = "Fellegi and Sunter (1969), J. Am. Stat. Assoc. 64, 1183-1210, by Splink 5"
METHOD = "Fellegi-Sunter with term frequencies, parameters by expectation maximisation"
PAIRS = 1e6
LEAST_WEIGHT = -5.0
REVIEWED = (0.05, 0.99)
"""Pairs between these probabilities are for a person to look at."""
SHORTEST_KEY = 16


@dataclass(frozen=True, kw_only=True)
class Linkage(Findings):
    """How good the links are, by the model's own probabilities, and the rate that they give.

    ``precision`` is the share of links that are right; ``recall`` the share of right pairs, among
    those compared, that are linked. ``linked_people`` corrects the share with any record.
    """

    people: int
    records: int
    threshold: float
    links: int
    for_review: int
    precision: Quantity
    recall: Quantity
    linked_people: CorrectedRate | None


def link(
    roster: pl.DataFrame, convictions: pl.DataFrame, *, key: bytes | None, threshold: float = 0.9,
    level: float = LEVEL, seed: int = 1,
) -> tuple[Linkage, pl.DataFrame, pl.DataFrame]:  # fmt: skip
    """Link what ``read_identities`` read: the quality, the links, and the pairs for review.

    Both tables have ``person, record, weight, probability``; the first two are keyed digests of
    the ids, the same for the same key. Without a key the ids stay as they are: so they must be
    pseudonyms already, as those are of a roster that a study gives out. A record is linked to one
    person at most.

    Raises:
        UnusableData: the key is short, the threshold no probability, ids that stay are no
            pseudonyms, or no two records are alike.
    """
    _check(roster, convictions, key, threshold)
    best = _best(_pairs(roster, convictions, seed))
    if not best.height:
        raise UnusableData(
            "nothing_alike", "no person is like any record", where="CONVICTIONS",
            remedy="check that the two files are about the same people",
        )  # fmt: skip
    probability = best["probability"].to_numpy()
    linked = best.filter(pl.col("probability") >= threshold)
    review = best.filter(pl.col("probability").is_between(*REVIEWED))
    precision, recall = _quality(probability, probability >= threshold, level)
    about = Linkage(
        method=METHOD, source=SOURCE, level=level,
        assumptions=(
            "the model's probabilities are right: check them on the pairs for review",
            "comparisons of names, date of birth and postcode err independently of each other",
        ),
        warnings=(
            "recall counts only pairs that were compared: a pair alike in nothing is never found",
            "a list of records without the person looks the same as a missed link",
        ),
        people=roster.height, records=convictions.height, threshold=threshold,
        links=linked.height, for_review=review.height, precision=precision, recall=recall,
        linked_people=_rate(linked, roster.height, recall, level),
    )  # fmt: skip
    return about, _pseudonymous(linked, key), _pseudonymous(review, key)


def _pairs(roster: pl.DataFrame, convictions: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Every pair compared, with its weight."""
    from splink import DuckDBAPI, Linker, block_on

    with python_warnings.catch_warnings():
        python_warnings.simplefilter("ignore")
        api = DuckDBAPI()
        frames = [
            frame.with_columns(id=pl.lit(mark) + pl.col("id")).to_arrow()
            for mark, frame in (("r", roster), ("c", convictions))
        ]
        registered = [api.register(frame) for frame in frames]
        linker = Linker(registered, settings(convictions.height), log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=seed)
        training = linker.training.estimate_parameters_using_expectation_maximisation
        training(block_on("born_on"))
        training(block_on("first_name", "surname"))
        found = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT)
        frame: pl.DataFrame = found.as_duckdbpyrelation().pl()
    is_roster = pl.col("id_l").str.starts_with("r")
    sides = (pl.col("id_l").str.slice(1), pl.col("id_r").str.slice(1))
    return frame.select(
        person=pl.when(is_roster).then(sides[0]).otherwise(sides[1]),
        record=pl.when(is_roster).then(sides[1]).otherwise(sides[0]),
        weight="match_weight", probability="match_probability",
    )  # fmt: skip


def _best(pairs: pl.DataFrame) -> pl.DataFrame:
    """For each record its likeliest person; the share of that person among all its candidates."""
    odds = pl.col("probability") / (1 - pl.col("probability").clip(upper_bound=1 - 1e-12))
    shared = pairs.with_columns(odds=odds).with_columns(
        probability=pl.col("odds") / (1 + pl.col("odds").sum().over("record"))
    )
    return (
        shared.sort("probability", "person", descending=[True, False])
        .unique("record", keep="first", maintain_order=True)
        .drop("odds")
    )


def _quality(probability: Numbers, linked: np.ndarray, level: float) -> tuple[Quantity, Quantity]:
    z = float(ndtri((1 + level) / 2))
    right, all_right = float(probability[linked].sum()), float(probability.sum())
    doubt = probability * (1 - probability)
    told = []
    for whole, spread in (
        (float(linked.sum()), float(doubt[linked].sum())), (all_right, float(doubt.sum())),
    ):  # fmt: skip
        if not whole:
            told.append(quantity(None, method=METHOD, source=SOURCE, level=level,
                                 warnings=("nothing is linked",)))  # fmt: skip
            continue
        reach = z * sqrt(spread) / whole
        share = right / whole
        told.append(
            quantity(
                share, (max(share - reach, 0.0), min(share + reach, 1.0)), level=level,
                method="expected share, normal interval over the pairs' own doubt", source=SOURCE,
            )
        )  # fmt: skip
    return told[0], told[1]


def _rate(
    linked: pl.DataFrame, people: int, recall: Quantity, level: float
) -> CorrectedRate | None:
    with_any = linked.group_by("person").agg(doubt=(1 - pl.col("probability")).product())
    false = float(with_any["doubt"].sum()) / people
    if recall.estimate is None:
        return None
    return corrected_rate(
        with_any.height, people, sensitivity=recall.estimate, specificity=1 - false, level=level
    )


def _check(
    roster: pl.DataFrame, convictions: pl.DataFrame, key: bytes | None, threshold: float
) -> None:
    if key is None:
        _check_pseudonyms(roster, "ROSTER")
        _check_pseudonyms(convictions, "CONVICTIONS")
    elif len(key) < SHORTEST_KEY:
        raise UnusableData(
            "short_key", f"the key has {len(key)} bytes", where="key",
            remedy=f"use {SHORTEST_KEY} or more, such as 32 random ones",
        )  # fmt: skip
    if not 0 < threshold < 1:
        raise UnusableData(
            "impossible_threshold", f"{threshold:g} is no probability", where="threshold",
            remedy="give one between 0 and 1",
        )  # fmt: skip


def _check_pseudonyms(people: pl.DataFrame, where: str) -> None:
    at_fault = people.select(~is_pseudonym("id")).to_series().to_numpy()
    refuse_where(
        at_fault, "no_pseudonym", "an id to be kept looks like a name or an official number",
        remedy="give every row an opaque id of this study, or a key", where=where,
    )  # fmt: skip


def _pseudonymous(pairs: pl.DataFrame, key: bytes | None) -> pl.DataFrame:
    def digest(column: str) -> pl.Series:
        if key is None:
            return pairs[column]
        return pl.Series(column, [pseudonym(each, key, of=column) for each in pairs[column]])

    return pl.DataFrame([
        digest("person"), digest("record"), pairs["weight"].round(3),
        pairs["probability"].round(6),
    ])  # fmt: skip


def pseudonym(identifier: str, key: bytes, *, of: str) -> str:
    """The opaque id of a person or record: a keyed digest, useless without the key."""
    digest = hmac.new(key, f"{of}:{identifier}".encode(), hashlib.sha256).hexdigest()
    return f"{of[0]}{digest[:20]}"
