"""Flow: how many people and offences remain at each stage, and why the others do not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desist.evaluation.cohort.effect import Evaluated
from desist.evaluation.cohort.suppression import is_telling
from desist.evaluation.cohort.time_at_risk import DEATH, spell_ends
from desist.evaluation.table import Flags


@dataclass(frozen=True, kw_only=True)
class FlowRow:
    """One stage and the people of each arm at it; None where withheld."""

    stage: str
    treated: int | None
    control: int | None


@dataclass(frozen=True, kw_only=True)
class Flow:
    """People by stage; offences left out, by reason; crossing from control into treatment."""

    people: tuple[FlowRow, ...]
    offences_counted: int
    offences_left_out: dict[str, int | None]
    warnings: tuple[str, ...]


def flow_of(data: Evaluated) -> Flow:
    """Count the stages."""
    episodes, plan, calendar = data.cohort.episodes, data.plan, data.calendar
    started = episodes.get_column("started_on").is_not_null().to_numpy()
    stages = _stages(data, started)
    # How long somebody is followed comes from the calendar and betrays nothing.
    followed = [
        (f"followed {days:,} days and the time for proof", calendar.followed >= days)
        for days in plan.horizons_days
    ]
    crossed = int((started & ~data.is_treated).sum())
    offences = data.offences
    left_out = {
        "on or before day 0 (pseudo-reconvictions)": offences.pseudo,
        "committed while not at liberty": offences.away,
        "cautions": offences.cautions,
    }
    return Flow(
        people=(
            *(_row(stage, at, data, smallest=plan.smallest_count) for stage, at in stages),
            *(_row(stage, at, data, smallest=1) for stage, at in followed),
        ),
        offences_counted=len(offences.person),
        offences_left_out={
            name: None if 0 < count < plan.smallest_count else count
            for name, count in left_out.items()
        },
        warnings=(f"{crossed:,} people of the control arm started a programme: they stay in it",)
        if crossed >= plan.smallest_count else (),
    )  # fmt: skip


def _row(stage: str, at: Flags, data: Evaluated, *, smallest: int) -> FlowRow:
    cells = []
    for arm in (data.is_treated, ~data.is_treated):
        count, n = int((at & arm).sum()), int(arm.sum())
        hidden = is_telling(count, n, smallest=smallest)
        cells.append(None if hidden else count)
    return FlowRow(stage=stage, treated=cells[0], control=cells[1])


def _stages(data: Evaluated, started: Flags) -> list[tuple[str, Flags]]:
    """The stages that people pass, and who passed each."""
    episodes, plan, calendar = data.cohort.episodes, data.plan, data.calendar
    completed = episodes.get_column("completed_on").is_not_null().to_numpy()
    spells = calendar.spells(np.full(calendar.n, np.inf))
    at_risk = np.isin(np.arange(calendar.n), spells.person)
    away = np.array([bool(gaps) for gaps in calendar.gaps])
    return [
        ("allocated", np.ones(calendar.n, dtype=bool)),
        ("started", started),
        ("completed", completed),
        (f"completed by day {plan.landmark_days}", data.has_completed),
        ("at risk at all", at_risk),
        ("away at some time (custody, recall, hospital, removal)", away),
        ("died while followed", spell_ends(spells, calendar.n) == DEATH),
    ]
