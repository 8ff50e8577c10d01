"""Aalen-Johansen: the share who have had each kind of event, where others preclude it.

Standard errors are those of the infinitesimal jackknife: the squares of what each person adds,
summed. They are found without listing what each person adds at each time. A person adds
A(t) - F(t) B(t), where A and B change at the person's own event and otherwise run along one curve
for everybody at risk; so sums over people follow from a few running totals, in time linear in the
rows, with late entry and with several spells of one person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desist.evaluation.follow_up import FollowUp
from desist.evaluation.time_grid import Numbers, Places

AALEN_JOHANSEN = (
    "Aalen and Johansen (1978), Scand. J. Stat. 5, 141-150; Efron (1982), infinitesimal jackknife"
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Incidence:
    """The cumulative incidence of one kind of event at each time at which a row ends."""

    cause: int
    time: Numbers
    at_risk: Numbers
    events: Numbers
    incidence: Numbers
    standard_error: Numbers


@dataclass(frozen=True, kw_only=True, eq=False)
class _Cells:
    """Rows that add the same, counted; ``previous`` are what earlier spells of a person added."""

    count: Numbers
    place: Places
    code: Places
    entry: Places | None
    spell_before: Places | None


def aalen_johansen(
    rows: FollowUp, cause: int = 1, *, person: np.ndarray | None = None
) -> Incidence:
    """The incidence of events of this code; ``person`` joins the spells of one person."""
    at_risk, any_event, events = rows.at_risk, rows.with_any_event, rows.ending(cause)
    hazard, cause_hazard = _share(any_event, at_risk), _share(events, at_risk)
    survival = np.cumprod(1 - hazard)
    before = np.concatenate(([1.0], survival[:-1]))
    incidence = np.cumsum(before * cause_hazard)
    # A death of everybody at risk ends the curve: nothing comes after for it to act on.
    weight = _share(np.ones_like(hazard), np.where(hazard < 1, 1 - hazard, 0.0))
    own_jump = _share(before, at_risk)
    any_jump = np.stack([incidence * weight, weight]) * _share(np.ones_like(at_risk), at_risk)
    cause_jump = np.stack([own_jump, np.zeros_like(own_jump)])
    drift = np.cumsum(cause_jump * cause_hazard + any_jump * hazard, axis=1)
    cells = _cells(rows, person)
    squares = _sums_of_squares(cells, drift, any_jump, cause_jump, cause)
    variance = squares[0] - 2 * incidence * squares[1] + incidence**2 * squares[2]
    return Incidence(
        cause=cause,
        time=rows.times,
        at_risk=at_risk,
        events=events,
        incidence=incidence,
        standard_error=np.sqrt(np.maximum(variance, 0.0)),
    )


def _share(part: Numbers, whole: Numbers) -> Numbers:
    """The quotient, nought where the whole is nought."""
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)


def _cells(rows: FollowUp, person: np.ndarray | None) -> _Cells:
    if rows.entry is None and person is None:
        # Everybody who ends at one time in one way adds the same.
        size = len(rows.times)
        key = rows.place + rows.event * size
        counts = np.bincount(key)
        used = np.flatnonzero(counts)
        return _Cells(
            count=counts[used].astype(np.float64), place=used % size, code=used // size,
            entry=None, spell_before=None,
        )  # fmt: skip
    return _Cells(
        count=np.ones(rows.n), place=rows.place, code=rows.event, entry=rows.entry,
        spell_before=None if person is None else _spell_before(rows, person),
    )  # fmt: skip


def _spell_before(rows: FollowUp, person: np.ndarray) -> Places:
    """The row of each person's spell before, or -1."""
    number = np.unique(person, return_inverse=True)[1]
    order = np.lexsort((rows.place, number))
    before = np.full(rows.n, -1, dtype=np.int64)
    same = number[order][1:] == number[order][:-1]
    before[order[1:][same]] = order[:-1][same]
    return before


def _sums_of_squares(
    cells: _Cells, drift: Numbers, any_jump: Numbers, cause_jump: Numbers, cause: int
) -> Numbers:
    """At each place the sums over people of A², AB and B²."""
    size = drift.shape[1]
    added = -drift[:, cells.place]
    added += np.where(cells.code != 0, any_jump[:, cells.place], 0.0)
    added += np.where(cells.code == cause, cause_jump[:, cells.place], 0.0)
    from_start = np.zeros_like(added)
    if cells.entry is not None:
        from_start = np.concatenate((np.zeros((2, 1)), drift), axis=1)[:, cells.entry]
        added += from_start
    previous = _previous(added, cells.spell_before)
    ended = previous + added
    level = previous + from_start  # at risk, a person has added this much less the drift so far
    entry = np.zeros_like(cells.place) if cells.entry is None else cells.entry

    def running(place: Places, weights: Numbers) -> Numbers:
        return np.cumsum(np.bincount(place, weights, size)[:size])

    def at_risk_now(values: Numbers) -> Numbers:
        values = values * cells.count
        return running(entry, values) - running(cells.place, values)

    people = at_risk_now(np.ones_like(cells.count))
    sums = []
    for a, b in ((0, 0), (0, 1), (1, 1)):
        done = running(cells.place, ended[a] * ended[b] * cells.count)
        done -= running(entry, previous[a] * previous[b] * cells.count)
        current = at_risk_now(level[a] * level[b])
        current -= drift[a] * at_risk_now(level[b]) + drift[b] * at_risk_now(level[a])
        sums.append(done + current + people * drift[a] * drift[b])
    return np.stack(sums)


def _previous(added: Numbers, spell_before: Places | None) -> Numbers:
    """What the earlier spells of the same person added, at the start of each row."""
    previous = np.zeros_like(added)
    if spell_before is None:
        return previous
    waiting = np.flatnonzero(spell_before >= 0)
    total = added.copy()
    while waiting.size:  # once for the second spells, again for the third, ...
        ready = waiting[~np.isin(spell_before[waiting], waiting)]
        previous[:, ready] = total[:, spell_before[ready]]
        total[:, ready] += previous[:, ready]
        waiting = np.setdiff1d(waiting, ready, assume_unique=True)
    return previous
