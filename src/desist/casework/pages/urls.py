"""Addresses that belong to no app of the journey."""

from django.urls import path

from desist.casework.pages import views

app_name = "pages"
urlpatterns = [
    path("accessibility", views.accessibility, name="accessibility"),
    path("language", views.choose_language, name="language"),
    path("alive", views.alive, name="alive"),
]
