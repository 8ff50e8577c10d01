"""Norm: how a named group of people scored on one scale, and which norm a score is held against.

A norm is one file, so that a site adopts each by itself. Where several speak about one scale, the
choice is made here and always stated: a standing is worth no more than the group behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from desist.programme.entry import Entry, Grade, KeyFault

Sex = Literal["male", "female"]
Basis = Literal["adopted", "verified", "secondary"]


@dataclass(frozen=True, kw_only=True)
class Norm(Entry):
    """Mean and standard deviation of one scale in one group; either may not have been read."""

    scale: str
    """Instrument and scale, for example ``bis-11/total``."""
    population: str
    sex: Literal["male", "female", "mixed"]
    country: str
    year: int | None = None
    n: int | None = None
    mean: float | None = None
    sd: float | None = None

    @property
    def scales(self) -> tuple[str, ...]:
        """The one scale that the norm is of."""
        return (self.scale,)

    @property
    def is_complete(self) -> bool:
        """Whether both mean and standard deviation are known, so that z can be computed."""
        return self.mean is not None and self.sd is not None

    def z(self, raw: float) -> float | None:
        """How many standard deviations a raw score lies above the mean; None if incomplete."""
        if self.mean is None or self.sd is None:
            return None
        return (raw - self.mean) / self.sd

    def faults(self) -> Iterator[KeyFault]:
        """A scale that is no path, a spread that is not positive, a norm that says nothing."""
        yield from super().faults()
        yield from scale_faults("scale", self.scale)
        if self.mean is None and self.sd is None:
            yield KeyFault("mean", "and sd are both missing", "give what was read, or no norm")
        if self.sd is not None and self.sd <= 0:
            yield KeyFault("sd", f"is {self.sd}", "a standard deviation is above 0")
        if self.n is not None and self.n < 2:
            yield KeyFault("n", f"is {self.n}", "a norm is the result of several people")


@dataclass(frozen=True, kw_only=True)
class NormChoice:
    """Which norm a score is held against, why, and what else is held for the same scale."""

    norm: Norm | None = None
    basis: Basis | None = None
    rivals: tuple[Norm, ...] = ()
    """Norms that are equally good: no choice is made until a site adopts one of them."""
    adoptable: tuple[Norm, ...] = ()
    """Complete norms that may be used once a site has adopted them."""
    incomplete: tuple[Norm, ...] = ()
    """Norms of which the mean or the standard deviation was not read."""

    @property
    def awaited(self) -> tuple[Norm, ...]:
        """The norms of which a site would adopt one, where none is chosen."""
        return () if self.norm else (self.rivals or self.adoptable)


def choose_norm(norms: Sequence[Norm], *, scale: str, sex: Sex | None) -> NormChoice:
    """The norm for a scale and a person's sex.

    An adopted norm comes before a verified and that before a secondary one; then one for this sex
    before a mixed one; then, among adopted norms, the better sourced. A fictional norm (which a
    demonstration alone sees) gives way to every other. Two that are equally good are a conflict.
    Where the sex is not known, mixed norms alone are compared.
    """
    held = [each for each in norms if each.scale == scale and each.sex in (sex, "mixed")]
    complete = [each for each in held if each.is_complete]
    usable = sorted((each for each in complete if each.is_usable()), key=_rank)
    best = tuple(each for each in usable if _rank(each) == _rank(usable[0]))
    chosen = best[0] if len(best) == 1 else None
    return NormChoice(
        norm=chosen,
        basis=_basis(chosen) if chosen else None,
        rivals=best if len(best) > 1 else (),
        adoptable=tuple(each for each in complete if not each.is_usable()),
        incomplete=tuple(each for each in held if not each.is_complete),
    )


def scale_faults(path: str, scale: str) -> Iterator[KeyFault]:
    """That a scale is not named as ``instrument/scale``."""
    instrument, slash, name = scale.partition("/")
    if not (instrument and slash and name) or "/" in name:
        yield KeyFault(path, f"names no scale: {scale!r}", "write instrument/scale: bis-11/total")


def _basis(norm: Norm) -> Basis:
    if norm.adoption is not None:
        return "adopted"
    return "verified" if norm.grade == Grade.VERIFIED else "secondary"


def _rank(norm: Norm) -> tuple[int, ...]:
    """The lower, the better; equal ranks are a conflict."""
    tier = ("adopted", "verified", "secondary").index(_basis(norm))
    return (norm.fictional, tier, norm.sex == "mixed", list(Grade).index(norm.grade))
