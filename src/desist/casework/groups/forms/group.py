"""What is typed about a group: what it is for, when it can meet, who leads it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desist.casework.groups.models import GroupEnded, ProgrammeGroup, Way
from desist.casework.groups.queries.candidate import Judged
from desist.casework.pages.form import Choice, Day, Form, LongText, Number, OneOf, Text
from desist.casework.pages.several import PartsOfWeek
from desist.casework.people.models.arrangement import LONGEST_WAY, PARTS, WEEKDAYS

MOST_A_WEEK = 5
MOST_SEATS = 20
"""Bounds against slips of the finger, ours; how large a group should be, a rule says."""
SHORT_REASON = 500


class GroupForm(Form):
    """What is usual in a group."""

    writes: ClassVar = ProgrammeGroup
    beside: ClassVar = (
        "name", "unit", "programme", "nation", "cohort", "begins_on", "meets", "a_week", "seats",
        "room", "facilitator", "co_facilitator",
    )  # fmt: skip

    name = Text(
        label=_("Name"),
        missing=_("Enter a short name"),
        max_length=30,
        help_text=_("A code, like NW-14: it stands in calendars and on doors."),
    )
    seats = Number(
        label=_("Most members"), missing=_("Enter how many it takes"), least=2, most=MOST_SEATS
    )
    begins_on = Day(
        label=_("First day"),
        missing=_("Enter the first day"),
        help_text=_("From when on it can meet. For example, 27 3 2026"),
    )
    meets = PartsOfWeek(
        label=_("When it can meet"),
        days=WEEKDAYS[:5],
        parts=PARTS,
        missing=_("Select when it can meet"),
        help_text=_("When room and facilitators are free, week by week."),
    )
    a_week = Number(
        label=_("Sessions a week"), missing=_("Enter how many a week"), least=1, most=MOST_A_WEEK
    )
    room = OneOf(label=_("Room"), missing=_("Select a room"))
    facilitator = OneOf(label=_("Facilitator"), missing=_("Select a facilitator"))
    co_facilitator = OneOf(label=_("Second facilitator"), missing=_("Select a second facilitator"))

    def clean(self) -> dict[str, Any]:
        """The second is somebody else, and no more sit in the room than it holds."""
        held: dict[str, Any] = super().clean() or {}
        first, second = held.get("facilitator"), held.get("co_facilitator")
        if first is not None and first == second:
            self.add_error("co_facilitator", ValidationError(_("Select two different people")))
        room, seats = held.get("room"), held.get("seats")
        if room is not None and seats is not None and seats > room.capacity:
            said = _("%(room)s holds %(people)d people") % {
                "room": room, "people": room.capacity
            }  # fmt: skip
            self.add_error("seats", ValidationError(said))
        if held.get("a_week") and held.get("meets") and held["a_week"] > len(held["meets"].split()):
            self.add_error("meets", ValidationError(_("Select as many times as it meets a week")))
        return held


class NewGroupForm(GroupForm):
    """A group that does not exist yet: also what it is for, which does not change."""

    field_order = (
        "name", "unit", "programme", "cohort", "nation", "seats", "begins_on", "meets", "a_week",
        "room", "facilitator", "co_facilitator",
    )  # fmt: skip

    unit = OneOf(label=_("Delivery unit"), missing=_("Select the delivery unit"))
    programme = Choice(label=_("Programme"), missing=_("Select the programme"))
    """A programme, its version and its format, as one code."""
    cohort = Choice(
        label=_("For whom"),
        choices=ProgrammeGroup._meta.get_field("cohort").choices,
        missing=_("Select for whom it is"),
    )
    nation = Choice(
        label=_("Whose bank holidays it keeps"),
        choices=ProgrammeGroup._meta.get_field("nation").choices,
        missing=_("Select the nation"),
    )

    @property
    def values(self) -> dict[str, Any]:
        """What the group holds: the course as its three parts."""
        held = super().values
        programme, version, format_ = held.pop("programme").split(" ")
        course = {"programme": programme, "programme_version": int(version), "format": format_}
        return {**held, **course}


class EndForm(Form):
    """That a group meets no longer."""

    on = Day(label=_("Last day"), missing=_("Enter the last day"))
    because = Choice(label=_("Why"), choices=GroupEnded.choices, missing=_("Select why it ends"))


class WayForm(Form):
    """How long somebody takes to the place of a group."""

    writes: ClassVar = Way
    minutes = Number(
        label=_("Minutes, one way"),
        missing=_("Enter the minutes"),
        most=LONGEST_WAY,
        help_text=_("As they travel: by bus, by car, on foot."),
    )


class SeatForm(Form):
    """A seat for somebody: from when, and why where something stands against it."""

    on = Day(
        label=_("First day in the group"),
        missing=_("Enter the first day"),
        help_text=_("Sessions from that day on are booked for them. For example, 27 3 2026"),
    )
    because = LongText(
        label=_("Why they are to sit here all the same"), required=False, max_length=SHORT_REASON
    )

    def __init__(self, *args: Any, judged: Judged | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.judged = judged
        if judged is not None and judged.is_open:
            del self.fields["because"]
            return
        self.fields["because"].required = True
        self.fields["because"].error_messages["required"] = _("Say why")
