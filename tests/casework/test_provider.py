"""Signing in at a department's identity provider: what is believed, and what it leads to."""

import re
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from desist.casework.access import Level, Role
from desist.casework.accounts.actions.provider import link_identity, offer_link
from desist.casework.accounts.actions.staff import close_account
from desist.casework.accounts.models import (
    ExternalIdentity,
    IdentityLink,
    ProviderAttempt,
    SignIn,
    User,
)
from desist.casework.accounts.provider_settings import ProviderSettings, provider_settings
from desist.casework.audit.models import AuditEvent
from tests.casework.fake_provider import CLIENT, fake_provider
from tests.casework.people import INSTALLATION, NOON

START = "/account/provider"
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def provider(settings, db):
    with fake_provider() as made:
        settings.DESIST_OIDC = ProviderSettings(
            issuer=made.issuer, client_id=CLIENT, name="Probation", enough=frozenset({"mfa"})
        )
        settings.TASKS = {
            "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
        }
        yield made


@pytest.fixture
def rita(world):
    return world.member("rita", Role.REFERRER)


def link(user, issuer, subject="s-1"):
    now = timezone.now()
    given = {"issuer": issuer, "subject": subject, "token": f"{user.pk}" * 43}
    offer = offer_link(user=user, **given, by=user, at=now)
    return link_identity(user=user, offer=offer, by=user, at=now)


@pytest.fixture
def linked(rita, provider):
    link(rita, provider.issuer)
    return rita


def come_back(client, provider, *, start=START, **claims):
    return client.get(provider.answer(client.get(start)["Location"], **claims))


def test_a_linked_identity_signs_in_and_our_second_factor_is_still_asked(client, provider, linked):
    answer = come_back(client, provider, start=f"{START}?next=/people/")
    assert answer["Location"] == "/account/second-factor?next=%2Fpeople%2F"
    assert SignIn.objects.get().level == Level.PASSWORD
    assert client.get("/people/").status_code == 302
    assert client.get("/account/second-factor")["Location"] == "/account/enrol"


@pytest.mark.parametrize("proof", [{"amr": ["pwd", "mfa"]}, {"acr": "mfa"}])
def test_a_proof_that_the_site_named_as_enough_stands_for_the_second_factor(
    client, provider, linked, proof
):
    answer = come_back(client, provider, start=f"{START}?next=/people/", **proof)
    assert answer["Location"] == "/people/"
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize(
    "proof", [{"amr": "mfa"}, {"amr": ["pwd"]}, {"acr": ["mfa"]}, {"acr": "1"}]
)
def test_a_proof_that_was_not_named_or_is_no_list_does_not(client, provider, linked, proof):
    assert "second-factor" in come_back(client, provider, **proof)["Location"]


def test_the_request_carries_pkce_state_and_nonce_and_they_differ_each_time(client, provider):
    one, other = (client.get(START)["Location"] for _ in range(2))
    for name in ("state", "nonce", "code_challenge"):
        assert part(one, name) != part(other, name)
    assert part(one, "code_challenge_method") == "S256"
    assert part(one, "redirect_uri") == "http://127.0.0.1:8000/account/provider/back"


def part(address, name):
    from urllib.parse import parse_qs, urlsplit

    return parse_qs(urlsplit(address).query)[name][0]


NOW = int(time.time())
FORGED = {
    "the nonce of another attempt": {"nonce": "x" * 43},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "another-service"},
    "an audience besides us": {"aud": [CLIENT, "another-service"]},
    "no audience": {"aud": None},
    "asked for by another": {"azp": "another-service"},
    "another issuer": {"iss": "https://elsewhere.example"},
    "expired": {"exp": NOW - 3600, "iat": NOW - 7200},
    "no end": {"exp": None},
    "of the future": {"iat": NOW + 3600},
    "issued long ago": {"iat": NOW - 3600, "exp": NOW + 99_999},
    "not valid yet": {"nbf": NOW + 3600},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a subject that is no text": {"sub": 7},
    "not signed": {"signed_by": "nobody"},
    "signed by a stranger": {"signed_by": "a stranger"},
    "signed with the public key": {"signed_by": "the public key as a shared secret"},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_a_token_that_proves_nothing_signs_nobody_in(client, provider, linked, forged):
    answer = come_back(client, provider, **{"amr": ["mfa"], **forged})
    assert answer.status_code == 403
    assert "did not prove who you are" in answer.text
    assert not SignIn.objects.exists()
    assert AuditEvent.objects.filter(verb="accounts.provider", outcome="denied").exists()


def test_an_answer_counts_once(client, provider, linked):
    path = provider.answer(client.get(START)["Location"])
    assert client.get(path).status_code == 302
    assert client.get(path).status_code == 403


def test_a_code_that_was_used_elsewhere_is_refused_by_the_provider(client, provider, linked):
    path = provider.answer(client.get(START)["Location"])
    provider.codes.clear()
    assert client.get(path).status_code == 403


def test_an_answer_belongs_to_the_browser_that_asked_and_to_its_state(client, provider, linked):
    path = provider.answer(client.get(START)["Location"])
    assert Client().get(path).status_code == 403
    assert client.get(path.replace("state=", "state=x")).status_code == 403
    assert ProviderAttempt.objects.count() == 1
    assert client.get(f"{path}&iss=https://elsewhere.example").status_code == 403


def test_a_code_put_into_another_attempt_fails_for_want_of_its_verifier(client, provider, linked):
    thief = Client()
    stolen = provider.answer(client.get(START)["Location"])
    own = provider.answer(thief.get(START)["Location"])
    mixed = stolen.split("&")[0] + "&" + own.split("&")[1]
    assert thief.get(mixed).status_code == 403


def test_an_attempt_ends_after_ten_minutes(client, provider, linked):
    path = provider.answer(client.get(START)["Location"])
    ProviderAttempt.objects.update(made_at=timezone.now() - timedelta(minutes=11))
    assert client.get(path).status_code == 403


def test_a_closed_account_is_not_let_in(client, provider, linked):
    close_account(user=linked, by=INSTALLATION, at=NOON)
    assert come_back(client, provider).status_code == 200
    assert not SignIn.objects.exists()


def without_token(answer):
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.text)


def test_no_account_is_made_and_an_unknown_subject_hears_the_same_as_one_to_be_linked(
    client, provider, rita
):
    before = User.objects.count()
    known = come_back(client, provider)
    unknown = come_back(client, provider, sub="s-2", email="nobody@example.org")
    unvouched = come_back(client, provider, sub="s-3", email_verified=False)
    assert without_token(known) == without_token(unknown) == without_token(unvouched)
    assert User.objects.count() == before
    assert not SignIn.objects.exists()
    assert [each.to for each in mail.outbox] == [["rita@example.org"]]


def address_in(letter):
    return "/account/link/" + letter.body.split("/account/link/")[1].strip()


def test_linking_takes_the_letter_and_a_press_of_the_button(client, provider, rita):
    come_back(client, provider)
    address = address_in(mail.outbox[0])
    assert "Probation" in client.get(address).text
    assert not ExternalIdentity.objects.exists()
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404
    assert ExternalIdentity.objects.get().user == rita
    assert come_back(client, provider)["Location"].startswith("/account/second-factor")


def test_an_offer_ends_after_half_an_hour_and_a_later_one_ends_it(client, provider, rita):
    come_back(client, provider)
    come_back(client, provider, sub="s-9")
    first, second = (
        "/account/link/" + each.body.split("/link/")[1].strip() for each in mail.outbox
    )
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    IdentityLink.objects.update(expires_at=timezone.now())
    assert client.post(second).status_code == 404


def test_a_second_identity_cannot_take_an_account_over(client, provider, linked):
    come_back(client, provider, sub="s-thief")
    assert mail.outbox == []
    assert ExternalIdentity.objects.get().subject == "s-1"


def test_what_matters_is_confirmed_at_the_provider_where_there_is_no_telephone(
    client, world, provider
):
    adam = world.member("adam", Role.ADMINISTRATOR)
    link(adam, provider.issuer)
    come_back(client, provider, amr=["mfa"])
    SignIn.objects.update(confirmed_at=timezone.now() - timedelta(minutes=16))
    wanted = client.get("/account/staff/invite")["Location"]
    again = client.get(wanted)["Location"]
    asked = client.get(again)["Location"]
    assert part(asked, "prompt") == "login"
    stale = client.get(provider.answer(asked, amr=["mfa"], auth_time=NOW - 3600))
    assert stale.status_code == 403
    fresh = provider.answer(client.get(again)["Location"], amr=["mfa"], auth_time=int(time.time()))
    assert client.get(fresh)["Location"] == "/account/staff/invite"
    assert client.get("/account/staff/invite").status_code == 200


def test_nobody_confirms_the_sign_in_of_another(client, world, provider, rita):
    adam = world.member("adam", Role.ADMINISTRATOR)
    link(rita, provider.issuer, "s-rita")
    browser = world.browser(client, adam)
    answer = come_back(browser, provider, sub="s-rita", amr=["mfa"], auth_time=int(time.time()))
    assert answer.status_code == 403


def test_a_provider_that_calls_itself_otherwise_or_is_silent_is_refused(client, provider, settings):
    provider.described_as = "https://elsewhere.example"
    assert client.get(START).status_code == 403
    settings.DESIST_OIDC = ProviderSettings(issuer="http://127.0.0.1:9", client_id=CLIENT)
    assert client.get(START).status_code == 403


def test_where_no_provider_is_named_there_is_no_such_door(client, db):
    for address in (START, f"{START}/back?code=x&state=y"):
        assert client.get(address).status_code == 404
    assert "department" not in client.get("/account/sign-in").text


def test_settings_that_would_not_be_safe_are_refused():
    assert provider_settings({}) is None
    for environment in (
        {"DESIST_OIDC_ISSUER": "http://sign-in.example", "DESIST_OIDC_CLIENT_ID": "x"},
        {"DESIST_OIDC_ISSUER": "https://sign-in.example"},
    ):
        with pytest.raises(ImproperlyConfigured):
            provider_settings(environment)
