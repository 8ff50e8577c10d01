"""Addresses of tasks."""

from django.urls import path

from desist.casework.tasks import views

app_name = "tasks"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("holidays", views.holidays, name="holidays"),
    path("<uuid:public_id>/done", views.done, name="done"),
]
