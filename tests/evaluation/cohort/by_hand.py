"""A cohort of a few people, written out by day since day 0, for the rules of follow-up."""

from datetime import date, timedelta

import polars as pl

from desist.evaluation.cohort.analysis_plan import AnalysisPlan
from desist.evaluation.cohort.data_package import columns_of
from desist.evaluation.cohort.folder import Cohort

DAY_0 = date(2010, 1, 1)
TYPES = {str: pl.String, date: pl.Date, int: pl.Int64, float: pl.Float64}


def on(day):
    return None if day is None else DAY_0 + timedelta(days=day)


def table(name, rows):
    schema = {each.name: TYPES[each.type] for each in columns_of(name)}
    return pl.DataFrame([{key: row.get(key) for key in schema} for row in rows], schema=schema)


def person(name, arm, **known):
    return {
        "pseudonym": name, "arm": arm, "day_0": DAY_0, "day_0_event": "release",
        "programme": "isotp" if arm == "treated" else None,
    } | known  # fmt: skip


def offence(name, day, *, proved=None, kind="image", disposal="conviction"):
    proved = day + 100 if proved is None else proved
    return {
        "pseudonym": name, "offended_on": on(day), "convicted_on": on(proved),
        "known_on": on(proved + 10), "kind": kind, "disposal": disposal,
    }  # fmt: skip


def away(name, begin, end, kind="custody"):
    return {"pseudonym": name, "kind": kind, "from_on": on(begin), "until_on": on(end)}


def cohort(episodes, outcomes=(), liberty=()):
    return Cohort(
        episodes=table("episodes", episodes), outcomes=table("outcomes", outcomes),
        liberty=table("liberty", liberty),
    )  # fmt: skip


def plan(**changed):
    return AnalysisPlan(
        **{
            "id": "by-hand", "title": "By hand", "question": "?", "extracted_on": on(1183),
            "waiting_days": 183, "horizons_days": (365, 730), "covariates": (),
            "smallest_count": 1,
        } | changed
    )  # fmt: skip
