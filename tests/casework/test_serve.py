"""Serving ends when it is told to, also where a process of it does not; and says why it cannot."""

import socket
import subprocess
import sys

import pytest
from django.core.management.base import CommandError

from desist.casework.config.management.commands import serve

QUIET = "import time; print('up', flush=True); time.sleep(60)"
DEAF = f"import signal; signal.signal(15, signal.SIG_IGN); {QUIET}"


def started(program):
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"up\n"
    process.stdout.close()
    return process


def test_what_does_not_end_when_asked_is_ended(monkeypatch):
    monkeypatch.setattr(serve, "PATIENCE", 0.3)
    deaf, quiet = started(DEAF), started(QUIET)
    serve._stop([deaf, quiet])
    assert (deaf.returncode, quiet.returncode) == (-9, -15)


def test_what_has_ended_already_is_no_trouble():
    process = started("print('up', flush=True)")
    process.wait()
    serve._stop([process])
    assert process.returncode == 0


def test_a_port_that_is_taken_is_named_before_anything_is_started():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"127.0.0.1:{port}: Address already in use.*--port"):
            serve._refuse_taken("127.0.0.1", port)
    for host in ("127.0.0.1", "0.0.0.0", "localhost"):  # noqa: S104 - nothing listens
        serve._refuse_taken(host, port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99_999), ("no.such.host.invalid", 8000)])
def test_an_address_that_is_none_is_named(host, port):
    with pytest.raises(CommandError, match=f"{host}:{port}"):
        serve._refuse_taken(host, port)


@pytest.mark.parametrize("asked", [True, False])
def test_a_server_that_ended_by_itself_is_a_failure(db, monkeypatch, asked):
    """So that whatever starts the service starts it again."""
    command = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr(serve, "_server", lambda _given: command)
    monkeypatch.setattr(serve, "refuse_unsafe_start", lambda: None)
    monkeypatch.setattr(serve, "_refuse_taken", lambda *_: None)
    monkeypatch.setattr(serve, "JobWorker", lambda _name: type("Worker", (), {"process": None}))
    monkeypatch.setattr(serve.signal, "signal", lambda *_: None)

    def watch(server, _worker):
        server.wait()
        if asked:
            raise KeyboardInterrupt

    monkeypatch.setattr(serve, "_watch", watch)
    given = {"host": "127.0.0.1", "port": 1, "workers": 1}
    if asked:
        serve.Command().handle(**given)
    else:
        with pytest.raises(CommandError, match=r"by itself \(3\)"):
            serve.Command().handle(**given)
