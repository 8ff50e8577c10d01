"""Rooms: which there are, and what they offer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, route, rows
from desist.casework.accounts.models import DeliveryUnit
from desist.casework.planning.actions.place import add_place, add_room, change_room
from desist.casework.planning.forms.place import PlaceForm, RoomForm
from desist.casework.planning.models import Place, Room
from desist.casework.planning.policy import KEEPERS
from desist.casework.planning.queries.place import list_places, list_rooms


@route(roles=KEEPERS)
def rooms(request: HttpRequest) -> HttpResponse:
    """Places and their rooms, in one's own region or unit."""
    context = {"places": list(list_places(request.user)), "rooms": list(list_rooms(request.user))}
    return render(request, "planning/rooms.html", context)


@route(roles=KEEPERS)
def new_place(request: HttpRequest) -> HttpResponse:
    """A building."""
    form = PlaceForm(request.POST or None, actor=request.user)
    units = rows(request.user, DeliveryUnit, "planning.add_place").order_by("name")
    form.fields["unit"].offer(units, blank=_("Choose a delivery unit"))
    if request.method == "POST" and form.is_valid():
        try:
            place = add_place(**form.values, by=request.user, at=timezone.now())
        except IntegrityError:
            form.add_error("name", _("This unit has a place of that name"))
        else:
            return redirect("planning:new_room", place.public_id)
    return render(request, "planning/place.html", {"form": form, "title": _("Add a place")})


@route(roles=KEEPERS)
def new_room(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A room of a place."""
    place = fetch(request.user, Place, public_id, "planning.add_room")
    form = RoomForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            add_room(place=place, values=form.values, by=request.user, at=timezone.now())
        except IntegrityError:
            form.add_error("name", _("This place has a room of that name"))
        else:
            messages.success(request, _("Added."))
            return redirect("planning:rooms")
    title = _("Add a room to %(place)s") % {"place": place.name}
    return render(request, "planning/place.html", {"form": form, "title": title})


@route(roles=KEEPERS)
def room(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct what a room offers."""
    found = fetch(request.user, Room, public_id, "planning.change_room", related=("place",))
    names = ("name", "capacity", "step_free", "hearing_loop", "is_open")
    initial = {name: getattr(found, name) for name in names}
    form = RoomForm(request.POST or None, actor=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_room(room=found, values=form.values, by=request.user, at=timezone.now())
        except IntegrityError:
            form.add_error("name", _("This place has a room of that name"))
        else:
            messages.success(request, _("Saved."))
            return redirect("planning:rooms")
    return render(request, "planning/place.html", {"form": form, "title": str(found)})
