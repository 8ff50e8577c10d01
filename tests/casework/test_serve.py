"""Serving ends when it is told to, also where a process of it does not."""

import subprocess
import sys

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
