"""Calendar source: sessions that an app above planning adds to somebody's calendar.

Such an app names a function in its ``AppConfig``:
``calendar = "desist.casework.groups.queries.feed.entries_for"``, which takes a user, ``since``
which day sessions are kept and the day ``on`` which it is asked, and gives pairs of a name for the
trail and an entry.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.apps import apps
from django.utils.module_loading import import_string

from desist.casework.planning.calendar_text import Entry

Source = Callable[..., list[tuple[str, Entry]]]


@cache
def sources() -> tuple[Source, ...]:
    """Every function that an app names, from the lowest app up."""
    paths = [getattr(each, "calendar", None) for each in apps.get_app_configs()]
    return tuple(import_string(path) for path in reversed(paths) if path)
