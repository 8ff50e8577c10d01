"""A token opens the API and nothing else; nothing else opens the API."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.access.route import route_of
from desist.casework.audit.models import AuditEvent
from desist.casework.exchange.actions.system import end_system, revoke_token
from desist.casework.exchange.api_urls import api, urlpatterns
from desist.casework.exchange.models import SystemToken
from desist.casework.exchange.scope import Scope
from tests.casework.exchange.calling import let_in
from tests.casework.people import INSTALLATION

BY = {"by": INSTALLATION, "at": timezone.now()}


def every_call():
    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield operation.methods[0], path, operation.view_func


def test_every_call_names_its_scope_and_every_address_its_route():
    calls = list(every_call())
    assert len(calls) >= 5
    assert all(isinstance(function.scope, Scope) for _method, _path, function in calls)
    (held,) = urlpatterns
    assert all(route_of(each.callback).why for each in held.url_patterns)


@pytest.mark.parametrize("path", ["/api/", "/api/v1/referrals", "/api/v1/openapi.json", "/api/x"])
@pytest.mark.parametrize("header", [None, "Bearer x", "Bearer ", "Basic eDp5", "Bearer \xe9"])
def test_without_a_token_in_force_nothing_is_said(db, client, path, header):
    answer = client.get(path, headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_sign_in_of_staff_counts_for_nothing_at_the_api(world, signed_in):
    browser = signed_in(world.member("mona", Role.MANAGER, region=world.north))
    assert browser.get("/api/v1/referrals").status_code == 401


def test_a_token_counts_for_nothing_on_a_page(caller):
    system = caller()
    answer = system.client.get("/people/", headers={"Authorization": f"Bearer {system.token}"})
    assert answer["Location"].startswith("/account/sign-in")


def test_a_token_is_kept_as_a_fingerprint_and_ends_when_it_expires_or_is_revoked(caller):
    system = caller()
    assert system.get("/referrals").status_code == 200
    held = SystemToken.objects.get()
    assert system.token not in str(vars(held))
    SystemToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert system.get("/referrals").status_code == 401
    SystemToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    revoke_token(token=held, **BY)
    assert system.get("/referrals").status_code == 401


def test_a_system_that_was_ended_is_let_in_no_more(caller):
    system = caller()
    end_system(system=system.system, **BY)
    assert system.get("/referrals").status_code == 401


@pytest.mark.parametrize(
    ("path", "needed"),
    [
        ("/referrals", Scope.STATUSES),
        ("/events", Scope.EVENTS),
        ("/referrals/7f6d3f51-6cb2-4a0b-a7a5-3d7f1f6e0b11/sessions", Scope.SESSIONS),
    ],
)
def test_a_system_without_the_scope_finds_nothing(caller, path, needed):
    without = caller(*(each for each in Scope if each is not needed))
    assert without.get(path).status_code == 404
    assert AuditEvent.objects.filter(outcome="denied").exists()


def test_guessing_tokens_is_slowed_down_for_all_workers(db, monkeypatch):
    from desist.casework.accounts.limit import Limit
    from desist.casework.exchange import middleware

    few = (Limit(name="api-wrong-tokens", tries=2, seconds=300),)
    monkeypatch.setattr(middleware, "WRONG_TOKENS", few)
    tries = [
        Client().get("/api/v1/events", headers={"Authorization": f"Bearer {each}"})
        for each in "abc"
    ]
    assert [each.status_code for each in tries] == [401, 401, 429]
    assert tries[-1]["Retry-After"] == "300"


def test_each_system_has_its_own_count_of_calls(world, client, monkeypatch):
    from desist.casework.accounts.limit import Limit
    from desist.casework.exchange import middleware

    few = (Limit(name="api-calls", tries=1, seconds=3600),)
    monkeypatch.setattr(middleware, "CALLS", few)
    one = let_in(world, client)
    other = let_in(world, client, token="u" * 43)
    assert [each.get("/events").status_code for each in (one, one, other)] == [200, 429, 200]
