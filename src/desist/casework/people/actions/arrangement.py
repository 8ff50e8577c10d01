"""Stating what whoever books a place must know, and where somebody can come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Arrangement, LocationWish, Person
from desist.casework.records.editable import amend, insert, keep_one, values_of


@action(
    "people.state_arrangement", on="person", kind=Kind.COLLECTION, told=_("Arrangements stated")
)
def state_arrangement(
    *, person: Person, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Arrangement:
    """Access, language, when they are free and how far they can travel.

    Raises:
        StaleVersion: somebody else stated or changed it in between.
    """
    held, changed = keep_one(
        Arrangement(person=person, **values),
        about="person",
        read_version=read_version,
        values=values,
        by=by,
        at=at,
    )
    tell(held, person, fields=changed)
    return held


@action(
    "people.wish_location", on="person", kind=Kind.COLLECTION, told=_("Delivery location stated")
)
def wish_location(
    *, person: Person, values: Mapping[str, Any], by: Any, at: datetime
) -> LocationWish:
    """A delivery unit that somebody prefers, or to which they cannot come."""
    wish = LocationWish(person=person, **values)
    insert(wish, by=by, at=at)
    tell(wish, person, fields=tuple(values_of(wish)))
    return wish


@action("people.change_location_wish", on="wish", told=_("Delivery location corrected"))
def change_location_wish(
    *, wish: LocationWish, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> LocationWish:
    """Correct or withdraw it.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    changed = amend(wish, read_version=read_version, values=values, by=by, at=at)
    tell(wish, wish.person, fields=changed)
    return wish
