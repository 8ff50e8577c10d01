"""Addresses of the case file."""

from django.urls import path

from desist.casework.casefile import views

app_name = "casefile"
urlpatterns = [
    path("", views.today, name="today"),
    path("person/<uuid:public_id>", views.person, name="person"),
]
