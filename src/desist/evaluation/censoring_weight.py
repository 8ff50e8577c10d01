"""Censoring weights: those whose outcome at a horizon is known stand for those who left before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desist.evaluation.follow_up import CENSORED, FollowUp
from desist.evaluation.time_grid import Numbers
from desist.evaluation.unusable_data import UnusableData

IPCW = "Graf et al. (1999), Stat. Med. 18, 2529-2545"


@dataclass(frozen=True, kw_only=True, eq=False)
class StatusAtHorizon:
    """Who had event 1 by the horizon, and how much each counts.

    A competing event before it is no event; ``weights`` are nought for whoever left before it with
    neither, and the inverse of the chance of being followed so long for all others.
    """

    outcome: np.ndarray
    weights: Numbers
    unknown: int


def status_at(rows: FollowUp, horizon: float) -> StatusAtHorizon:
    """The status of each row, with weights by Kaplan-Meier of censoring (events come first).

    Raises:
        UnusableData: named ``beyond_follow_up``: nobody without an event was followed so long.
    """
    outcome = ((rows.event == 1) & (rows.time <= horizon)).astype(np.int64)
    ended = (rows.event != CENSORED) & (rows.time <= horizon)
    known = ended | (rows.time >= horizon)
    if not (rows.time >= horizon).any():
        raise UnusableData(
            "beyond_follow_up",
            f"nobody was followed to {horizon:g}: the last was to {rows.time.max():g}",
            remedy="choose an earlier horizon", where="horizon",
        )  # fmt: skip
    leaving = rows.ending(CENSORED)
    could_leave = rows.at_risk - rows.with_any_event
    stay = np.ones_like(leaving)
    np.divide(could_leave - leaving, could_leave, out=stay, where=leaving > 0)
    before = np.concatenate(([1.0], np.cumprod(stay)))
    # The chance of being followed up to, but perhaps not beyond, one's event or the horizon.
    place = np.where(ended, rows.place, np.searchsorted(rows.times, horizon, side="left"))
    weights = np.where(known, 1 / np.where(known, before[place], 1.0), 0.0)
    return StatusAtHorizon(outcome=outcome, weights=weights, unknown=int((~known).sum()))
