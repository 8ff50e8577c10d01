"""Need rule: the treatment needs, the scales that inform each, and what a stance raises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from desist.programme.entry import Entry, KeyFault, Sourced
from desist.programme.norm import scale_faults
from desist.programme.stance import Stance


@dataclass(frozen=True, kw_only=True)
class Need(Sourced):
    """A treatment need; one without a scale rests on an assessor's rating alone."""

    id: str
    title: str
    scales: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StanceEffect(Sourced):
    """A stance to the offence that raises a need, so that its exercises are chosen."""

    when: Literal["partly", "denies_arousal", "denies_offence", "appeal_pending"]
    need: str
    strength: Literal["some", "strong"]

    def holds(self, stance: Stance) -> bool:
        """Whether this person stands so to the offence."""
        if self.when == "appeal_pending":
            return stance.appeal_pending is True
        return stance.offence == self.when


@dataclass(frozen=True, kw_only=True)
class NeedRule(Entry):
    """Every treatment need that is looked for, in the order in which they are shown."""

    need: tuple[Need, ...]
    stance: tuple[StanceEffect, ...] = ()

    @property
    def scales(self) -> tuple[str, ...]:
        """Every scale that informs some need."""
        return tuple(dict.fromkeys(each for need in self.need for each in need.scales))

    def faults(self) -> Iterator[KeyFault]:
        """Needs twice, and stances that raise a need that is not there."""
        yield from super().faults()
        ids = [each.id for each in self.need]
        for need in self.need:
            if ids.count(need.id) > 1:
                yield KeyFault(f"need[{need.id}]", "exists twice", "give each an id of its own")
            for scale in need.scales:
                yield from scale_faults(f"need[{need.id}].scales", scale)
        for effect in self.stance:
            if effect.need not in ids:
                path = f"stance[{effect.when}].need"
                yield KeyFault(path, f"names no need: {effect.need}", f"choose: {', '.join(ids)}")
