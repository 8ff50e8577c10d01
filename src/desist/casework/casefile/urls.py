"""Addresses of the case file."""

from django.urls import path

from desist.casework.casefile.views.people import people
from desist.casework.casefile.views.person import person
from desist.casework.casefile.views.today import today

app_name = "casefile"
urlpatterns = [
    path("", today, name="today"),
    path("people/", people, name="people"),
    path("person/<uuid:public_id>", person, name="person"),
]
