"""Stance: how a person stands to the offence. It chooses exercises and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Stance:
    """How the person stands to the offence; None is not known."""

    offence: Literal["accepts", "partly", "denies_arousal", "denies_offence"] | None = None
    appeal_pending: bool | None = None
