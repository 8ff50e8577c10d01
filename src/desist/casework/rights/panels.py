"""That the use of somebody's records is limited, as a mark in the bar."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.access.circumstances import once
from desist.casework.access.policy import Actor
from desist.casework.pages.panel import Tag
from desist.casework.rights.queries.requesting import is_use_limited


def tags(_actor: Actor, person: Any) -> list[Tag]:
    """A mark for everybody who sees the person: the limit binds them all."""
    limited = once(("use limited", person.pk), lambda: is_use_limited(person))
    return [Tag(text=_("Use of records limited"), tone="orange")] if limited else []
