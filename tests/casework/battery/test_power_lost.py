"""The server is killed in the middle of a questionnaire: what it had confirmed is there."""

from __future__ import annotations

import threading
from http.client import HTTPException

import pytest

from desist.casework.battery.models import Administration, Answer
from desist.casework.battery.queries.answer import answers_of
from tests.casework.served import TOKEN, Browser, kill, serving

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def world(transactional_db):
    from tests.casework.people import build_world

    return build_world()


@pytest.fixture
def serve():
    """Start the real server on this database."""
    with serving() as start:
        yield start


class Tablet(Browser):
    """A tablet on which somebody answers."""

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
    browser = Tablet(port)
    browser.sit(code)
    threading.Timer(moment, lambda: kill(server)).start()
    confirmed = answer_until_it_dies(browser)
    held = dict(answers_of(Administration.objects.get(pk=given.loneliness.pk)))
    assert confirmed.items() <= held.items()
    assert len(held) - len(confirmed) <= 1, "at most the one that was under way"
    assert Answer.objects.count() == len(held)
    _, browser.port = serve()
    assert browser.tell(20, 4)
    assert browser.ask("GET", "/sitting/on") == ""
