"""Addresses of battery."""

from django.urls import URLPattern

app_name = "battery"
urlpatterns: list[URLPattern] = []
