"""Pages about tasks: what is due, saying that something is done, days without work."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, listing, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.page_number import page_number
from desist.casework.tasks.actions import add_holiday, tick_off
from desist.casework.tasks.forms import NATIONS, HolidayForm, TickForm
from desist.casework.tasks.models import Task
from desist.casework.tasks.queries import list_holidays, list_tasks_for


@route(roles=CASE_ROLES)
def mine(request: HttpRequest) -> HttpResponse:
    """What is to be done, the longest overdue first."""
    query = list_tasks_for(request.user)
    page = listing(query, verb="tasks.mine", page=page_number(request))
    return render(request, "tasks/mine.html", {"page": page, "today": timezone.localdate()})


@route(roles=CASE_ROLES)
def done(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that it is done."""
    task = fetch(request.user, Task, public_id, "tasks.tick_off", related=("person__team__unit",))
    form = TickForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        tick_off(task=task, by=request.user, at=timezone.now())
        messages.success(request, _("Done."))
        return redirect("tasks:mine")
    context = {"form": form, "task": task, "person": task.person, "today": timezone.localdate()}
    return render(request, "tasks/done.html", context)


@route(roles={Role.MANAGER, Role.ADMINISTRATOR})
def holidays(request: HttpRequest) -> HttpResponse:
    """The days without work that this site has added, and a form for another."""
    form = HolidayForm(request.POST or None, actor=request.user)
    held = listing(list_holidays(request.user), verb="tasks.holidays", page=page_number(request))
    if request.method == "POST" and form.is_valid():
        values = form.values
        if any((each.nation, each.day) == (values["nation"], values["day"]) for each in held.rows):
            form.add_error("day", _("This day is there already"))
        else:
            add_holiday(**values, by=request.user, at=timezone.now())
            messages.success(request, _("The day was added."))
            return redirect("tasks:holidays")
    context = {"form": form, "page": held, "nations": dict(NATIONS)}
    return render(request, "tasks/holidays.html", context)
