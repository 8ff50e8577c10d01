"""Nobody: whoever has not signed in. Has an id for the trail, and no post."""

from __future__ import annotations

from uuid import UUID

from desist.casework.access.role import Standing


class Nobody:
    """The actor of a request without a sign-in."""

    public_id = UUID(int=0)
    is_system = False
    is_authenticated = False
    standing = Standing()

    def __str__(self) -> str:
        return "nobody"


NOBODY = Nobody()
