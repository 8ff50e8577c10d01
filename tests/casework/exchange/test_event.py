"""What changed is told: with the change itself, in order, to whom it may be told, and again."""

import hashlib
import hmac
import json
import socket
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest
from django.db import transaction
from django.utils import timezone

from desist.casework.exchange import jobs, webhook
from desist.casework.exchange.actions.event import send_again
from desist.casework.exchange.jobs import COURIER, MOST_TRIES, send_event
from desist.casework.exchange.models import OutboundEvent
from desist.casework.exchange.models.event import EventState
from desist.casework.exchange.scope import Scope
from desist.casework.exchange.webhook import NotAllowed, body_of, check_address, signature
from tests.casework.delivery.delivered import build_course
from tests.casework.exchange.calling import let_in
from tests.casework.people import INSTALLATION

HOOK = "https://cases.example/hook"


@pytest.fixture
def public(monkeypatch):
    """Every host of an example has a public address."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))]
    asked = socket.getaddrinfo

    def look_up(host, *given, **more):
        return found if host.endswith(".example") else asked(host, *given, **more)

    monkeypatch.setattr(webhook.socket, "getaddrinfo", look_up)


class OtherSide:
    """What was sent to it, and what it will answer; silent where nothing is left to say."""

    def __init__(self):
        self.took, self.answers = [], []

    def post(self, address, *, to, body, headers):
        self.took.append((address, to, body, headers))
        if not self.answers:
            raise OSError("silent")
        return self.answers.pop(0)


@dataclass
class Later:
    """When each event was put off until."""

    held: list
    after: datetime | None = None

    def using(self, *, run_after):
        return Later(self.held, run_after)

    def enqueue(self, public_id):
        self.held.append((self.after, public_id))


@pytest.fixture
def other_side(monkeypatch, public):
    side = OtherSide()
    monkeypatch.setattr(webhook, "post", side.post)
    return side


@pytest.fixture
def later(monkeypatch):
    held = []
    monkeypatch.setattr(jobs, "send_event", Later(held))
    return held


BEGUN = ["appointments.changed", "attendance.changed", "referral.changed"]
"""What follows from a first session that was attended: the programme has begun."""


def told(system):
    return [each["type"] for each in system.get("/events").json()["events"]]


def test_a_case_in_delivery_is_told_of_in_order_by_ids_alone(world, client):
    system = let_in(world, client, Scope.EVENTS)
    course = build_course(world)
    course.recorded(1)
    assert told(system)[0] == "referral.changed"
    assert told(system)[-3:] == BEGUN
    first = system.get("/events").json()["events"][0]
    assert set(first) == {"id", "type", "at", "referral"}
    assert first["referral"] == str(course.case.referral.public_id)


def test_nothing_is_told_of_somebody_out_of_reach_nor_without_the_scope(world, client):
    far = let_in(world, client, Scope.EVENTS, region=world.south)
    deaf = let_in(world, client, Scope.STATUSES, token="u" * 43)
    build_course(world)
    assert told(far) == []
    assert not OutboundEvent.objects.filter(system=deaf.system).exists()


def test_asking_after_the_last_event_gives_what_is_new_and_nothing_twice(world, client):
    system = let_in(world, client, Scope.EVENTS)
    course = build_course(world)
    before = system.get("/events").json()["events"]
    course.recorded(1)
    after = system.get("/events", after=before[-1]["id"]).json()["events"]
    assert [each["type"] for each in after] == BEGUN


def test_what_did_not_happen_is_not_told(world, client):
    system = let_in(world, client, Scope.EVENTS)
    with transaction.atomic():
        build_course(world)
        assert OutboundEvent.objects.exists()
        transaction.set_rollback(True)
    assert not OutboundEvent.objects.filter(system=system.system).exists()


@pytest.fixture
def event(world, client, public, later, django_capture_on_commit_callbacks):
    """An event that waits to be sent."""
    let_in(world, client, Scope.EVENTS, webhook=HOOK)
    build_course(world)
    return OutboundEvent.objects.first()


def send(event):
    send_event_now(str(event.public_id))
    return OutboundEvent.objects.get(pk=event.pk)


send_event_now = send_event.func


def test_an_event_is_signed_so_that_the_other_side_can_check_it(event, other_side):
    other_side.answers = [204]
    assert send(event).state == EventState.DELIVERED
    ((address, to, body, headers),) = other_side.took
    assert (address, to) == (HOOK, ("93.184.215.14",))
    parts = headers["Desist-Signature"].split(",")
    assert json.loads(body) == body_of(event)
    moment, code = (part.partition("=")[2] for part in parts)
    secret = event.system.secret.encode()
    expected = hmac.new(secret, f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    assert code == expected
    assert headers["Idempotency-Key"] == str(event.public_id)


def test_the_signature_is_that_of_the_published_example():
    """HMAC-SHA256 test case 2 of RFC 4231, with our moment and dot before the data."""
    at = datetime.fromtimestamp(0, UTC)
    plain = hmac.new(b"Jefe", b"what do ya want for nothing?", hashlib.sha256).hexdigest()
    assert plain.startswith("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    ours = hmac.new(b"Jefe", b"0.what do ya want for nothing?", hashlib.sha256).hexdigest()
    assert signature("Jefe", b"what do ya want for nothing?", at=at) == f"t=0,v1={ours}"


def test_one_that_is_not_taken_is_tried_again_later_each_time_and_then_given_up(
    event, other_side, later
):
    for number in range(1, MOST_TRIES + 1):
        held = send(event)
        assert held.tries == number
    assert held.state == EventState.FAILED
    assert held.answer.startswith("not reached")
    pauses = [after for after, _id in later if after]
    gaps = [round((after - timezone.now()).total_seconds() / 30) for after in pauses]
    assert gaps == [1, 2, 4, 8, 16, 32, 64]
    other_side.answers = [200]
    assert send(held).state == EventState.FAILED, "given up is given up"
    send_again(event=held, by=INSTALLATION, at=timezone.now())
    assert send(held).state == EventState.DELIVERED


def test_a_refusal_says_which(event, other_side):
    other_side.answers = [503]
    held = send(event)
    assert (held.state, held.answer) == (EventState.WAITING, "503")


class Answering(BaseHTTPRequestHandler):
    """Sends whoever posts elsewhere, and keeps what came."""

    came: ClassVar = []

    def do_POST(self):
        self.came.append((self.path, self.headers["Idempotency-Key"]))
        self.send_response(302)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_given):
        pass


@pytest.fixture
def listening(settings):
    """The port of a server on this machine, whose name the service knows."""
    settings.DESIST_WEBHOOK_HOSTS = ("localhost",)
    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_redirect_is_not_followed(event, listening):
    event.system.webhook = f"http://localhost:{listening}/hook?of=desist"
    assert webhook.post_event(event, at=timezone.now()) == (False, "302")
    assert Answering.came == [("/hook?of=desist", str(event.public_id))]


def test_the_numbers_that_were_looked_at_are_those_that_are_called(event, monkeypatch):
    called = []
    numbers = ("2606:2800:21f::1", "93.184.215.14")
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in numbers]
    monkeypatch.setattr(webhook.socket, "getaddrinfo", lambda *_given, **_more: found)

    def connect(address, timeout):
        called.append((address, timeout))
        raise ConnectionRefusedError

    monkeypatch.setattr(webhook.socket, "create_connection", connect)
    assert send(event).answer == "not reached (ConnectionRefusedError)"
    assert called == [((each, 443), webhook.SECONDS) for each in numbers]


@pytest.mark.parametrize(
    "address",
    [
        "http://cases.example/hook", "ftp://cases.example", "https://", "https://a:b@cases.example",
        "https://127.0.0.1/", "https://10.1.2.3/", "https://169.254.169.254/latest", "https://[::1]/",
        "https://[fd00::1]/", "https://0.0.0.0/", "javascript:alert(1)", "https://cases.example:x/",
        "https://[::1/",
    ],
)  # fmt: skip
def test_nothing_is_sent_in_the_clear_or_to_an_address_within(address):
    with pytest.raises(NotAllowed):
        check_address(address)


def test_a_name_that_leads_within_is_found_out_when_it_is_sent_too(event, other_side, monkeypatch):
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.5", 443))]
    monkeypatch.setattr(webhook.socket, "getaddrinfo", lambda *_given, **_more: inside)
    assert "within a network" in send(event).answer
    assert other_side.took == []


def test_a_host_that_the_service_names_may_be_within(settings):
    settings.DESIST_WEBHOOK_HOSTS = ("cases.internal",)
    check_address("http://cases.internal/hook")


def test_the_courier_alone_notes_an_answer():
    assert COURIER.is_system
