"""Addresses of rule sets: a rule is named by its catalogue id, which is about nobody."""

from django.urls import path

from desist.casework.rules import views

app_name = "rules"
urlpatterns = [
    path("", views.rule_sets, name="list"),
    path("<slug:rule>/<int:version>", views.rule_set, name="rule"),
    path("<slug:rule>/<int:version>/adopt", views.adopt, name="adopt"),
    path("adoptions/<uuid:public_id>/second", views.second, name="second"),
    path("adoptions/<uuid:public_id>/withdraw", views.withdraw, name="withdraw"),
]
