"""The case file of somebody with sixty sessions and three administrations of the whole battery.

    python bench/case_file.py

Prints, for each role that works with a case, how long the server takes for the page (the median of
fifty, in this process, rendering and trail included) and how many statements it sends to SQLite.
Wanted: under 100 ms, 15 reading statements.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.casework.installation import prepare  # noqa: E402

prepare(os.environ)

import django  # noqa: E402 - after the installation

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402

SESSIONS, TIMES = 60, 50


def build(world):
    """Somebody who came every few days, and answered at the start, the middle and the end."""
    from desist.casework.access import Role
    from desist.casework.battery.actions.administration import plan_point
    from desist.casework.battery.instruments import battery_of
    from desist.casework.delivery.actions.session_record import Happened, record_session
    from desist.casework.demonstration.seed import Seed
    from desist.casework.demonstration.stages.battery import answer_point
    from tests.casework.people import NOON
    from tests.casework.planning.planned import build_case, whole_content

    case = build_case(world)
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    days = [NOON.date() + timedelta(days=3 * each) for each in range(SESSIONS)]
    for each in case.booked(case.approved(whole_content()), *days):
        at = datetime.combine(each.day, NOON.timetz())
        values = {"attendance": "complied", "minutes": 85, "engagement": "", "note": "Came"}
        record_session(appointment=each, happened=Happened(values=values), by=case.finn, at=at)
    made = Seed(now=NOON + timedelta(days=400), dice=Random(1))
    battery = battery_of("isotp", on=NOON.date())
    for number, point in enumerate(battery.point[:3]):
        at = NOON + timedelta(days=90 * number)
        given = {"point": point.id, "instruments": point.instruments, "due_on": at.date()}
        plan_point(referral=case.referral, **given, by=anna, at=at)
        answer_point(made, case.referral, point.id, by=anna, at=at)
    return case


def measure(client, address):
    """Milliseconds of the page, and its reading statements."""
    client.get(address)
    took = []
    for _ in range(TIMES):
        start = time.perf_counter()
        assert client.get(address).status_code == 200
        took.append(1000 * (time.perf_counter() - start))
    with CaptureQueriesContext(connection) as counted:
        client.get(address)
    return median(took), sum(each["sql"].lstrip().startswith("SELECT") for each in counted)


def main():
    """Build it, and open it as each role."""
    from tests.casework.people import build_world

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    settings.DEMONSTRATION = True
    world = build_world()
    case = build(world)
    reached = True
    for user in (case.finn, case.mona, world.staff["anna"], case.person.practitioner):
        address = f"/person/{case.person.public_id}"
        took, read = measure(world.browser(Client(), user), address)
        reached &= took < 100 and read <= 15
        print(f"{user.full_name:<8} {took:6.1f} ms, {read} reading statements")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
