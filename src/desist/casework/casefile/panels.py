"""What the case file says in the bar above every page about a person: where the case stands."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from desist.casework.access.policy import Actor
from desist.casework.casefile.stage import STAGES


def stage(actor: Actor, person: Any) -> str:
    """The stage in words; one query, or none where the page holds the summary already."""
    summary = person.summary
    if summary.ended:
        return _("Ended early")
    words = str(STAGES[summary.stage])
    return f"{words} {summary.progress}" if summary.stage == "in_delivery" else words
