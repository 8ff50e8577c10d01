"""The words for what stands in the way of a booking, with what to do, and for what is arranged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desist.casework.planning.queries.adjustment import Adjustment
from desist.casework.planning.queries.proposal import WHY
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


def said_of_taken(who: Sequence[str]) -> str:
    """Who or what is taken then: the person, a member of staff, the room; or the session itself."""
    why = ", ".join(str(WHY[each]) for each in who) or _("the session is booked already")
    return _("Choose another time: %(why)s") % {"why": why}


def said_of_staffing(grounds: Sequence[StaffingGround]) -> str:
    """Why somebody may not hold a session alone, and what would help."""
    why = "; ".join(each.title for each in grounds)
    return _("Name a second member of staff: %(why)s") % {"why": why}


def said_of_adjustment(adjustment: Adjustment) -> str:
    """How what was arranged stands for a session."""
    if adjustment.booking is not None:
        held = adjustment.booking
        words = {
            "booked": _("%(who)s is booked"),
            "left_behind": _("%(who)s was booked for %(day)s, %(time)s: book again"),
        }[adjustment.state]
        when = {"day": date_format(held.day, "j F Y"), "time": f"{held.starts:%H:%M}"}
        return words % {"who": held.booked, **when}
    return {
        "offered": _("the room offers it"),
        "unmet": _("the room does not offer it"),
        "material": _("for the tablet and the sheets"),
        "to_book": _("to be booked for this session"),
        "in_session": _("in the session"),
    }[adjustment.state]
