"""Addresses of groups."""

from django.urls import path

from desist.casework.groups.views import (
    candidates,
    change,
    group,
    groups,
    schedule,
    session,
    to_move,
    year,
)

app_name = "groups"
urlpatterns = [
    path("", groups.groups, name="list"),
    path("year", year.year, name="year"),
    path("to-move", to_move.to_move, name="to_move"),
    path("new", change.new, name="new"),
    path("<uuid:public_id>", group.group, name="group"),
    path("<uuid:public_id>/change", change.change, name="change"),
    path("<uuid:public_id>/end", change.end, name="end"),
    path("<uuid:public_id>/candidates", candidates.candidates, name="candidates"),
    path("<uuid:public_id>/seat/<uuid:enrolment_id>", candidates.seat, name="seat"),
    path("<uuid:public_id>/way/<uuid:enrolment_id>", candidates.way, name="way"),
    path("<uuid:public_id>/sessions", schedule.schedule, name="schedule"),
    path("session/<uuid:public_id>", session.session, name="session"),
    path("session/<uuid:public_id>/move", session.move, name="move"),
    path("session/<uuid:public_id>/cancel", session.cancel, name="cancel"),
]
