"""Wording: the words in which reasons are shown, one file a subject and language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desist.programme.entry import Entry


@dataclass(frozen=True, kw_only=True)
class Wording(Entry):
    """Templates by reason code (``{name}`` stands for a value of the reason), terms by code."""

    language: str
    reason: Mapping[str, str] = field(default_factory=dict)
    term: Mapping[str, str] = field(default_factory=dict)
