"""Wording: what a printed form says, as its licence holder words it. Never part of this project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ItemWording:
    """What one item asks, and what each answer that it offers is called, in printed order."""

    text: str
    options: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class FormWording:
    """A form as it is printed: its items by their number."""

    title: str
    instruction: str
    licence: str
    items: Mapping[int, ItemWording]
