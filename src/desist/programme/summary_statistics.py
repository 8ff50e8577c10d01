"""Summary statistics: whether a mean, a standard deviation and a range can belong together.

For whole numbers a printed mean and a printed standard deviation leave few sums and few sums of
squares (the GRIM test of Brown and Heathers 2017, and Anaya's GRIMMER: a whole number and its
square are odd together, so the two sums are too); a range leaves fewer still.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from desist.programme.printed_figure import Span
from desist.programme.proportion import whole_numbers_in

MOST_SUMS = 2_000
"""Beyond so many possible sums every mean is attainable, and only the range is looked at."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A sample as a paper sums it up; both ends of the range, where given, occur in it."""

    n: int
    mean: Span
    sd: Span
    lowest: int | None = None
    highest: int | None = None
    whole_numbers: bool = True


@dataclass(frozen=True, kw_only=True)
class Totals:
    """One sum and one sum of squares that a summary may have come from."""

    total: int
    squares: int


def summary_problems(summary: Summary) -> Iterator[str]:
    """Codes of what makes the summary impossible, the plainest first; none where it is possible.

    ``range_without_spread``, ``mean_outside_range``, ``mean_unattainable``, ``sd_unattainable``,
    ``spread_impossible_in_range``. Codes about the range come beside the others; a mean that is
    itself unattainable makes further questions idle.
    """
    range_problem = _range_problem(summary)
    if range_problem:
        yield range_problem
        summary = replace(summary, lowest=None, highest=None)
    if not summary.whole_numbers:
        return
    sums = attainable_sums(summary)
    if not sums:
        yield "mean_unattainable"
    elif len(sums) <= MOST_SUMS and not any(attainable_squares(summary, each) for each in sums):
        yield "sd_unattainable"
    elif len(sums) <= MOST_SUMS and next(attainable_totals(summary), None) is None:
        yield "spread_impossible_in_range"


def _range_problem(summary: Summary) -> str | None:
    lowest, highest = summary.lowest, summary.highest
    if lowest is None or highest is None:
        return None
    if lowest == highest and summary.sd.low > 0:
        return "range_without_spread"
    if not summary.mean.overlaps(Span(low=Fraction(lowest), high=Fraction(highest))):
        return "mean_outside_range"
    # The widest spread within a range has everyone at one end or the other.
    nearest = min(max(Fraction(lowest + highest, 2), summary.mean.low), summary.mean.high)
    widest = (nearest - lowest) * (highest - nearest) * Fraction(summary.n, max(summary.n - 1, 1))
    return "spread_impossible_in_range" if summary.sd.low**2 > widest else None


def attainable_sums(summary: Summary) -> range:
    """The sums of ``n`` whole numbers whose mean rounds to the printed one."""
    return whole_numbers_in(summary.mean, times=summary.n)


def attainable_squares(summary: Summary, total: int) -> tuple[range, ...]:
    """The sums of squares that give the printed deviation and are odd where the sum is.

    One stretch for each of the divisors n - 1 and n: papers rarely say which was used.
    """
    stretches = []
    for divisor in sorted({max(summary.n - 1, 1), summary.n}):
        centre = Fraction(total**2, summary.n)
        first = ceil(divisor * summary.sd.low**2 + centre)
        last = floor(divisor * summary.sd.high**2 + centre)
        first += (first - total) % 2
        if first <= last:
            stretches.append(range(first, last + 1, 2))
    return tuple(stretches)


def attainable_totals(summary: Summary) -> Iterator[Totals]:
    """For each attainable sum, the smallest sum of squares that the deviation and range allow."""
    for total in attainable_sums(summary):
        limits = squares_limits(summary, total)
        if limits is None:
            continue
        least, most = limits
        for stretch in attainable_squares(summary, total):
            first = max(stretch.start, least)
            first += (first - total) % 2
            if first in stretch and (most is None or first <= most):
                yield Totals(total=total, squares=first)
                break


def squares_limits(summary: Summary, total: int) -> tuple[int, int | None] | None:
    """The least and the most that the squares can add up to, given sum and range.

    None where no such sample exists; no upper limit where no range is given.
    """
    n, lowest, highest = summary.n, summary.lowest, summary.highest
    if lowest is None or highest is None:
        each, over = divmod(total, n)
        return (n - over) * each**2 + over * (each + 1) ** 2, None
    width, above = highest - lowest, total - n * lowest
    others = n - 2 if width else n
    # One at either end of the range, since both occur; the others share what is left.
    left = above - width
    if others < 0 or not 0 <= left <= others * width:
        return None
    each, over = divmod(left, others) if others else (0, 0)
    full, rest = divmod(left, width) if width else (0, 0)
    least = width**2 + (others - over) * each**2 + over * (each + 1) ** 2
    most = width**2 + full * width**2 + rest**2
    shift = n * lowest**2 + 2 * lowest * above
    return shift + least, shift + most


def least_maximum(totals: Totals) -> int:
    """The least that the highest of some counts can be, given their sum and sum of squares.

    Counts start at nought. Zero where all are nought.
    """
    if totals.total == 0:
        return 0
    highest = max(-(-totals.squares // totals.total), 1)
    while True:
        full, rest = divmod(totals.total, highest)
        if full * highest**2 + rest**2 >= totals.squares:
            return highest
        highest += 1


def nearest_smaller_n(summary: Summary, *, tries: int = 50) -> int | None:
    """The largest smaller sample for which the same printed figures are possible."""
    for n in range(summary.n - 1, max(summary.n - 1 - tries, 1), -1):
        if next(summary_problems(replace(summary, n=n)), None) is None:
            return n
    return None
