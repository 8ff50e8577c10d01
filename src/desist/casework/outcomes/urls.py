"""Addresses of outcomes."""

from django.urls import path

from desist.casework.outcomes.views import ending, report

app_name = "outcomes"
urlpatterns = [
    path("of/<uuid:person_id>", ending.outcome, name="of"),
    path("enrolment/<uuid:public_id>/end", ending.end, name="end"),
    path("ending/<uuid:public_id>", ending.correct, name="correct"),
    path("enrolment/<uuid:public_id>/report", report.begin, name="begin_report"),
    path("report/<uuid:public_id>", report.report, name="report"),
    path("report/<uuid:public_id>/write", report.write, name="write"),
    path("report/<uuid:public_id>/sign", report.sign, name="sign"),
    path("report/<uuid:public_id>/countersign", report.countersign, name="countersign"),
    path("report/<uuid:public_id>/return", report.send_back, name="return"),
    path("report/<uuid:public_id>/send", report.issue, name="issue"),
    path("report/<uuid:public_id>/paper/<slug:kind>", report.paper, name="paper"),
]
