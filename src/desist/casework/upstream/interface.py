"""The interface to systems upstream: case management, and assessment.

A site writes an adapter: an object with a ``name`` and ``look_up``. ``DESIST_UPSTREAM`` names, with
spaces between, callables without arguments that make them (``ours.case_management.adapter``). An
adapter only reads. It need not watch the time or check its answer: `asking.py` does both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class UpstreamSentence:
    """A sentence as the case-management system has it, in the codes of `people.models.sentence`."""

    order: str
    requirement: str
    number: str
    nation: str
    begins_on: date
    ends_on: date | None = None
    terminated_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class UpstreamFact:
    """A result of a tool that runs elsewhere: OGRS, OVP, RSR, SARA, RoSH."""

    tool: str
    on: date
    band: str = ""
    percentage: float | None = None


@dataclass(frozen=True, kw_only=True)
class UpstreamCase:
    """What one system says of one person."""

    crn: str
    last_name: str = ""
    born_on: date | None = None
    sentences: tuple[UpstreamSentence, ...] = ()
    facts: tuple[UpstreamFact, ...] = ()


class Upstream(Protocol):
    """One system upstream."""

    name: str
    """As staff call it; it stands beside everything that it says."""

    def look_up(self, crn: str) -> UpstreamCase | None:
        """What it says of whoever has this number; None where it knows nobody.

        Raises:
            Exception: any at all; it counts as silence, with its kind as the reason.
        """
