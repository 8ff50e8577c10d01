"""Addresses of people. No name, CRN or date ever stands in one."""

from django.urls import path

from desist.casework.people import views

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("search", views.search, name="search"),
    path("search/<uuid:public_id>", views.found, name="found"),
    path("register", views.register, name="register"),
    path("resolve", views.resolve, name="resolve"),
    path("emergency", views.emergency, name="emergency"),
    path("<uuid:public_id>/change", views.change, name="change"),
]
