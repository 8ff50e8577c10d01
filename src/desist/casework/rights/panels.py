"""That the use of somebody's records is limited, as a mark in the bar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from desist.casework.access.policy import Actor
from desist.casework.pages.panel import Mark, Tag
from desist.casework.rights.models import LimitOnUse
from desist.casework.rights.queries.requesting import limits_in_force


def marks(_actor: Actor, _person: Any) -> Iterator[Mark]:
    """A mark for everybody who sees the person: the limit binds them all."""
    limited = Tag(text=_("Use of records limited"), tone="orange")
    yield Mark(tag=limited, rows=_limits)


def _limits(person: int, _day: date) -> QuerySet[LimitOnUse]:
    return limits_in_force(person)
