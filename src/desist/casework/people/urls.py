"""Addresses of people. No name, CRN or date ever stands in one."""

from django.urls import path

from desist.casework.people.views import access, details, person, record

app_name = "people"
urlpatterns = [
    path("search", person.search, name="search"),
    path("search/<uuid:public_id>", person.found, name="found"),
    path("register", person.register, name="register"),
    path("resolve", person.resolve, name="resolve"),
    path("emergency", person.emergency, name="emergency"),
    path("of/<uuid:person_id>", details.details, name="details"),
    path("of/<uuid:person_id>/history", details.history, name="history"),
    path("of/<uuid:person_id>/access", access.access, name="access"),
    path("of/<uuid:person_id>/access/caseload", access.add_to_caseload, name="add_to_caseload"),
    path("of/<uuid:person_id>/access/restrict", access.add_restriction, name="add_restriction"),
    path("of/<uuid:person_id>/access/exclude", access.add_exclusion, name="add_exclusion"),
    path("caseload/<uuid:public_id>/end", access.end_caseload, name="end_caseload"),
    path("restrictions/<uuid:public_id>/end", access.lift_restriction, name="lift_restriction"),
    path("exclusions/<uuid:public_id>/end", access.lift_exclusion, name="lift_exclusion"),
    path("of/<uuid:person_id>/<slug:kind>", record.record, name="record"),
    path("record/<slug:kind>/<uuid:public_id>", record.change, name="change_record"),
    path("<uuid:public_id>/change", person.change, name="change"),
]
