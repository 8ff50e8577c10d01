"""Sections: the pages of one person's case, as a sub-navigation that every such page shows.

An app names its own in its ``AppConfig`` (``sections = (Section(...),)``); they stand in the order
of the journey, the case file first. Only those for the reader's work are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps

from desist.casework.access.role import Role
from desist.casework.pages.language import once_a_language

OURS = "desist.casework."


@dataclass(frozen=True, kw_only=True)
class Section:
    """One page of a case: its address takes the person's opaque id and nothing else."""

    text: Any
    address: str
    roles: frozenset[Role]


@once_a_language
def sections_for(held: frozenset[Role]) -> tuple[tuple[str, str], ...]:
    """Words and address of the sections for those who hold these roles, in their order."""
    return tuple((str(each.text), each.address) for each in sections() if held & each.roles)


@cache
def sections() -> tuple[Section, ...]:
    """Every section that an app names."""
    found = [each for app in _journey() for each in getattr(app, "sections", ())]
    return tuple(sorted(found, key=lambda each: not each.address.startswith("casefile:")))


def _journey() -> Iterator[Any]:
    """Our apps from the lowest, where a journey begins."""
    ours = [app for app in apps.get_app_configs() if app.name.startswith(OURS)]
    yield from reversed(ours)
