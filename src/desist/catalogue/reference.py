"""Reference: what one catalogue file names in another, and whether it is there.

A misspelt scale would otherwise fail silently: its norm would never be found, and its need would
look as if nobody had measured it.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Protocol, runtime_checkable

from desist.catalogue.collection import Catalogue
from desist.catalogue.fault import Fault
from desist.programme.battery_rule import BatteryRule
from desist.programme.curriculum import Programme
from desist.programme.instrument import Instrument
from desist.programme.need_rule import NeedRule


@runtime_checkable
class NamesScales(Protocol):
    """An entry that names scales, each as ``instrument/scale``."""

    @property
    def scales(self) -> tuple[str, ...]:
        """Every scale named, once."""


def reference_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Scales that a held instrument lacks, needs of no need rule, batteries of unknown forms.

    A norm of an instrument that is not held at all is no fault: it may be there before it.
    """
    yield from _scale_faults(catalogue)
    yield from _need_faults(catalogue)
    yield from _battery_faults(catalogue)


def _scale_faults(catalogue: Catalogue) -> Iterator[Fault]:
    scales = _scales(catalogue)
    for entry in catalogue.entries:
        if not isinstance(entry, NamesScales):
            continue
        for named in entry.scales:
            instrument, _, scale = named.partition("/")
            held = scales.get(instrument)
            if held is not None and scale not in held:
                yield Fault(
                    file=catalogue.files.get((entry.id, entry.version), entry.id),
                    path=named,
                    problem=f"is named here, but {instrument} has no scale {scale!r}",
                    remedy=_choose(scale, held),
                )


def _need_faults(catalogue: Catalogue) -> Iterator[Fault]:
    rules = catalogue.of_kind(NeedRule, demonstration=True)
    needs = {need.id for rule in rules for need in rule.need}
    for programme in catalogue.of_kind(Programme, demonstration=True):
        for need in programme.needs:
            if needs and need not in needs:
                yield Fault(
                    file=catalogue.files.get((programme.id, programme.version), programme.id),
                    path="needs",
                    problem=f"names no need of any need rule: {need!r}",
                    remedy=_choose(need, needs),
                )


def _battery_faults(catalogue: Catalogue) -> Iterator[Fault]:
    held = set(_scales(catalogue))
    for battery in catalogue.of_kind(BatteryRule, demonstration=True):
        for instrument in battery.instruments:
            if held and instrument not in held:
                yield Fault(
                    file=catalogue.files.get((battery.id, battery.version), battery.id),
                    path="instruments",
                    problem=f"names no instrument that is held: {instrument!r}",
                    remedy=_choose(instrument, held),
                )


def _scales(catalogue: Catalogue) -> dict[str, set[str]]:
    """The scales of every version of every instrument held."""
    found: dict[str, set[str]] = {}
    for instrument in catalogue.of_kind(Instrument, demonstration=True):
        found.setdefault(instrument.id, set()).update(each.id for each in instrument.scale)
    return found


def _choose(named: str, held: set[str]) -> str:
    nearest = get_close_matches(named, sorted(held), n=3, cutoff=0.5) or sorted(held)
    return f"choose from {', '.join(nearest)}"
