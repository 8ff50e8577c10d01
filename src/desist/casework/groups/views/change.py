"""Forming a group, changing what is usual in it, ending it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, route, rows
from desist.casework.accounts.models import DeliveryUnit
from desist.casework.accounts.queries import name_of, staff_holding
from desist.casework.groups.actions.group import change_group, end_group, form_group
from desist.casework.groups.forms.group import EndForm, GroupForm, NewGroupForm
from desist.casework.groups.models import ProgrammeGroup
from desist.casework.pages.conflict import differences
from desist.casework.planning.models import DeliveryForm
from desist.casework.planning.queries.place import rooms_in
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.programme import list_programmes

MANAGERS = frozenset({Role.MANAGER})
RELATED = ("unit__region", "room__place", "facilitator", "co_facilitator")
USUAL = ("name", "seats", "begins_on", "meets", "a_week")
CHOSEN = ("room", "facilitator", "co_facilitator")


@route(roles=MANAGERS)
def new(request: HttpRequest) -> HttpResponse:
    """A group that does not exist yet."""
    form = NewGroupForm(request.POST or None, actor=request.user)
    units = rows(request.user, DeliveryUnit, "groups.form").order_by("name")
    form.fields["unit"].offer(units, blank=_("Choose a delivery unit"))
    form.fields["programme"].choices = list(_courses())
    _offer(request, form, {each.region_id for each in units})
    if request.method == "POST" and form.is_valid():
        values, done = form.values, {"by": request.user, "at": timezone.now()}
        try:
            made = form_group(unit=values.pop("unit"), values=values, **done)
        except IntegrityError:
            form.add_error("name", _("This unit has a group of that name"))
        else:
            return redirect("groups:group", made.public_id)
    context = {"form": form, "title": _("Form a group"), "group": None, "differences": None}
    return render(request, "groups/form.html", context)


@route(roles=MANAGERS)
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is usual in it; sessions that are booked stay as they are."""
    found = fetch(request.user, ProgrammeGroup, public_id, "groups.change", related=RELATED)
    initial = {name: getattr(found, name) for name in USUAL}
    initial |= {name: getattr(found, name).public_id for name in CHOSEN}
    initial |= {"read_version": found.version, "meets": found.meets.split()}
    form = GroupForm(request.POST or None, actor=request.user, initial=initial)
    _offer(request, form, {found.unit.region_id})
    title = _("Change %(group)s") % {"group": found.name}
    context = {"form": form, "title": title, "group": found, "differences": None}
    if request.method == "POST" and form.is_valid():
        given = {"read_version": form.cleaned_data["read_version"] or 0, "values": form.values}
        try:
            change_group(group=found, **given, by=request.user, at=timezone.now())
        except IntegrityError:
            form.add_error("name", _("This unit has a group of that name"))
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "groups/form.html", context, status=409)
        else:
            messages.success(request, _("Saved."))
            return redirect("groups:group", public_id)
    return render(request, "groups/form.html", context)


@route(roles=MANAGERS)
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """It meets no longer."""
    found = fetch(request.user, ProgrammeGroup, public_id, "groups.end", related=RELATED)
    today = timezone.localdate()
    initial = {"on": today, "read_version": found.version}
    form = EndForm(request.POST or None, actor=request.user, initial=initial)
    form.fields["on"].earliest = min(today, found.begins_on)
    title = _("End %(group)s") % {"group": found.name}
    context = {"form": form, "title": title, "group": found, "differences": None, "moved": False}
    if request.method == "POST" and form.is_valid():
        given = {"read_version": form.cleaned_data["read_version"] or 0, **form.values}
        try:
            end_group(group=found, **given, by=request.user, at=timezone.now())
        except StaleVersion as stale:
            form.data = form.data.copy()
            form.data["read_version"] = str(stale.stored.version)
            context["moved"] = True
            return render(request, "groups/end.html", context, status=409)
        messages.success(request, _("Ended. What becomes of each member is a step of theirs."))
        return redirect("groups:group", public_id)
    return render(request, "groups/end.html", context)


def _offer(request: HttpRequest, form: GroupForm, regions: Collection[int]) -> None:
    facilitators = staff_holding(Role.FACILITATOR, on=timezone.localdate())
    form.fields["room"].offer(rooms_in(request.user, regions), blank=_("Choose a room"))
    form.fields["facilitator"].offer(facilitators, blank=_("Choose"))
    form.fields["co_facilitator"].offer(facilitators, blank=_("Choose"))


def _courses() -> Iterator[tuple[str, Any]]:
    """The programmes in force that are held in groups, each with version and format."""
    labels = dict(DeliveryForm.choices)
    for each in list_programmes(on=timezone.localdate()):
        for format_ in each.format:
            if format_.id != DeliveryForm.INDIVIDUAL:
                code = f"{each.id} {each.version} {format_.id}"
                yield code, f"{each.title}: {labels[format_.id]}"
