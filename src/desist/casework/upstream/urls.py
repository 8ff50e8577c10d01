"""Addresses of upstream."""

from django.urls import path

from desist.casework.upstream.views import look

app_name = "upstream"
urlpatterns = [
    path("of/<uuid:person_id>", look.of, name="of"),
    path("of/<uuid:person_id>/ask", look.ask, name="ask"),
    path("look/<uuid:public_id>/take-over/<int:number>", look.take, name="take_over"),
]
