"""Addresses that exist in demonstration mode alone."""

from django.urls import path

from desist.casework.demonstration import views
from desist.casework.demonstration.gallery import gallery

app_name = "demonstration"
urlpatterns = [
    path("", views.whom, name="whom"),
    path("components", gallery, name="components"),
    path("as/<uuid:public_id>", views.sign_in_as, name="sign_in_as"),
]
