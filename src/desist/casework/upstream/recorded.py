"""A recorded system upstream: answers from a file, its silences and faults too. For trying out.

For each CRN of the file an answer, or how it fails: ``silent`` (an error), ``slow``, ``wrong`` (for
another number), ``repeating`` (each sentence twice). A CRN that is not in it is unknown.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desist.casework.upstream.interface import UpstreamCase, UpstreamFact, UpstreamSentence

SHIPPED = Path(__file__).with_name("recorded.toml")
SLOW = 30.0
"""Seconds: longer than any page waits."""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One system of a file."""

    name: str
    cases: Mapping[str, Mapping[str, Any]]

    def look_up(self, crn: str) -> UpstreamCase | None:
        """What was recorded of this number; see `interface.Upstream`."""
        held = self.cases.get(crn)
        if held is None:
            return None
        fails = held.get("fails", "")
        if fails == "silent":
            raise ConnectionError("recorded as silent")
        if fails == "slow":
            time.sleep(SLOW)
        times = 2 if fails == "repeating" else 1
        return UpstreamCase(
            crn="Z999999" if fails == "wrong" else crn,
            last_name=held.get("last_name", ""),
            born_on=held.get("born_on"),
            sentences=tuple(UpstreamSentence(**each) for each in held.get("sentence", ())) * times,
            facts=tuple(UpstreamFact(**each) for each in held.get("fact", ())),
        )


def recorded(path: Path = SHIPPED) -> Recorded:
    """The system of a file."""
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    return Recorded(name=held["name"], cases=held["case"])
