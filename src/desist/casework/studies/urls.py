"""Addresses of studies."""

from django.urls import path

from desist.casework.studies.views import extract, finding, study

app_name = "studies"
urlpatterns = [
    path("", study.studies, name="list"),
    path("findings", finding.findings, name="findings"),
    path("finding/<uuid:public_id>", finding.finding, name="finding"),
    path("ask", study.ask, name="ask"),
    path("<uuid:public_id>", study.study, name="study"),
    path("<uuid:public_id>/decide", study.decide, name="decide"),
    path("<uuid:public_id>/close", study.close, name="close"),
    path("<uuid:public_id>/extract", extract.begin, name="extract"),
    path("<uuid:public_id>/roster", extract.roster, name="roster"),
    path("extract/<uuid:public_id>/cohort", extract.cohort, name="cohort"),
]
