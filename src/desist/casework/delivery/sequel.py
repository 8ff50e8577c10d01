"""Sequel: what apps above this one do when a session was recorded or its record corrected.

Such an app names a function in its ``AppConfig``:
``after_session = "desist.casework.reviews.actions.review.bring_due_reviews"``, which takes
``record``, ``by`` and ``at`` and runs within the act.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string


@cache
def sequels() -> tuple[Callable[..., Any], ...]:
    """Every function that an app names, from the lowest app up."""
    paths = [getattr(each, "after_session", None) for each in apps.get_app_configs()]
    return tuple(import_string(path) for path in reversed(paths) if path)
