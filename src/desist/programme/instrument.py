"""Instrument: a questionnaire as keys, ranges and directions; never the text of its items.

A scoring key belongs to one printed order of the items, so keys hang on a form order and never
on the instrument alone. Other files name a scale as ``instrument/scale``: ``bis-11/total``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from desist.programme.entry import Entry, Grade, KeyFault, Sourced, lowest_grade

ProblemEnd = Literal["high", "low", "none"]
"""The end of a scale at which the problem lies; ``none`` where neither end is one."""


@dataclass(frozen=True, kw_only=True)
class MissingRule(Sourced):
    """The published rule for missing answers; a scale without one allows none.

    Up to ``allowed`` items may lack an answer. With ``prorate`` the score is then what the same
    answers would give over all items (a mean is always the mean of the items answered); without
    it a missing answer adds nothing.
    """

    allowed: int
    prorate: bool = True


@dataclass(frozen=True, kw_only=True)
class Reliability(Sourced):
    """One published reliability, as a correlation; ``up_to`` where a range was published."""

    kind: Literal["alpha", "retest", "split_half"]
    value: float
    up_to: float | None = None
    sample: str = ""


@dataclass(frozen=True, kw_only=True)
class ScoreBand:
    """A named stretch of raw scores: at least this, and below that (open above where not given)."""

    id: str
    title: str
    at_least: float
    below: float | None = None


@dataclass(frozen=True, kw_only=True)
class ScoreBands(Sourced):
    """One published set of bands; a scale may have several that conflict, each by its id."""

    id: str
    row: tuple[ScoreBand, ...]

    def band_of(self, raw: float) -> ScoreBand:
        """The band in which a raw score falls.

        Raises:
            ValueError: the score is below the lowest band.
        """
        for band in reversed(self.row):
            if raw >= band.at_least:
                return band
        raise ValueError(f"{raw} is below the bands, which begin at {self.row[0].at_least}")


@dataclass(frozen=True, kw_only=True)
class Component:
    """One part of a composite scale: another scale's raw score, times a weight."""

    scale: str
    weight: float = 1


@dataclass(frozen=True, kw_only=True)
class Scale(Sourced):
    """One score that an instrument gives, and how it comes from keyed answers.

    ``low`` and ``high`` are the ends of the published range of raw scores, None where unknown.
    The raw score is the sum or mean of keyed answers, times ``multiplier``, plus ``offset``; or,
    with ``lookup``, the value printed for that sum (the first for the lowest possible sum); or,
    with ``composite``, a weighted sum of other scales. With ``count_from`` a keyed answer scores
    one point where it is at least that, and none below. ``problem_end_grade`` is the grade of
    the direction, where it differs from that of the scale.
    """

    id: str
    title: str
    problem_end: ProblemEnd
    problem_end_grade: Grade | None = None
    low: float | None = None
    high: float | None = None
    combine: Literal["sum", "mean"] = "sum"
    multiplier: float = 1
    offset: float = 0
    count_from: int | None = None
    lookup: tuple[float, ...] = ()
    composite: tuple[Component, ...] = ()
    missing_answers: MissingRule | None = None
    reliability: tuple[Reliability, ...] = ()
    bands: tuple[ScoreBands, ...] = ()
    note: str = ""

    @property
    def missing_allowed(self) -> int:
        """How many missing answers the published rule allows; 0 where there is no rule."""
        return self.missing_answers.allowed if self.missing_answers else 0


@dataclass(frozen=True, kw_only=True)
class ScaleKey(Sourced):
    """Which items of one printed order make up a scale, and which of them are reversed.

    ``low`` and ``high`` replace the scale's range where this order's answers run differently.
    """

    scale: str
    items: tuple[int, ...]
    reversed: tuple[int, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class FormOrder(Sourced):
    """One printed order of the items, numbered from 1, and the keys that hold for it alone.

    Answers run from ``minimum`` to ``maximum`` without the values in ``excluding``. An order
    without keys is known to be in use and cannot be scored. Each set of scales in ``partition``
    uses every item once, but for those in ``unscored``. An answer above the minimum on one of the
    ``safety_items`` asks for somebody to look the same day, whatever the score.
    """

    id: str
    title: str
    items: int
    minimum: int
    maximum: int
    excluding: tuple[int, ...] = ()
    key: tuple[ScaleKey, ...] = ()
    partition: tuple[tuple[str, ...], ...] = ()
    unscored: tuple[int, ...] = ()
    safety_items: tuple[int, ...] = ()
    note: str = ""

    def key_of(self, scale: str) -> ScaleKey | None:
        """The key of one scale in this order, or None where there is none."""
        return next((each for each in self.key if each.scale == scale), None)

    def gives(self, scale: Scale) -> bool:
        """Whether this order has the key of the scale, or of every part of a composite."""
        if scale.composite:
            return all(self.key_of(part.scale) for part in scale.composite)
        return self.key_of(scale.id) is not None

    def takes(self, answer: int) -> bool:
        """Whether the form offers this answer."""
        return self.minimum <= answer <= self.maximum and answer not in self.excluding

    def asks_to_look(self, item: int, answer: int) -> bool:
        """Whether this answer asks for somebody to look the same day, whatever the score."""
        return item in self.safety_items and answer > self.minimum


@dataclass(frozen=True, kw_only=True)
class Instrument(Entry):
    """One version of one instrument.

    Without a form order that has keys it takes scale scores only. ``licence_cleared`` says that
    the licence was read and allows use here; not recorded is not cleared.
    """

    licence_cleared: bool = False
    scale: tuple[Scale, ...]
    form_order: tuple[FormOrder, ...] = ()

    @property
    def scorable_orders(self) -> tuple[FormOrder, ...]:
        """The printed orders for which there are keys."""
        return tuple(order for order in self.form_order if order.key)

    def scale_called(self, id_: str) -> Scale | None:
        """The scale of that id, or None where the instrument has no such scale."""
        return next((each for each in self.scale if each.id == id_), None)

    def order_called(self, id_: str) -> FormOrder | None:
        """The form order of that id, or None where the instrument has no such order."""
        return next((each for each in self.form_order if each.id == id_), None)

    def direction_grade(self, scale: Scale) -> Grade:
        """How well it is sourced at which end of the scale the problem lies."""
        return scale.problem_end_grade or self.grade_of(scale)

    def key_grade(self, scale: Scale, order: FormOrder) -> Grade:
        """The grade of a score in this order: the lowest of its key, its order and its scale.

        A part that carries no grade of its own has that of what it stands in.
        """
        names = [each.scale for each in scale.composite] or [scale.id]
        keys = [key for key in map(order.key_of, names) if key]
        own = [key.grade or order.grade or self.grade for key in keys]
        return lowest_grade([self.grade_of(scale), *own])

    def may_score(self, scale: Scale, order: FormOrder) -> bool:
        """Whether this key may give a raw score here: it is sourced, or the site adopted it."""
        return self.adoption is not None or not self.key_grade(scale, order).needs_adoption

    @property
    def adopters_needed(self) -> int:
        """As many as its weakest key needs: adopting the instrument adopts every key in it."""
        keyed = [
            self.key_grade(scale, order)
            for order in self.scorable_orders
            for scale in self.scale
            if order.gives(scale)
        ]
        of_keys = lowest_grade([self.grade, *keyed]).adopters_needed
        return max(of_keys, super().adopters_needed)

    def faults(self) -> Iterator[KeyFault]:
        """Keys that do not fit their form, ranges that the key cannot give, broken bands."""
        from desist.programme.instrument_check import instrument_faults

        yield from super().faults()
        yield from instrument_faults(self)
