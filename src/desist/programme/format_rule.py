"""Format rule: what can rule a delivery format out, and the limits that a site sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desist.programme.entry import Entry, KeyFault, Sourced


@dataclass(frozen=True, kw_only=True)
class GroupAge(Sourced):
    """Groups are for this age and over; below it there is the individual format alone."""

    at_least: int


@dataclass(frozen=True, kw_only=True)
class FormatLimits(Sourced):
    """What a site sets for itself. What is left out has no limit here and decides nothing."""

    contact_offending_in_group: bool | None = None
    """Whether men convicted of images alone may sit with men convicted of contact offences."""
    interpreter_in_group: bool | None = None
    """Whether a group can work through an interpreter."""
    adjustments_in_group: tuple[str, ...] | None = None
    """The adjustments that a group can make."""
    travel_minutes_at_most: int | None = None
    group_wait_weeks_at_most: int | None = None
    group_weeks: int | None = None
    """How long a group takes from its first session to its last, at the site's own pace."""
    individual_weeks: int | None = None
    """How long the individual format takes at most, at the site's own pace."""


@dataclass(frozen=True, kw_only=True)
class FormatRule(Entry):
    """What bears on the format of one programme, as one dated rule."""

    programme: str
    group_age: GroupAge
    limits: FormatLimits = FormatLimits()

    def faults(self) -> Iterator[KeyFault]:
        """Ages and limits below nought."""
        yield from super().faults()
        numbers = {"group_age.at_least": self.group_age.at_least} | {
            f"limits.{name}": getattr(self.limits, name)
            for name in (
                "travel_minutes_at_most",
                "group_wait_weeks_at_most",
                "group_weeks",
                "individual_weeks",
            )
        }
        for path, number in numbers.items():
            if number is not None and number < 0:
                yield KeyFault(path, f"is {number}", "give a number from 0, or leave it out")
