"""What is typed about when sessions are held."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Form, OneOf
from desist.casework.pages.several import Several
from desist.casework.people.models import Person
from desist.casework.planning.models import Appointment, Booking, Enrolment
from desist.casework.planning.queries.free_time import Diary
from desist.casework.planning.queries.proposal import WHY
from desist.casework.planning.words import said_of_taken
from desist.casework.referrals.models import Setting
from desist.programme.session_pace import SessionPace
from desist.scheduling.appointment_proposal import instants

WEEKDAYS = (
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
)
QUARTER = timedelta(minutes=15)


def quarters(pace: SessionPace, minutes: int) -> list[tuple[str, str]]:
    """Every quarter of an hour at which so long a session can begin within the hours of a day."""
    at, ends = (datetime.combine(date.min, each) for each in pace.hours)
    last, found = ends - timedelta(minutes=minutes), []
    while at <= last:
        found.append((f"{at:%H:%M}", f"{at:%H:%M}"))
        at += QUARTER
    return found


class At(forms.ChoiceField):
    """A time of the day, on a quarter of an hour; its value is that time."""

    widget = forms.Select

    def __init__(self, *, missing: Any, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["required"] = self.error_messages["invalid_choice"] = missing

    def offer(self, pace: SessionPace, minutes: int, *, blank: Any) -> None:
        """Offer the quarters of the day at which a session can begin."""
        self.choices = [("", blank), *quarters(pace, minutes)]

    def clean(self, value: Any) -> time | None:
        """The time that was chosen."""
        chosen = super().clean(value)
        return time.fromisoformat(chosen) if chosen else None


class WithTwo(Form):
    """Who delivers: two facilitators are two people."""

    facilitator = OneOf(label=_("Facilitator"), missing=_("Select a facilitator"))
    co_facilitator = OneOf(
        label=_("Second facilitator"), missing=_("Select somebody of the list"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """The second is somebody else."""
        held = super().clean() or {}
        first, second = held.get("facilitator"), held.get("co_facilitator")
        if first is not None and first == second:
            self.add_error("co_facilitator", ValidationError(_("Select two different people")))
        return held

    def can_be_held(
        self, enrolment: Enrolment, *, minutes: int, apart_from: UUID | None = None
    ) -> bool:
        """Whether one session can be held as typed; if not, the form says why beside the field.

        ``apart_from`` is the session that is to be moved: its own time is free to it.
        """
        return self.is_free(
            people=(enrolment.person,),
            nation=enrolment.referral.nation,
            in_community=enrolment.referral.setting == Setting.COMMUNITY,
            minutes=minutes,
            apart_from=frozenset({apart_from} if apart_from else ()),
        )

    def is_free(
        self,
        *,
        people: tuple[Person, ...],
        nation: str,
        in_community: bool,
        minutes: int,
        apart_from: frozenset[UUID],
    ) -> bool:
        """Whether these people, staff and room are free as typed; if not, the form says why."""
        values = self.values
        stretch = instants(values["day"], values["starts"], minutes)
        if stretch is None:
            self.add_error("starts", _("The clocks change then: choose another time"))
            return False
        diary = Diary(
            people=people,
            staff=tuple(each for each in (values["facilitator"], values["co_facilitator"]) if each),
            room=values["room"],
            nation=nation,
            first_on=values["day"],
            last_on=values["day"] + timedelta(days=1),
            apart_from=apart_from,
            in_community=in_community,
        )
        closed, taken = diary.closed(values["day"]), diary.taken(*stretch)
        if closed:
            self.add_error("day", _("Choose another day: %(why)s") % {"why": WHY[closed]})
        if taken:
            self.add_error("starts", said_of_taken((taken,)))
        return not closed and not taken


class ScheduleForm(WithTwo):
    """How the sessions of a plan follow each other."""

    field_order = (
        "first_on", "weekdays", "starts", "or_starts", "any_time", "a_week", "facilitator",
        "co_facilitator", "room",
    )  # fmt: skip

    first_on = Day(
        label=_("Not before"),
        missing=_("Enter the first day that suits"),
        help_text=_("For example, 27 3 2026"),
    )
    weekdays = Several(label=_("Days that suit"), choices=WEEKDAYS, missing=_("Select the days"))
    starts = At(label=_("Beginning at"), missing=_("Select when sessions begin"))
    or_starts = At(label=_("Or, where that is taken, at"), missing=_("Select a time"))
    any_time = forms.BooleanField(
        label=_("Also at times when they did not say that they are free"), required=False
    )
    a_week = Choice(label=_("Sessions a week"), missing=_("Select how many a week"))
    room = OneOf(label=_("Room"), missing=_("Select a room"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    """The proposal that was looked at: accepted is what was seen, or nothing."""

    def __init__(
        self, *args: Any, pace: SessionPace, minutes: int, today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.pace, self.today = pace, today
        self.fields["starts"].offer(pace, minutes, blank=_("Choose a time"))
        self.fields["or_starts"].offer(pace, minutes, blank=_("No other time"))
        self.fields["or_starts"].required = False
        most = range(1, pace.sessions_a_week_at_most + 1)
        self.fields["a_week"].choices = [(str(each), str(each)) for each in most]

    def clean_first_on(self) -> date:
        """Nothing is booked for days that are over."""
        first_on: date = self.cleaned_data["first_on"]
        if first_on < self.today:
            raise ValidationError(_("This day is over"))
        return first_on


def as_booked(booking: Booking) -> dict[str, Any]:
    """What stands in the form by which a session is moved, before anything is typed."""
    second = booking.co_facilitator
    return {
        "day": booking.day,
        "starts": f"{booking.starts:%H:%M}",
        "read_version": booking.version,
        "facilitator": booking.facilitator.public_id,
        "co_facilitator": second.public_id if second else "",
        "room": booking.room.public_id,
    }


class MoveForm(WithTwo):
    """Another day, time, room or facilitator for one session."""

    field_order = ("day", "starts", "facilitator", "co_facilitator", "room")

    writes: ClassVar = Appointment
    day = Day(label=_("Day"), missing=_("Enter the day"))
    starts = At(label=_("Beginning at"), missing=_("Select when it begins"))
    room = OneOf(label=_("Room"), missing=_("Select a room"))

    def __init__(self, *args: Any, pace: SessionPace, minutes: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["starts"].offer(pace, minutes, blank=_("Choose a time"))


class CancelForm(Form):
    """Nothing but the version that was read."""
