"""What comes next for a group, for whoever looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desist.casework.access import may
from desist.casework.access.policy import Actor
from desist.casework.groups.models import GroupSession, ProgrammeGroup
from desist.casework.groups.queries.group import Seats
from desist.casework.planning.queries.step import Step


def next_step(
    actor: Actor,
    group: ProgrammeGroup,
    seats: Seats,
    sessions: Sequence[GroupSession],
    *,
    unbooked: int,
) -> Step | None:
    """The one thing to do next; None where nothing is."""
    return next(_steps(actor, group, seats, sessions, unbooked), None)


def _steps(
    actor: Actor,
    group: ProgrammeGroup,
    seats: Seats,
    sessions: Sequence[GroupSession],
    unbooked: int,
) -> Iterator[Step]:
    if not group.is_running:
        return
    now = timezone.now()
    waiting = [each for each in sessions if each.is_open and each.begins_at <= now]
    if waiting:
        yield _register(waiting[0], mine=may(actor, "delivery.keep_register", waiting[0]))
    if not seats.count:
        href = reverse("groups:candidates", args=[group.public_id])
        mine = may(actor, "groups.seat", group)
        text = _("nobody sits in it yet")
        yield Step(text=text, button=_("See who fits"), href=href if mine else "")
    if unbooked:
        href = reverse("groups:schedule", args=[group.public_id])
        mine = may(actor, "groups.book", group)
        text = _("book its sessions")
        yield Step(text=text, button=_("Propose sessions"), href=href if mine else "")
    coming = next((each for each in sessions if each.is_upcoming and each.begins_at > now), None)
    if coming is not None:
        said = {"number": coming.number, "day": date_format(coming.day, "l j F"),
                "time": f"{coming.starts:%H:%M}"}  # fmt: skip
        yield Step(text=_("session %(number)s on %(day)s, %(time)s") % said)
    elif sessions:
        href = reverse("groups:end", args=[group.public_id])
        mine = may(actor, "groups.end", group)
        text = _("every session was held: end the group")
        yield Step(text=text, button=_("End it"), href=href if mine else "")


def _register(session: GroupSession, *, mine: bool) -> Step:
    said = {"number": session.number, "day": date_format(session.day, "l j F")}
    return Step(
        text=_("session %(number)s of %(day)s is not recorded") % said,
        button=_("Open the register"),
        href=reverse("delivery:register", args=[session.public_id]) if mine else "",
    )
