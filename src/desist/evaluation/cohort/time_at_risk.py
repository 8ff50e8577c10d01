"""Time at risk: from dates to rows of follow-up, by rules that the report prints.

Times are days since each person's own day 0. A row is one spell at liberty; custody, recall,
hospital and removal are gaps between rows, and death is a competing event (2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desist.evaluation.cohort.analysis_plan import ANY, AnalysisPlan
from desist.evaluation.cohort.folder import Cohort
from desist.evaluation.time_grid import Numbers, Places

DEATH = 2
Gap = tuple[int, int]


@dataclass(frozen=True, kw_only=True, eq=False)
class Spells:
    """Rows of follow-up; ``person`` is each row's place among the episodes."""

    person: Places
    start: Numbers
    time: Numbers
    event: Places

    def where(self, chosen: NDArray[np.bool_]) -> Spells:
        """The rows chosen."""
        return Spells(
            person=self.person[chosen], start=self.start[chosen], time=self.time[chosen],
            event=self.event[chosen],
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class Offences:
    """Offences that count, as places of people and days since their day 0.

    ``pseudo``, ``away`` and ``cautions`` count those that do not: committed on day 0 or before,
    committed while not at liberty, and cautions where the plan leaves them out.
    """

    person: Places
    day: Places
    proved: Places
    known: Places
    kind: NDArray[np.str_]
    severity: Numbers
    """On the site's scale; not-a-number where none was given."""
    pseudo: int
    away: int
    cautions: int


class Calendar:
    """Everybody's days: when follow-up ends, when they died, and when they were away."""

    def __init__(self, cohort: Cohort, plan: AnalysisPlan) -> None:
        """Count days from each person's day 0."""
        episodes = cohort.episodes
        self.n = episodes.height
        self.day_0 = episodes.get_column("day_0")
        seen = pl.lit(plan.extracted_on - timedelta(days=plan.waiting_days)) - pl.col("day_0")
        self.followed = _days(episodes, seen)
        self.place = {each: n for n, each in enumerate(episodes.get_column("pseudonym"))}
        self.died = np.full(self.n, np.iinfo(np.int64).max)
        self.gaps: list[list[Gap]] = [[] for _ in range(self.n)]
        self.on_day_0 = [each.toordinal() for each in self.day_0]
        for name, kind, first, until in cohort.liberty.select(
            "pseudonym", "kind", "from_on", "until_on"
        ).iter_rows():
            person = self.place[name]
            begin = first.toordinal() - self.on_day_0[person]
            if kind == "death":
                self.died[person] = begin
                continue
            end = until.toordinal() - self.on_day_0[person] if until else 10**6
            if end > 0:
                self.gaps[person].append((begin, end))
        self.gaps = [_merged(each) for each in self.gaps]

    def is_away(self, person: int, day: int) -> bool:
        """Whether the person was strictly within a gap: its first day is still at liberty."""
        return any(begin < day < end for begin, end in self.gaps[person])

    def offences(self, cohort: Cohort, plan: AnalysisPlan) -> Offences:
        """Those that count, in order of their day."""
        rows: list[tuple[int, int, int, int, str, float]] = []
        pseudo = away = cautions = 0
        ordered = cohort.outcomes.sort("offended_on", "pseudonym", "kind")
        for name, offended, proved, known, kind, disposal, severity in ordered.select(
            "pseudonym", "offended_on", "convicted_on", "known_on", "kind", "disposal", "severity"
        ).iter_rows():
            person = self.place[name]
            zero = self.on_day_0[person]
            day = offended.toordinal() - zero
            if disposal == "caution" and not plan.cautions_count:
                cautions += 1
            elif day <= 0:
                pseudo += 1
            elif self.is_away(person, day):
                away += 1
            else:
                grave = np.nan if severity is None else float(severity)
                seen = known.toordinal()
                rows.append((person, day, proved.toordinal() - zero, seen, kind, grave))
        columns = [np.array([row[n] for row in rows], dtype=np.int64) for n in range(4)]
        return Offences(
            person=columns[0], day=columns[1], proved=columns[2], known=columns[3],
            kind=np.array([row[4] for row in rows], dtype=np.str_),
            severity=np.array([row[5] for row in rows], dtype=np.float64),
            pseudo=pseudo, away=away, cautions=cautions,
        )  # fmt: skip

    def spells(self, first_offence: Numbers, *, from_day: int = 0) -> Spells:
        """Rows from ``from_day`` on; ``first_offence`` is a day a person, infinite for none.

        Who had the event, died or was lost before ``from_day`` has no rows.
        """
        rows: list[tuple[int, int, int, int]] = []
        for person in range(self.n):
            offence, death = first_offence[person], int(self.died[person])
            last = int(self.followed[person])
            if offence <= min(last, death):
                end, event = int(offence), 1
            elif death <= last:
                end, event = death, DEATH
            else:
                end, event = last, 0
            rows += self._spells_of(person, from_day, end, event)
        columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
        return Spells(
            person=columns[0], start=columns[1].astype(np.float64),
            time=columns[2].astype(np.float64), event=columns[3],
        )  # fmt: skip

    def _spells_of(
        self, person: int, begin: int, end: int, event: int
    ) -> list[tuple[int, int, int, int]]:
        rows = []
        at = begin
        for away_from, back in self.gaps[person]:
            if away_from >= end:
                break
            if away_from > at:
                rows.append((person, at, away_from, 0))
            at = max(at, back - 1)
        if end > at:
            rows.append((person, at, end, event))
        return rows


def kinds_of(outcome: str) -> Sequence[str]:
    """The kinds of offence that an outcome counts."""
    return ANY if outcome == "any" else (outcome,)


def first_days(offences: Offences, outcome: str, n: int) -> Numbers:
    """The day of each person's first such offence, infinite for none."""
    first = np.full(n, np.inf)
    chosen = np.isin(offences.kind, kinds_of(outcome))
    np.minimum.at(first, offences.person[chosen], offences.day[chosen].astype(np.float64))
    return first


@dataclass(frozen=True, kw_only=True, eq=False)
class AtHorizon:
    """Who was followed to a horizon and its time for proof, who had the outcome, how often."""

    is_followed: NDArray[np.bool_]
    count: Places
    first: Numbers
    gravest: Numbers
    """Severity of the gravest; not-a-number where there is none."""


def at_horizon(
    calendar: Calendar, offences: Offences, outcome: str, *, days: int, plan: AnalysisPlan,
    from_day: int = 0,
) -> AtHorizon:  # fmt: skip
    """Offences of ``days`` from ``from_day`` on, proved within the time for proof after them."""
    until = from_day + days
    chosen = np.isin(offences.kind, kinds_of(outcome))
    chosen &= (offences.day > from_day) & (offences.day <= until)
    chosen &= offences.proved <= until + plan.waiting_days
    count = np.bincount(offences.person[chosen], minlength=calendar.n)
    first = np.full(calendar.n, np.inf)
    np.minimum.at(first, offences.person[chosen], offences.day[chosen] - float(from_day))
    gravest = np.full(calendar.n, np.nan)
    np.fmax.at(gravest, offences.person[chosen], offences.severity[chosen])
    followed = calendar.followed >= until
    return AtHorizon(is_followed=followed, count=count, first=first, gravest=gravest)


def rules_of(plan: AnalysisPlan) -> Mapping[str, str]:
    """Every rule of follow-up as a sentence, by name."""
    seen_to = plan.extracted_on - timedelta(days=plan.waiting_days)
    return {
        "day_0": "Time is counted from the same events in both arms: day_0, as coded in "
        "day_0_event.",
        "allocated": "Everybody allocated to an arm is counted in it, however treatment went "
        "(primary).",
        "completers": f"Completers and dropouts are those who had or had not completed by day "
        f"{plan.landmark_days}, followed from that day on if alive and without the outcome "
        "until then; nobody is labelled by what came later.",
        "outcome": "An outcome is an offence committed after day 0 that led to a conviction"
        + (" or caution." if plan.cautions_count else "; cautions are left out."),
        "pseudo_reconviction": "An offence committed on day 0 or before is no reconviction, "
        "whenever it was sentenced.",
        "horizon": f"Within a horizon counts what was committed in it and proved in it or in the "
        f"{plan.waiting_days} days after; only people followed for all of that are counted.",
        "end_of_follow_up": f"Follow-up in time ends on {seen_to}, {plan.waiting_days} days "
        f"before the extraction on {plan.extracted_on}, so that late offences could be proved.",
        "gaps": "Custody, recall, hospital and removal are gaps: no time at risk, and offences "
        "committed in them are counted apart. The first day away counts as at liberty.",
        "death": "Death is a competing event. Within a fixed horizon, whoever died without the "
        "outcome counts as without it.",
        "breach": "Breaches of orders and of notification are no part of any other outcome.",
    }


def _days(frame: pl.DataFrame, span: pl.Expr) -> Places:
    days: Places = frame.select(span.dt.total_days().alias("days"))["days"].to_numpy()
    return days.astype(np.int64)


def _merged(gaps: Sequence[Gap]) -> list[Gap]:
    """Overlapping and touching gaps as one."""
    merged: list[Gap] = []
    for begin, end in sorted(gaps):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def spell_ends(spells: Spells, n: int) -> Places:
    """How each person's last row ends; -1 for whoever has none."""
    ends = np.full(n, -1, dtype=np.int64)
    order = np.lexsort((spells.time, spells.person))
    ends[spells.person[order]] = spells.event[order]
    return ends


def last_days(spells: Spells, n: int) -> Numbers:
    """The day on which each person's last row ends; infinite for whoever has none."""
    days = np.full(n, -np.inf)
    np.maximum.at(days, spells.person, spells.time)
    return np.where(np.isinf(days), np.inf, days)
