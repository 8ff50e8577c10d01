"""Delivered: what the episodes themselves say of the programme, for the TIDieR checklist."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from desist.evaluation.cohort.suppression import is_telling

WEEK = 7


def delivered_items(episodes: pl.DataFrame, *, smallest: int) -> Mapping[str, str]:
    """By item of TIDieR what can be answered from the table; counts that tell are left out."""
    treated = episodes.filter(pl.col("arm") == "treated")
    found: dict[str, str] = {}
    names = treated.select("programme", "programme_version").unique().sort(pl.all()).rows()
    named = [f"{name} {version or ''}".strip() for name, version in names if name]
    if named:
        found["tidier-1"] = ", ".join(named)
    sites = treated.get_column("site_group").drop_nulls().n_unique()
    if sites:
        found["tidier-7"] = f"{sites} sites or groups; their names are not in the data"
    if weeks := _weeks(treated, smallest):
        found["tidier-8"] = weeks
    if said := _kept(treated, smallest):
        found["tidier-12"] = said
    return found


def _weeks(treated: pl.DataFrame, smallest: int) -> str:
    lasted = (pl.col("completed_on") - pl.col("started_on")).dt.total_days() / WEEK
    weeks = treated.select(weeks=lasted)["weeks"].drop_nulls()
    if len(weeks) < max(smallest, 1):
        return ""
    low, middle, high = (weeks.quantile(each, "linear") for each in (0.25, 0.5, 0.75))
    return (
        f"from first session to completion {middle:.0f} weeks in the middle "
        f"(half of those who completed: {low:.0f} to {high:.0f})"
    )


def _kept(treated: pl.DataFrame, smallest: int) -> str:
    people = treated.height
    started = int(treated.get_column("started_on").is_not_null().sum())
    completed = int(treated.get_column("completed_on").is_not_null().sum())
    if any(is_telling(each, people, smallest=smallest) for each in (started, completed)):
        return ""
    return f"of {people:,} allocated {started:,} started and {completed:,} completed"
