"""Addresses of planning."""

from django.urls import path

from desist.casework.planning.views import (
    appointment,
    case,
    choose,
    feed,
    formulation,
    hindrance,
    leave,
    place,
    plan,
    schedule,
    support,
)

app_name = "planning"
urlpatterns = [
    path("of/<uuid:person_id>", case.case, name="of"),
    path("enrol/<uuid:referral_id>", case.begin_enrolment, name="enrol"),
    path("enrolment/<uuid:public_id>/assign", case.assign, name="assign"),
    path("enrolment/<uuid:public_id>/plan", choose.draft, name="draft"),
    path("formulation/of/<uuid:referral_id>", formulation.begin, name="begin"),
    path("formulation/of/<uuid:referral_id>/<slug:form>", formulation.write, name="write"),
    path("formulation/<uuid:public_id>", formulation.formulation, name="formulation"),
    path("formulation/version/<uuid:public_id>", formulation.version, name="version"),
    path("formulation/<uuid:public_id>/paper/<slug:kind>", formulation.paper, name="paper"),
    path("plan/<uuid:public_id>", plan.plan, name="plan"),
    path("plan/<uuid:public_id>/paper/<slug:kind>", plan.plan_paper, name="plan_paper"),
    path("plan/<uuid:public_id>/choose", choose.choose, name="choose"),
    path("plan/<uuid:public_id>/send", plan.send, name="send"),
    path("plan/<uuid:public_id>/approve", plan.approve, name="approve"),
    path("plan/<uuid:public_id>/return", plan.give_back, name="return"),
    path("plan/<uuid:public_id>/sessions", schedule.schedule, name="schedule"),
    path("session/<uuid:public_id>", appointment.appointment, name="appointment"),
    path("session/<uuid:public_id>/move", appointment.move, name="move"),
    path("session/<uuid:public_id>/support/<str:need>", support.book, name="support"),
    path("session/<uuid:public_id>/cancel", appointment.cancel, name="cancel"),
    path("to-move", hindrance.to_move, name="to_move"),
    path("rooms", place.rooms, name="rooms"),
    path("rooms/place", place.new_place, name="new_place"),
    path("rooms/place/<uuid:public_id>", place.new_room, name="new_room"),
    path("rooms/<uuid:public_id>", place.room, name="room"),
    path("leave", leave.leave, name="leave"),
    path("leave/<uuid:public_id>/withdraw", leave.withdraw, name="withdraw_leave"),
    path("calendar", feed.mine, name="feed"),
    path("calendar/make", feed.make, name="make_feed"),
    path("calendar/revoke", feed.revoke, name="revoke_feed"),
    path("calendar/<str:token>", feed.calendar, name="calendar"),
]
