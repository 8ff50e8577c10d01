"""A small invented cohort in a folder, for the tests of the floor."""

from datetime import date

import polars as pl

from desist.evaluation.cohort.analysis_plan import EXAMPLE_PLAN, freeze, read_plan
from desist.evaluation.cohort.example import Invention, invented_cohort, write_cohort


def folder_with(path, *, frozen=True, plan=EXAMPLE_PLAN, **wanted):
    """A folder of the evaluation, its plan frozen before its outcomes lay there."""
    write_cohort(invented_cohort(Invention(**({"treated": 150, "control": 300} | wanted))), path)
    (path / "plan.toml").write_text(plan, encoding="utf-8")
    if frozen:
        outcomes = path / "outcomes.parquet"
        content = outcomes.read_bytes()
        outcomes.unlink()
        freeze(read_plan(path), path, on=date(2020, 1, 6))
        outcomes.write_bytes(content)
    return path


def changed(path, table, **columns):
    """Write a table again with some of its columns changed."""
    file = path / f"{table}.parquet"
    pl.read_parquet(file).with_columns(**columns).write_parquet(file)
