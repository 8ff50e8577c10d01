"""Addresses of delivery."""

from django.urls import path

from desist.casework.delivery.views import absence, attendance, catch_up, course, register, session

app_name = "delivery"
urlpatterns = [
    path("of/<uuid:person_id>", course.course, name="of"),
    path("session/<uuid:public_id>", session.record, name="session"),
    path("attendance/<uuid:public_id>", attendance.attendance, name="attendance"),
    path("register/<uuid:public_id>", register.register, name="register"),
    path("register/<uuid:public_id>/<slug:kind>", register.on_paper, name="register_paper"),
    path("record/<uuid:public_id>", session.correct, name="correct"),
    path("record/<uuid:public_id>/catch-up", catch_up.book, name="catch_up"),
    path("absence/<uuid:public_id>", absence.absence, name="absence"),
    path("failure/<uuid:public_id>", absence.failure, name="failure"),
]
