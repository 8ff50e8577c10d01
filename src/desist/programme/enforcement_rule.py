"""Enforcement rule: what a law asks of whoever supervises, when somebody fails to attend or comply.

A rule belongs to orders, to the nations whose law it is and to a setting. It never decides what a
person did wrong: that is the practitioner's opinion, recorded. It says what must follow from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from desist.programme.entry import Entry, KeyFault, Sourced

Condition = Literal["warned_before", "always"]
Consequence = Literal["warn", "refer", "court", "recall", "none"]
Step = Literal["must_refer", "warn_or_refer", "recall_or_warn", "court_or_warn", "no_enforcement"]
CONSEQUENCES: tuple[Consequence, ...] = get_args(Consequence)


@dataclass(frozen=True, kw_only=True)
class EnforcementStep(Sourced):
    """What must follow where ``when`` holds: one of ``choices``, taken and recorded by a person.

    ``warned_before``: a warning was given within the months that the rule names.
    """

    id: Step
    when: Condition
    choices: tuple[Consequence, ...]


@dataclass(frozen=True, kw_only=True)
class WithinDays(Sourced):
    """A limit in working days of the nation, counted from the day after."""

    working_days: int


@dataclass(frozen=True, kw_only=True)
class EnforcementRule(Entry):
    """One version of what follows from a failure, the first step whose condition holds."""

    order: tuple[str, ...]
    nation: tuple[str, ...]
    setting: tuple[str, ...]
    step: tuple[EnforcementStep, ...]
    warning_months: int | None = None
    """For how long a warning counts, from the day on which it was given."""
    act_within: WithinDays | None = None

    def covers(self, *, order: str, nation: str, setting: str) -> bool:
        """Whether it is the law for this order, there and so."""
        return order in self.order and nation in self.nation and setting in self.setting

    def faults(self) -> Iterator[KeyFault]:
        """A rule that covers nothing, or leaves open what follows."""
        yield from super().faults()
        for name in ("order", "nation", "setting", "step"):
            if not getattr(self, name):
                yield KeyFault(name, "is empty", "name at least one")
        if self.step and self.step[-1].when != "always":
            yield KeyFault("step", "ends with a condition", "let the last step hold always")
        if any(each.when == "warned_before" for each in self.step) and not self.warning_months:
            yield KeyFault("warning_months", "is missing", "say for how long a warning counts")
        for each in self.step:
            if not each.choices:
                yield KeyFault(f"step[{each.id}].choices", "is empty", "name what may follow")
        if self.act_within and self.act_within.working_days < 1:
            yield KeyFault("act_within.working_days", "is below 1", "give whole working days")
