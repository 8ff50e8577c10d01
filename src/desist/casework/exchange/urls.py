"""Addresses of exchange, for the administrator; those for other systems are in ``api_urls``."""

from django.urls import path

from desist.casework.exchange.views import system

app_name = "exchange"
urlpatterns = [
    path("", system.systems, name="systems"),
    path("let-in", system.let_in, name="let_in"),
    path("<uuid:public_id>", system.system, name="system"),
    path("<uuid:public_id>/token", system.token, name="token"),
    path("token/<uuid:public_id>/revoke", system.revoke, name="revoke"),
    path("<uuid:public_id>/end", system.end, name="end"),
    path("event/<uuid:public_id>/again", system.again, name="again"),
]
