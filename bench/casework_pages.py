"""The list of cases and a case file, held against the bare page, in services of several sizes.

    python bench/casework_pages.py                          # 10,000 people, SQLite
    python bench/casework_pages.py --people 10000 100000    # beside each other
    python bench/casework_pages.py --people 10000 1000000 --few
    python bench/casework_pages.py --database postgresql
    python bench/casework_pages.py --keep folder            # what was loaded is used again

A demonstration of people late in their programmes is multiplied (`demonstration/bulk.py`) until the
people are there. With `--few` one in ten was ever referred, so that a million fit on a disk: about
as many referrals and marks as 100,000 people have otherwise. All pages are served by granian as
`desist serve` does, asked for by eight connections at once, by turns in one run. A manager lists
one region's cases, a third of all; the files are of people whom she may see, chosen evenly. Counts
of queries are taken in the process.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from sittings import NOBODY, free_port, start_postgresql, wait_for

HERE = Path(__file__).parent
FORM = re.compile(
    r'action="(/demonstration/[^"]+)".*?value="([^"]+)".*?>\s*([^<]+?)\s*</button', re.DOTALL
)
TEMPLATE_PEOPLE = 100
ROLE = "Treatment manager"
SHARE, P95, QUERIES = 0.5, 60.0, 12
HELD = ("list of cases", "case file")
"""The pages that are held to these figures; Today is told beside them."""
FEW = (
    ("known", 90, 2, 40),
    ("on_programme", 2, 180, 230),
    ("complete", 3, 330, 380),
    ("follow_up", 5, 400, 620),
)
"""Where people stand with `--few`, how many of a hundred, and how many days ago they came."""


@dataclass
class Page:
    """One kind of page: its addresses in turn, and how long each answer took, in milliseconds."""

    name: str
    port: int
    cookie: str
    addresses: list[str]
    queries: int | None = None
    took: list[float] = field(default_factory=list)
    a_second: list[float] = field(default_factory=list)
    size: int = 0

    def ask(self, seconds: float, connections: int) -> None:
        """Ask from so many connections for so long; one turn."""
        took: list[list[float]] = [[] for _ in range(connections)]
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=self._one, args=(until, number, mine))
            for number, mine in enumerate(took)
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        self.took += [one for mine in took for one in mine]
        self.a_second.append(sum(len(mine) for mine in took) / seconds)

    def _one(self, until: float, number: int, took: list[float]) -> None:
        held = HTTPConnection("127.0.0.1", self.port, timeout=60)
        first = number * len(self.addresses) // 8
        for address in cycle(self.addresses[first:] + self.addresses[:first]):
            start = time.perf_counter()
            if time.monotonic() > until:
                return
            held.request("GET", address, headers={"Cookie": self.cookie})
            answer = held.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise SystemExit(f"{address} answered {answer.status}")
            self.size = len(body)
            took.append(1000 * (time.perf_counter() - start))


@contextmanager
def served(application: str, **environment: str) -> Iterator[int]:
    """An application served as `desist serve` does; its port."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
         "--port", str(port), "--workers", "2", "--blocking-threads", "1", "--no-ws",
         "--log-level", "warning", application],
        env=os.environ | environment, cwd=HERE,
    )  # fmt: skip
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def sign_in(port: int) -> str:
    """Sign in as the first of the role; the header of cookies."""
    held = HTTPConnection("127.0.0.1", port, timeout=30)
    held.request("GET", "/demonstration/")
    answer = held.getresponse()
    found = FORM.findall(answer.read().decode())
    address, token, _ = next(each for each in found if each[2].startswith(ROLE))
    cookies = [value.partition(";")[0] for name, value in answer.getheaders() if _sets(name)]
    body = urlencode({"csrfmiddlewaretoken": token})
    headers = {"Cookie": "; ".join(cookies), "Content-Type": "application/x-www-form-urlencoded"}
    held.request("POST", address, body, headers)
    answer = held.getresponse()
    answer.read()
    cookies += [value.partition(";")[0] for name, value in answer.getheaders() if _sets(name)]
    return "; ".join(cookies)


def _sets(name: str) -> bool:
    return name.lower() == "set-cookie"


def load(people: int, *, few: bool) -> None:
    """Fill the database, unless it is filled already."""
    from django.core.management import call_command
    from django.utils import timezone

    from desist.casework.demonstration.bulk import multiply
    from desist.casework.demonstration.demonstrate import in_one_go, seed
    from desist.casework.demonstration.journey import LATE
    from desist.casework.people.models import Person

    call_command("migrate", verbosity=0)
    if Person.objects.exists():
        return
    now, start = timezone.now(), time.monotonic()
    with in_one_go(at=now):
        for line in seed(now=now, people=TEMPLATE_PEOPLE, shares=FEW if few else LATE):
            print(f"  {line}", file=sys.stderr)
    for line in multiply(copies=people // TEMPLATE_PEOPLE - 1):
        print(f"  {line}, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    settle()


def settle() -> None:
    """What a database does by itself sooner or later: count its rows for its planner."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def say_what_is_there() -> str:
    """How many people, referrals, marks and events there are."""
    from desist.casework.audit.models import AuditEvent
    from desist.casework.delivery.models import SessionRecord
    from desist.casework.people.models import Person
    from desist.casework.referrals.models import Referral

    counted = {
        "people": Person, "referrals": Referral,
        "attendance marks": SessionRecord, "events of the trail": AuditEvent,
    }  # fmt: skip
    return ", ".join(f"{each.objects.count():,} {name}" for name, each in counted.items())


def files_seen(most: int) -> list[str]:
    """Addresses of the files of people whom the manager may see, spread evenly."""
    from django.urls import reverse

    from desist.casework.accounts.models import Appointment
    from desist.casework.people.models import Person

    post = Appointment.objects.filter(role="manager").order_by("pk").first()
    assert post is not None
    mine = Person.objects.filter(team__unit__region=post.region, summary__sessions_held__gt=0)
    ids = list(mine.order_by("pk").values_list("public_id", flat=True))
    return [reverse("casefile:person", args=[each]) for each in ids[:: max(1, len(ids) // most)]]


def queries_of(address: str, cookie: str) -> int:
    """How many queries a page makes, in this process: what it asks and what it writes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"cookie": cookie, "host": "127.0.0.1"})
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(address).status_code == 200
    return sum(not each["sql"].startswith(("BEGIN", "COMMIT")) for each in counted)


def measure(folder: Path, given: argparse.Namespace) -> list[Page]:
    """Ask for every page by turns."""
    bare = {"BARE_PAGE_DATABASE": str(folder / "bare.sqlite3"), "PYTHONPATH": str(HERE)}
    Path(bare["BARE_PAGE_DATABASE"]).unlink(missing_ok=True)
    made = subprocess.run(
        [sys.executable, str(HERE / "bare_page.py")],
        env=os.environ | bare, check=True, capture_output=True, text=True,
    )  # fmt: skip
    casework = "desist.casework.config.wsgi:application"
    with served("bare_page:application", **bare) as plain, served(casework) as port:
        cookie = sign_in(port)
        listed = ["/people/", "/people/?sort=waiting&order=descending", "/people/?stage=programme"]
        pages = [
            Page("bare page", plain, made.stdout.strip(), ["/rows"]),
            Page("list of cases", port, cookie, listed[:1]),
            Page("case file", port, cookie, files_seen(400)),
            Page("today", port, cookie, ["/"]),
        ]
        for page in pages[1:]:
            page.queries = queries_of(page.addresses[0], cookie)
        for turn in range(given.turns + 1):
            for page in pages:
                page.ask(given.seconds, given.connections)
                if turn == 0:  # the first turn warms everything up
                    page.took, page.a_second = [], []
    return pages


def report(pages: list[Page]) -> bool:
    """Print a line for each page; whether every figure is reached."""
    bare = median(pages[0].a_second)
    reached = True
    for page in pages:
        rate = median(page.a_second)
        p95 = quantiles(page.took, n=20)[18]
        counted = "" if page.queries is None else f", {page.queries} queries"
        print(
            f"  {page.name:<14} {rate:7.1f} a second ({rate / bare:.2f} of bare), median "
            f"{median(page.took):.1f} ms, p95 {p95:.1f} ms, {page.size / 1000:.0f} kB{counted}"
        )
        if page.name in HELD:
            reached &= rate >= SHARE * bare and p95 < P95 and page.queries <= QUERIES
    return reached


def run(people: int, given: argparse.Namespace) -> int:
    """One size, in a process of its own."""
    folder = Path(given.keep or tempfile.mkdtemp(prefix="desist-bench-")) / str(people)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "desist.casework.config.settings",
        "DESIST_MODE": "demonstration", "DESIST_VAR": str(folder),
        "DESIST_KEY_FILE": str(folder / "keys.toml"),
        "DESIST_CHECKPOINTS": str(folder / "checkpoints"),
        "DESIST_SQLITE": str(folder / "bench.sqlite3"),
    }  # fmt: skip
    os.environ.pop("DATABASE_URL", None)
    from desist.casework.records.key_file import write_new_key_file

    stop: list[str] = []
    try:
        if given.database == "postgresql":
            os.environ["DATABASE_URL"], stop = start_postgresql(folder)
        if not (folder / "keys.toml").exists():
            write_new_key_file(folder / "keys.toml")
        import django

        django.setup()
        from django.core.management import call_command

        load(people, few=given.few)
        call_command("collectstatic", interactive=False, verbosity=0)
        print(f"{given.database}, {say_what_is_there()}; load {os.getloadavg()[0]:.1f} before")
        return 0 if report(measure(folder, given)) else 1
    finally:
        if stop:
            from django.db import connections

            connections.close_all()
            as_nobody = {"user": NOBODY, "group": NOBODY} if os.getuid() == 0 else {}
            subprocess.run([*stop, "-m", "fast"], check=False, stdout=-3, **as_nobody)
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Measure each size after the other; exit 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[10_000])
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5, help="of each turn")
    parser.add_argument("--keep", help="a folder for what is loaded, to be used again")
    parser.add_argument("--few", action="store_true", help="one in ten was ever referred")
    given = parser.parse_args()
    if len(given.people) == 1:
        return run(given.people[0], given)
    told = {name: value for name, value in vars(given).items() if name != "people" and value}
    rest = ["--few"] if told.pop("few", False) else []
    rest += [f"--{name}={value}" for name, value in told.items()]
    jobs = [[sys.executable, __file__, "--people", str(each), *rest] for each in given.people]
    return max(subprocess.run(each, check=False).returncode for each in jobs)


if __name__ == "__main__":
    sys.exit(main())
