"""What is typed about when a group meets."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.groups.models import GroupSession
from desist.casework.pages.form import OneOf
from desist.casework.planning.forms.schedule import MoveForm, ScheduleForm


class MeetingsForm(ScheduleForm):
    """How the sessions of a group follow each other."""

    any_time = None
    co_facilitator = OneOf(label=_("Second facilitator"), missing=_("Select a second facilitator"))


class MoveMeetingForm(MoveForm):
    """Another day, time, room or facilitators for one session of a group."""

    writes: ClassVar = GroupSession
    beside: ClassVar = ("day", "starts", "facilitator", "co_facilitator", "room")
    co_facilitator = OneOf(label=_("Second facilitator"), missing=_("Select a second facilitator"))
