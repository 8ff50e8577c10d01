"""The server is killed in the middle of a questionnaire: what it had confirmed is there."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection

from desist.casework.battery.models import Administration, Answer
from desist.casework.battery.queries.answer import answers_of

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def world(transactional_db):
    from tests.casework.people import build_world

    return build_world()


@pytest.fixture
def serve():
    """Start the real server on this database; it is killed, never asked to stop."""
    started = []

    def start():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        name = str(connection.settings_dict["NAME"])
        environment = {
            **os.environ, "DESIST_SQLITE": name, "DESIST_KEY_FILE": settings.DESIST_KEY_FILE,
        }  # fmt: skip
        if connection.vendor == "postgresql":
            address = os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")
            environment["DATABASE_URL"] = address
        server = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
             "--port", str(port), "--workers", "1", "--blocking-threads", "1", "--no-ws",
             "--log-level", "error", "desist.casework.config.wsgi:application"],
            env=environment, start_new_session=True,
        )  # fmt: skip
        started.append(server)
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return server, port
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    yield start
    for server in started:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


class Browser:
    """A browser of a few lines: cookies, forms, and no patience with a dead server."""

    def __init__(self, port):
        self.port, self.cookies = port, {}

    def ask(self, method, path, sent=None):
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as link:
            return self._ask(link, method, path, sent)

    def _ask(self, link, method, path, sent):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if sent:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link.request(method, path, urlencode(sent) if sent else None, headers)
        answer = link.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return text

    def sit(self, code):
        token = TOKEN.search(self.ask("GET", "/sitting/"))[1]
        self.ask("POST", "/sitting/", {"code": code, "operation": code,
                                       "csrfmiddlewaretoken": token})  # fmt: skip
        self.token = TOKEN.search(self.ask("GET", "/sitting/question/1/1"))[1]

    def tell(self, item, value):
        sent = {"csrfmiddlewaretoken": self.token, "form": 1, "item": item}
        sent |= {f"item-{item}": value, f"sequence-{item}": 1}
        return self.ask("POST", "/sitting/answer", sent) == '{"saved": true}'


def answer_until_it_dies(browser):
    """What the screen would have called saved, by item."""
    confirmed = {}
    try:
        for item in list(range(1, 21)) * 50:
            if browser.tell(item, 1 + item % 4):
                confirmed[str(item)] = str(1 + item % 4)
    except (OSError, HTTPException):
        return confirmed
    raise AssertionError("the server lived on")


@pytest.mark.parametrize("moment", [0.05, 0.3, 0.9])
def test_what_was_confirmed_survives_a_kill_and_the_sitting_goes_on(given, hand_out, serve, moment):
    _, code = hand_out()
    server, port = serve()
    browser = Browser(port)
    browser.sit(code)
    threading.Timer(moment, lambda: os.killpg(server.pid, signal.SIGKILL)).start()
    confirmed = answer_until_it_dies(browser)
    held = dict(answers_of(Administration.objects.get(pk=given.loneliness.pk)))
    assert confirmed.items() <= held.items()
    assert len(held) - len(confirmed) <= 1, "at most the one that was under way"
    assert Answer.objects.count() == len(held)
    _, browser.port = serve()
    assert browser.tell(20, 4)
    assert browser.ask("GET", "/sitting/on") == ""
