"""The end-of-programme report of somebody with sixty sessions as a tagged PDF, through the client.

    python bench/report_pdf.py

Its author has filled each of the three parts, so that it comes to six pages or more. Printed are
how long the server takes (the first time, and the median of twenty), and how many pages there are.
Wanted: under a second for six pages.
"""

from __future__ import annotations

import sys
import time
from io import BytesIO
from statistics import median

from case_file import build
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse
from pypdf import PdfReader

TIMES, WANTED, PAGES = 20, 1.0, 6
PARAGRAPH = (
    "He came to each session and did the work between them. What he learned about the hours in"
    " which he used to be alone he wrote down himself, and his sister has seen what he does now."
)
PARTS = ("summary", "progress", "recommendations")


def main() -> int:
    """Build the case, write the report, ask for its PDF."""
    from desist.casework.outcomes.actions.report import begin_report, edit_report
    from desist.casework.outcomes.forms import LONGEST_PART
    from tests.casework.people import NOON, build_world

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    world = build_world()
    case = build(world)
    by = {"by": case.finn, "at": NOON}
    report = begin_report(enrolment=case.enrolment, **by)
    most = LONGEST_PART // (len(PARAGRAPH) + 2)
    values = dict.fromkeys(PARTS, "\n\n".join([PARAGRAPH] * most))
    edit_report(report=report, read_version=report.version, values=values, **by)
    client = world.browser(Client(), case.finn)
    took = []
    for _ in range(TIMES + 1):
        start = time.perf_counter()
        answer = client.get(reverse("outcomes:paper", args=[report.public_id, "pdf"]))
        took.append(time.perf_counter() - start)
        assert answer.status_code == 200
    pages = len(PdfReader(BytesIO(answer.content)).pages)
    print(f"{pages} pages: {took[0]:.2f} s the first time, {median(took[1:]):.2f} s afterwards")
    return 0 if pages >= PAGES and max(took) < WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
