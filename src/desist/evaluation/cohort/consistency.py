"""Consistency: what cannot be true of the three tables together, every fault at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from desist.catalogue.fault import Fault, FaultyInput
from desist.evaluation.cohort.folder import Cohort, fault_where

EPISODES, OUTCOMES, LIBERTY = "episodes.parquet", "outcomes.parquet", "liberty.parquet"
COMPARABLE = 10
"""An arm of so many people or more must share its kinds of day 0 with the other."""


def check_people(episodes: pl.DataFrame, liberty: pl.DataFrame, *, extracted_on: date) -> None:
    """What can be checked before outcomes are read.

    Raises:
        FaultyInput: with every fault found.
    """
    faults = [
        *_episode_faults(episodes, extracted_on),
        *_prediction_faults(episodes),
        *_arm_faults(episodes),
        *_liberty_faults(liberty, episodes),
    ]
    if faults:
        raise FaultyInput(faults)


def check_outcomes(cohort: Cohort, *, extracted_on: date) -> None:
    """What can be checked of outcomes: dates in order, known people, nothing twice.

    Raises:
        FaultyInput: with every fault found.
    """
    outcomes = cohort.outcomes
    died = cohort.liberty.filter(pl.col("kind") == "death").select(
        "pseudonym", died_on=pl.col("from_on")
    )
    with_death = outcomes.join(died, on="pseudonym", how="left", maintain_order="left")
    faults = [
        *_unknown_people(outcomes, cohort.episodes, OUTCOMES),
        *fault_where(
            outcomes, pl.col("convicted_on") < pl.col("offended_on"), OUTCOMES, "convicted_on",
            "convicted_before_offence", "is before the offence", "correct the two dates",
        ),
        *fault_where(
            outcomes, pl.col("known_on") < pl.col("convicted_on"), OUTCOMES, "known_on",
            "known_before_conviction", "is before the conviction", "correct the two dates",
        ),
        *fault_where(
            outcomes, pl.col("known_on") > extracted_on, OUTCOMES, "known_on",
            "known_after_extraction", f"is after the extraction on {extracted_on}",
            "correct the date, or extracted_on in the plan",
        ),
        *fault_where(
            outcomes, pl.struct(pl.all()).is_duplicated(), OUTCOMES, "pseudonym",
            "outcome_twice", "stands a second time, alike in every column", "keep one row of each",
        ),
        *fault_where(
            with_death, pl.col("offended_on") > pl.col("died_on"), OUTCOMES, "offended_on",
            "offence_after_death", "is after the death of the person",
            "correct the dates, or the link between the records",
        ),
    ]  # fmt: skip
    if faults:
        raise FaultyInput(faults)


def _episode_faults(episodes: pl.DataFrame, extracted_on: date) -> Iterator[Fault]:
    yield from fault_where(
        episodes, pl.col("pseudonym").is_duplicated(), EPISODES, "pseudonym", "id_twice",
        "is there more than once", "give each person one episode: the first allocation",
    )  # fmt: skip
    yield from fault_where(
        episodes, pl.col("completed_on") < pl.col("started_on"), EPISODES, "completed_on",
        "completed_before_start", "is before the start", "correct the two dates",
    )  # fmt: skip
    yield from fault_where(
        episodes, pl.col("completed_on").is_not_null() & pl.col("started_on").is_null(), EPISODES,
        "started_on", "completed_without_start", "is empty for whoever completed", "fill it in",
    )  # fmt: skip
    yield from fault_where(
        episodes, pl.col("day_0") >= extracted_on, EPISODES, "day_0", "day_0_after_extraction",
        f"is not before the extraction on {extracted_on}",
        "leave out people who were not yet followed, or correct extracted_on in the plan",
    )  # fmt: skip
    yield from fault_where(
        episodes, (pl.col("arm") == "treated") & pl.col("programme").is_null(), EPISODES,
        "programme", "no_programme", "is empty for a treated person", "name the programme",
    )  # fmt: skip


def _prediction_faults(episodes: pl.DataFrame) -> Iterator[Fault]:
    about = ("predicted_outcome", "predicted_horizon_days", "predictor", "predicted_on")
    for name in about:
        yield from fault_where(
            episodes, pl.col("predicted_risk").is_not_null() & pl.col(name).is_null(), EPISODES,
            name, "prediction_without_terms", "is empty where there is a predicted risk",
            "say what was predicted, over which horizon, by which rule, on which day",
        )  # fmt: skip
    first = pl.min_horizontal("day_0", "started_on")
    yield from fault_where(
        episodes, pl.col("predicted_on") > first, EPISODES, "predicted_on",
        "predicted_after_treatment", "is after day 0 or after treatment began",
        "use a prediction frozen before both",
    )  # fmt: skip


def _arm_faults(episodes: pl.DataFrame) -> Iterator[Fault]:
    arms = dict(episodes.group_by("arm").len().iter_rows())
    for arm in ("treated", "control"):
        if not arms.get(arm):
            yield Fault(
                file=EPISODES, path="arm", problem=f"nobody is {arm} [empty_group]",
                remedy="give both arms: without people to compare with there is no evaluation",
            )  # fmt: skip
    if min(arms.get("treated", 0), arms.get("control", 0)) < COMPARABLE:
        return
    events = episodes.group_by("day_0_event").agg(
        treated=(pl.col("arm") == "treated").sum(), control=(pl.col("arm") == "control").sum()
    )
    alone = events.filter((pl.col("treated") == 0) | (pl.col("control") == 0))
    for name, treated, _ in alone.sort("day_0_event").iter_rows():
        arm = "treated" if treated else "control"
        yield Fault(
            file=EPISODES, path="day_0_event", remedy="count both arms from the same event",
            problem=f"{name} begins the time of {arm} people only: day 0 must be the same event "
            "in both arms [day_0_differs]",
        )  # fmt: skip


def _liberty_faults(liberty: pl.DataFrame, episodes: pl.DataFrame) -> Iterator[Fault]:
    yield from _unknown_people(liberty, episodes, LIBERTY)
    yield from fault_where(
        liberty, pl.col("until_on") <= pl.col("from_on"), LIBERTY, "until_on", "period_ends_early",
        "is not after its first day", "give the first day at liberty again",
    )  # fmt: skip
    deaths = pl.col("kind") == "death"
    yield from fault_where(
        liberty, deaths & (pl.len().over("pseudonym", "kind") > 1), LIBERTY, "kind", "died_twice",
        "is the death of a person who dies more than once", "keep one",
    )  # fmt: skip
    yield from fault_where(
        liberty, deaths & pl.col("until_on").is_not_null(), LIBERTY, "until_on", "death_ends",
        "ends a death", "leave it empty",
    )  # fmt: skip
    day_0 = liberty.join(
        episodes.unique("pseudonym").select("pseudonym", "day_0"), on="pseudonym", how="left",
        maintain_order="left",
    )  # fmt: skip
    yield from fault_where(
        day_0, deaths & (pl.col("from_on") <= pl.col("day_0")), LIBERTY, "from_on",
        "died_before_entry", "is a death on or before day 0", "leave the person out",
    )  # fmt: skip


def _unknown_people(frame: pl.DataFrame, episodes: pl.DataFrame, file: str) -> Iterator[Fault]:
    known = episodes.get_column("pseudonym").unique()
    yield from fault_where(
        frame, ~pl.col("pseudonym").is_in(known.implode()), file, "pseudonym", "unknown_person",
        "is nobody's in episodes", "take the rows out, or add the episode",
    )  # fmt: skip
