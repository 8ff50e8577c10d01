"""Which roles plan, book and keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from desist.casework.access import Role, Rule
from desist.casework.access.policy import always

PLANNERS = frozenset({Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR})
"""Those who read and write clinical text."""
BOOKERS = PLANNERS | {Role.PROGRAMME_ADMINISTRATOR}
KEEPERS = frozenset({Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR})
"""Those who keep rooms and leave."""


def where(may: Callable[[Any], bool], rows: Q) -> Rule:
    """A rule about the row alone, whoever asks."""
    return Rule(may=lambda _actor, row: may(row), rows=lambda _actor: rows, steady=always)
