"""Addresses of people. No name, CRN or date ever stands in one."""

from django.urls import path

from desist.casework.people import access_views, views

app_name = "people"
urlpatterns = [
    path("search", views.search, name="search"),
    path("search/<uuid:public_id>", views.found, name="found"),
    path("register", views.register, name="register"),
    path("resolve", views.resolve, name="resolve"),
    path("emergency", views.emergency, name="emergency"),
    path("<uuid:public_id>/change", views.change, name="change"),
    path("of/<uuid:person_id>/access", access_views.access, name="access"),
    path(
        "of/<uuid:person_id>/access/caseload", access_views.add_to_caseload, name="add_to_caseload"
    ),
    path(
        "of/<uuid:person_id>/access/restrict", access_views.add_restriction, name="add_restriction"
    ),
    path("of/<uuid:person_id>/access/exclude", access_views.add_exclusion, name="add_exclusion"),
    path("caseload/<uuid:public_id>/end", access_views.end_caseload, name="end_caseload"),
    path(
        "restrictions/<uuid:public_id>/end", access_views.lift_restriction, name="lift_restriction"
    ),
    path("exclusions/<uuid:public_id>/end", access_views.lift_exclusion, name="lift_exclusion"),
]
