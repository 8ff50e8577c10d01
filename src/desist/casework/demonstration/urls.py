"""Addresses that exist in demonstration mode alone."""

from django.urls import path

from desist.casework.demonstration import views

app_name = "demonstration"
urlpatterns = [
    path("", views.whom, name="whom"),
    path("as/<uuid:public_id>", views.sign_in_as, name="sign_in_as"),
]
