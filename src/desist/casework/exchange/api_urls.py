"""Every address that another system can reach, and no other."""

from django.urls import URLPattern, include, path
from ninja import NinjaAPI

from desist.casework.access import Level, route
from desist.casework.exchange.api import event, referral
from desist.casework.exchange.api.door import answer_problems

api = NinjaAPI(
    title="Desist",
    version="1",
    description="For case-management systems: refer, follow, and be told. By token alone.",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", referral.router)
api.add_router("", event.router)
answer_problems(api)


def _settled(patterns: list[URLPattern]) -> list[URLPattern]:
    """Each address with its route: the token was looked at before, the scope is asked within."""
    shown = route(level=Level.ANONYMOUS, why="for a system that showed a token of its own")
    for each in patterns:
        each.callback = shown(each.callback)
    return patterns


_patterns, _app, _namespace = api.urls
urlpatterns = [path("api/v1/", include((_settled(_patterns), "api")))]

handler400 = "desist.casework.exchange.problem.bad_request"
handler404 = "desist.casework.exchange.problem.not_found"
handler500 = "desist.casework.exchange.problem.broken"
