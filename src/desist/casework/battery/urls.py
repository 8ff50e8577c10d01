"""Addresses of questionnaires for staff; those of the tablet are apart (``tablet_urls``)."""

from django.urls import path

from desist.casework.battery.views import form, questionnaires, sitting

app_name = "battery"
urlpatterns = [
    path("of/<uuid:person_id>", questionnaires.of, name="of"),
    path("referral/<uuid:public_id>/plan", questionnaires.plan, name="plan"),
    path("referral/<uuid:public_id>/sitting", sitting.start, name="start"),
    path("referral/<uuid:public_id>/close", sitting.close, name="close"),
    path("sitting/<uuid:public_id>", sitting.progress, name="progress"),
    path("sitting/<uuid:public_id>/end", sitting.cancel, name="cancel"),
    path("<uuid:public_id>", form.form, name="form"),
    path("<uuid:public_id>/type", form.type_in, name="type"),
    path("<uuid:public_id>/settle", form.settle, name="settle"),
    path("<uuid:public_id>/correct", form.correct, name="correct"),
    path("<uuid:public_id>/stop", form.stop, name="stop"),
    path("<uuid:public_id>/in-error", form.in_error, name="in_error"),
]
