"""Addresses of the New Life Plan, a section of its own in the case."""

from django.urls import path

from desist.casework.reviews.views import goal, life_plan

app_name = "life_plan"
urlpatterns = [
    path("of/<uuid:person_id>", life_plan.of, name="of"),
    path("write/<uuid:public_id>", life_plan.write, name="write"),
    path("paper/<uuid:public_id>/<slug:kind>", life_plan.paper, name="paper"),
    path("version/<uuid:public_id>/<slug:kind>", life_plan.version, name="version"),
    path("<uuid:public_id>/goal", goal.add, name="add_goal"),
    path("goal/<uuid:public_id>", goal.change, name="goal"),
    path("goal/<uuid:public_id>/progress", goal.progress, name="progress"),
]
