"""Concordance: how often, of two people, the one with the higher risk has the event first.

Counted over all pairs of which it is known who was first, in time about proportional to
n log n: pairs are never listed.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from desist.evaluation.follow_up import FollowUp
from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.time_grid import Numbers, Places

SOURCE = "Harrell et al. (1982), JAMA 247, 2543-2546; Therneau and Watson (2015)"
LARGEST_WITH_ERROR = 100_000
"""Beyond so many rows the standard error is not computed: it takes far longer than the rest."""
SHORT_BLOCK = 6
"""Blocks of up to 2 ** SHORT_BLOCK are compared one by one instead of being sorted."""
AT_ONCE = 50_000


def concordance(rows: FollowUp, risk: Numbers, *, level: float) -> Quantity:
    """Harrell's C of a risk score for event code 1; ties in risk count a half."""
    rank = np.unique(risk, return_inverse=True)[1].astype(np.int64)
    event = rows.event == 1
    below, equal, pairs = _as_first(rows, rank, event)
    compared = float(pairs.sum())
    if not compared:
        words = "no two people can be compared"
        return quantity(None, method="Harrell's C", source=SOURCE, level=level, warnings=[words])
    gain = 2 * below + equal - pairs  # concordant minus discordant
    balance = float(gain.sum())
    estimate = 0.5 + balance / compared / 2
    if rows.n > LARGEST_WITH_ERROR:
        words = f"no interval of the concordance is computed above {LARGEST_WITH_ERROR:,} rows"
        return quantity(
            estimate, method="Harrell's C", source=SOURCE, level=level, warnings=[words]
        )
    late_gain, late_pairs = _as_second(rows, rank, event)
    own_gain, own_pairs = late_gain, late_pairs
    own_gain[event] += gain
    own_pairs[event] += pairs
    influence = (own_gain - balance / compared * own_pairs) / (2 * compared)
    reach = float(ndtri((1 + level) / 2)) * float(np.sqrt((influence**2).sum()))
    return quantity(
        estimate,
        (max(estimate - reach, 0.0), min(estimate + reach, 1.0)),
        method="Harrell's C, infinitesimal jackknife",
        source=SOURCE,
        level=level,
    )


def _as_first(rows: FollowUp, rank: Places, event: np.ndarray) -> tuple[Numbers, Numbers, Numbers]:
    """For each event: of those at risk who outlast it, how many have lower risk, the same, all."""
    asked, place = rank[event], rows.place[event]
    # Whoever is censored at the time of an event outlasts it; whoever has an event then is tied.
    key = 2 * rows.place + ~event
    below, equal, pairs = _beyond(key, rank, 2 * place, asked)
    if rows.entry is not None:
        later = _beyond(rows.entry, rank, place, asked)
        below, equal, pairs = below - later[0], equal - later[1], pairs - later[2]
    return below, equal, pairs


def _beyond(
    key: Places, rank: Places, limit: Places, asked: Places
) -> tuple[Numbers, Numbers, Numbers]:
    """Among rows whose key is above the limit: how many rank below, equal, and how many in all."""
    order = np.argsort(-key, kind="stable")
    prefix = np.searchsorted(-key[order], -limit, side="left")
    below, equal = counts_in_prefix(rank[order], prefix, asked)
    return below, equal, prefix.astype(np.float64)


def _as_second(rows: FollowUp, rank: Places, event: np.ndarray) -> tuple[Numbers, Numbers]:
    """For each row: over the events that it outlasts while at risk, agreeing minus disagreeing."""
    place = rows.place[event]
    order = np.argsort(place, kind="stable")
    sequence, places = rank[event][order], place[order]
    until = np.where(
        event,
        np.searchsorted(places, rows.place, side="left"),
        np.searchsorted(places, rows.place, side="right"),
    )
    below, equal = counts_in_prefix(sequence, until, rank)
    pairs = until.astype(np.float64)
    if rows.entry is not None:
        before = np.searchsorted(places, rows.entry, side="left")
        less, same = counts_in_prefix(sequence, before, rank)
        below, equal, pairs = below - less, equal - same, pairs - before
    # The events should have the higher risk: those ranking below this row disagree.
    return pairs - equal - 2 * below, pairs


def counts_in_prefix(sequence: Places, prefix: Places, asked: Places) -> tuple[Numbers, Numbers]:
    """For each question, among the first ``prefix`` ranks: how many are below, how many equal.

    Every prefix is made of blocks, one for each binary digit of its length; within sorted blocks
    the counts are found by bisection.
    """
    below = np.zeros(len(prefix))
    up_to = np.zeros(len(prefix))
    short = (1 << SHORT_BLOCK) - 1
    for first in range(0, len(prefix), AT_ONCE):
        part = slice(first, first + AT_ONCE)
        at = (prefix[part] & ~short)[:, None] + np.arange(short)
        inside = at < prefix[part][:, None]
        ranks = sequence[np.minimum(at, max(len(sequence) - 1, 0))] if len(sequence) else at
        below[part] += (inside & (ranks < asked[part][:, None])).sum(axis=1)
        up_to[part] += (inside & (ranks <= asked[part][:, None])).sum(axis=1)
    span = int(max(sequence.max(initial=0), asked.max(initial=0))) + 2
    ranks, position = sequence, np.arange(len(sequence))
    for digit in range(SHORT_BLOCK, len(sequence).bit_length()):
        start_of_key = (position >> digit) * span
        # Each block is two sorted ones of the digit before, which a merging sort joins.
        keys = np.sort(start_of_key + ranks, kind="stable")
        ranks = keys - start_of_key
        using = np.flatnonzero(prefix >> digit & 1)
        block = prefix[using] >> digit & ~1
        base = block * span + asked[using]
        before = block << digit
        below[using] += np.searchsorted(keys, base) - before
        up_to[using] += np.searchsorted(keys, base + 1) - before
    return below, up_to - below
