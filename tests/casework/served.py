"""The real server in a process of its own, on the test's database, and a small browser."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@contextmanager
def serving() -> Iterator[Any]:
    """``start()`` gives a server and its port. Each is killed, never asked to stop."""
    started: list[Any] = []

    def start() -> tuple[Any, int]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        started.append(_server(port))
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return started[-1], port
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    try:
        yield start
    finally:
        for server in started:
            kill(server)
            server.wait()


def kill(server: Any) -> None:
    """At once, with all that it started."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)


def _server(port: int) -> Any:
    from django.conf import settings
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    environment = {
        **os.environ, "DESIST_SQLITE": name, "DESIST_KEY_FILE": settings.DESIST_KEY_FILE,
    }  # fmt: skip
    if connection.vendor == "postgresql":
        address = os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")
        environment["DATABASE_URL"] = address
    return subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
         "--port", str(port), "--workers", "1", "--blocking-threads", "1", "--no-ws",
         "--log-level", "error", "desist.casework.config.wsgi:application"],
        env=environment, start_new_session=True,
    )  # fmt: skip


class Browser:
    """A browser of a few lines: cookies, forms, and no patience with a dead server."""

    def __init__(self, port: int, **cookies: str) -> None:
        self.port, self.cookies, self.status = port, dict(cookies), 0

    def ask(self, method: str, path: str, sent: Mapping[str, Any] | None = None) -> str:
        """The text of the answer; its status stays in ``status``."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as link:
            return self._ask(link, method, path, sent)

    def _ask(
        self, link: HTTPConnection, method: str, path: str, sent: Mapping[str, Any] | None
    ) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if sent:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link.request(method, path, urlencode(sent) if sent else None, headers)
        answer = link.getresponse()
        text = answer.read().decode()
        self.status = answer.status
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return text

    def form(self, path: str) -> dict[str, str]:
        """What the last form of a page hides: token, operation, version as read."""
        page = self.ask("GET", path)
        return dict(HIDDEN.findall(page[page.rfind("<form method") :]))
