"""A lost password: one letter, one use, half an hour, and the same answer for every address."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.accounts.actions.staff import choose_password, close_account
from desist.casework.accounts.models import Invitation
from desist.casework.config.mail import mail_settings
from desist.casework.config.mode import Mode
from tests.casework.people import INSTALLATION, NOON

PASSWORD = "three random words"  # noqa: S105
RESET = "/account/reset"


@pytest.fixture
def rita(world, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    user = world.member("rita", Role.REFERRER)
    return choose_password(user=user, password="old old old old", invitation=None, by=user, at=NOON)  # noqa: S106


def ask(client, email="Rita@example.org ", **headers):
    return client.post(RESET, {"email": email}, **headers)


def without_token(answer):
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.text)


def link():
    return "/account/invitation/" + mail.outbox[-1].body.split("/invitation/")[1].strip()


def test_the_letter_leads_to_a_new_password_once(world, client, rita):
    browser = world.browser(Client(), rita)
    ask(client)
    assert mail.outbox[0].to == ["rita@example.org"]
    assert "Choose a new password" in client.get(link()).text
    assert client.post(link(), {"password": PASSWORD}).status_code == 302
    assert browser.get("/").status_code == 302
    assert mail.outbox[-1].subject == "Your password was changed"
    mail.outbox.pop()
    assert client.get(link()).status_code == 404
    sent = {"email": "rita@example.org", "password": PASSWORD}
    assert client.post("/account/sign-in", sent)["Location"] == "/account/second-factor"


def test_every_address_gets_the_same_answer(client, world, rita):
    closed = world.member("carl", Role.REFERRER)
    close_account(user=closed, by=INSTALLATION, at=NOON)
    world.member("nia", Role.REFERRER)  # invited, never chose a password
    addresses = ("rita@", "nobody@", "carl@", "nia@")
    answers = {without_token(ask(client, f"{each}example.org")) for each in addresses}
    assert len(answers) == 1
    assert [each.to for each in mail.outbox] == [["rita@example.org"]]


def test_the_link_ends_after_half_an_hour_and_with_the_next(client, rita):
    ask(client)
    first = link()
    ask(client)
    assert client.get(first).status_code == 404
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link()).status_code == 404
    made = Invitation.objects.order_by("-pk").first()
    assert made.token_hash not in link()


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "localhost"},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_FORWARDED": "host=evil.example"},
        {"HTTP_ORIGIN": "https://evil.example"},
    ],
)
def test_the_link_begins_with_the_configured_address_whatever_the_request_says(
    client, rita, headers
):
    ask(client, **headers)
    assert "http://127.0.0.1:8000/account/invitation/" in mail.outbox[0].body
    assert "evil" not in mail.outbox[0].body


def test_a_host_that_is_not_ours_gets_no_letter(client, rita):
    assert ask(client, HTTP_HOST="evil.example").status_code == 400
    assert mail.outbox == []


def test_letters_are_few_and_nobody_can_tell(client, rita):
    answers = {without_token(ask(client)) for _ in range(6)}
    assert len(answers) == 1
    assert len(mail.outbox) == 3


def test_a_letter_holds_no_name_and_nothing_of_any_case(client, rita):
    ask(client)
    letter = mail.outbox[0]
    assert "Rita" not in letter.body + letter.subject
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_where_no_mail_is_sent_the_way_is_closed(client, rita, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert client.get(RESET).status_code == 404
    assert "administrator for a link" in client.get("/account/sign-in").text


def test_mail_is_encrypted_and_has_a_sender():
    held = mail_settings(
        {"DESIST_MAIL_URL": "smtp://u:p%40@mail.example", "DESIST_MAIL_FROM": "desist@example"},
        mode=Mode.PRODUCTION,
    )
    assert (held["EMAIL_USE_TLS"], held["EMAIL_PORT"]) == (True, 587)
    assert held["EMAIL_HOST_PASSWORD"] == "p@"  # noqa: S105
    assert "console" in mail_settings({}, mode=Mode.DEMONSTRATION)["EMAIL_BACKEND"]
    for wrong in ({"DESIST_MAIL_URL": "http://x"}, {"DESIST_MAIL_URL": "smtp://mail.example"}):
        with pytest.raises(ImproperlyConfigured):
            mail_settings(wrong, mode=Mode.PRODUCTION)
