"""Whoever sits at the tablet: the sitting itself, with no account, no post and no way elsewhere."""

from __future__ import annotations

from uuid import UUID

from desist.casework.access.role import Standing
from desist.casework.battery.models import Sitting


class Sitter:
    """The actor of a sitting: may answer and end it, and nothing else."""

    is_system = False
    is_authenticated = False
    standing = Standing()

    def __init__(self, sitting: Sitting) -> None:
        self.public_id: UUID = sitting.public_id

    def __str__(self) -> str:
        return "a participant"
