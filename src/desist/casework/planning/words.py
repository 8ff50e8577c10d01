"""The words for what stands in the way of a booking, with what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desist.programme.staffing_rule import StaffingGround


def said_of_lapse(days: Sequence[date]) -> str:
    """That the order or licence does not last that long: from which day, and what would help."""
    return ngettext(
        "No order or licence on record asks for the programme on %(day)s, here or in the system"
        " that it comes from. Record a longer one under Details, or choose an earlier day",
        "No order or licence on record asks for the programme on %(count)s of these days, from"
        " %(day)s, here or in the system that it comes from. Record a longer one under Details, or"
        " hold sessions sooner",
        len(days),
    ) % {"count": len(days), "day": date_format(days[0], "j F Y")}


def said_of_staffing(grounds: Sequence[StaffingGround]) -> str:
    """Why somebody may not hold a session alone, and what would help."""
    why = "; ".join(each.title for each in grounds)
    return _("Name a second member of staff: %(why)s") % {"why": why}
