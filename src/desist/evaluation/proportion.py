"""Proportion: so many of so many, and what a printed percentage may have been counted from."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import betaincinv

from desist.evaluation.quantity import Findings, Quantity, from_interval, quantity
from desist.evaluation.unusable_data import UnusableData
from desist.programme.printed_figure import decimals_of, is_printed_figure
from desist.programme.proportion import LEVEL, attainable_counts, largest_n, wilson_interval

WILSON = "Wilson (1927), J. Am. Stat. Assoc. 22, 209-212"
EXACT = "Clopper and Pearson (1934), Biometrika 26, 404-413"
ASSUMPTIONS = (
    "every person counts once and independently of the others",
    "the people are a sample of those the figure is meant to speak of, and not weighted",
)


@dataclass(frozen=True, kw_only=True)
class Proportion(Quantity):
    """A fraction with Wilson's interval, and the exact one beside it."""

    count: int
    n: int
    exact: Quantity


@dataclass(frozen=True, kw_only=True)
class Attainable(Findings):
    """The counts of ``n`` that round to a percentage as printed.

    ``lowest`` and ``highest`` are the least and the greatest of them as fractions of ``n``;
    ``largest_n`` is the largest sample not above ``n`` of which some count rounds to it.
    """

    percentage: str
    n: int
    attainable: bool
    counts: tuple[int, ...]
    lowest: Quantity | None
    highest: Quantity | None
    largest_n: int | None


def proportion(count: int, n: int, *, level: float = LEVEL) -> Proportion:
    """``count`` of ``n`` as a fraction, with Wilson and exact intervals.

    Raises:
        UnusableData: ``n`` is nought, or ``count`` is not between 0 and ``n``.
    """
    check_counts(count, n, where="K/N")
    wilson = wilson_interval(count, n=n, level=level)
    return Proportion(
        estimate=count / n,
        low=wilson.low,
        high=wilson.high,
        level=level,
        method="Wilson score interval",
        source=WILSON,
        assumptions=ASSUMPTIONS,
        count=count,
        n=n,
        exact=exact_proportion(count, n, level=level),
    )


def exact_proportion(count: int, n: int, *, level: float = LEVEL) -> Quantity:
    """``count`` of ``n`` with the exact binomial interval, which never covers too little."""
    tail = (1 - level) / 2
    return quantity(
        count / n,
        (
            0.0 if count == 0 else float(betaincinv(count, n - count + 1, tail)),
            1.0 if count == n else float(betaincinv(count + 1, n - count, 1 - tail)),
        ),
        method="exact binomial interval (Clopper-Pearson)",
        source=EXACT,
        level=level,
        assumptions=ASSUMPTIONS,
    )


def attainable(
    percentage: str, *, n: int, decimals: int | None = None, level: float = LEVEL
) -> Attainable:
    """Which counts of ``n`` round to ``percentage`` (text, as printed).

    ``decimals`` is how many digits the source printed after the point, where the text given here
    has fewer: "7" with one decimal is "7.0".

    Raises:
        UnusableData: the percentage is no figure of at most 100, or ``n`` is below 1.
    """
    printed = _as_printed(percentage, decimals)
    if n < 1:
        raise UnusableData("empty_group", f"n is {n}", remedy="give how many there were", where="n")
    counts = tuple(attainable_counts(printed, n=n))
    ends = [
        from_interval(
            count / n,
            wilson_interval(count, n=n, level=level),
            source=WILSON,
            assumptions=ASSUMPTIONS,
        )
        for count in (counts[0], counts[-1])
    ] if counts else [None, None]  # fmt: skip
    return Attainable(
        percentage=printed,
        n=n,
        attainable=bool(counts),
        counts=counts,
        lowest=ends[0],
        highest=ends[1],
        largest_n=largest_n(printed, at_most=n),
        level=level,
        method="enumeration of the counts that round to the printed figure, halves either way",
        source="Brown and Heathers (2017), Soc. Psychol. Personal. Sci. 8, 363-369 (GRIM)",
        warnings=() if counts else (f"no whole number of {n:,} rounds to {printed}%",),
    )


def _as_printed(percentage: str, decimals: int | None) -> str:
    if not is_printed_figure(percentage) or float(percentage) > 100:
        raise UnusableData(
            "no_percentage",
            f"{percentage!r} is no percentage",
            remedy="give digits as printed, from 0 to 100, such as 6.6",
            where="PCT",
        )
    shown = decimals_of(percentage)
    if decimals is None or decimals == shown:
        return percentage
    if decimals < shown or decimals > 6:
        raise UnusableData(
            "wrong_decimals",
            f"{percentage} has {shown} decimals, not {decimals}",
            remedy="give as many as were printed, at most 6",
            where="decimals",
        )
    whole, _, part = percentage.partition(".")
    return f"{whole}.{part.ljust(decimals, '0')}"


def check_counts(count: int, n: int, *, where: str) -> None:
    """Refuse what is no count of a group.

    Raises:
        UnusableData: named ``empty_group`` or ``impossible_count``.
    """
    if n < 1:
        raise UnusableData(
            "empty_group", f"{count} of {n} is no proportion: the group is empty",
            remedy="give a group of at least one", where=where,
        )  # fmt: skip
    if not 0 <= count <= n:
        raise UnusableData(
            "impossible_count", f"{count} of {n} is no proportion",
            remedy="a count lies between 0 and the size of its group", where=where,
        )  # fmt: skip
