"""LHC-Forms as an outside witness: every questionnaire of ours loads, and its totals are ours.

    npm pack lforms && tar xzf lforms-*.tgz && python bench/lhc_forms.py package

The package is fetched for the measurement and thrown away; it is never part of this project. Each
form is filled in by chance (``initialSelected`` on a copy, since a loaded response is not
calculated anew until something is clicked), and our response is loaded and read back.
"""

from __future__ import annotations

import argparse
import functools
import random
import shutil
import sys
import threading
import time
from copy import deepcopy
from datetime import UTC, date, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.documents.exchange.questionnaire import questionnaire_of
from desist.documents.exchange.response import GivenAnswers, response_of
from desist.documents.exchange.response_check import answers_in
from desist.programme.instrument import FormOrder, Instrument
from desist.programme.scoring import score_answers

ON = date(2026, 3, 2)
WHEN = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAGE = b"""<!doctype html><meta charset=utf-8><title>witness</title>
<link rel=stylesheet href=/dist/lforms/webcomponent/styles.css><div id=f></div>
<script src=/dist/lforms/webcomponent/assets/lib/zone.min.js></script>
<script type=module src=/dist/lforms/webcomponent/lhc-forms.js></script>
<script type=module src=/dist/lforms/fhir/R4/lformsFHIR.min.js></script>"""
LOAD = """async ([asked, given]) => {
  let form = LForms.Util.convertFHIRQuestionnaireToLForms(asked, 'R4')
  if (given) form = LForms.Util.mergeFHIRDataIntoLForms('QuestionnaireResponse', given, form, 'R4')
  await LForms.Util.addFormToPage(form, 'f')
}"""
READ = "() => LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', 'f')"
PATIENCE = 15.0


class Quiet(SimpleHTTPRequestHandler):
    """The files of the package, and one page of ours."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """The page at the root, the package's files elsewhere."""
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)


def serve(folder: Path) -> ThreadingHTTPServer:
    """Serve on loopback, on whatever port is free."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def filled(asked: dict[str, Any], answers: dict[int, int]) -> dict[str, Any]:
    """A copy in which these answers are selected from the start."""
    copy = deepcopy(asked)
    for item in copy["item"][0]["item"]:
        for option in item["answerOption"]:
            if option["valueCoding"]["code"] == str(answers[int(item["linkId"])]):
                option["initialSelected"] = True
    return copy


def totals_there(page: Page, asked: dict[str, Any], wanted: int) -> dict[str, float]:
    """The totals as LHC-Forms computes them, once all are there."""
    page.evaluate(LOAD, [asked, None])
    until = time.monotonic() + PATIENCE
    found: dict[str, float] = {}
    while time.monotonic() < until and len(found) < wanted:
        page.wait_for_timeout(200)
        record = page.evaluate(READ)
        groups = [each for each in record.get("item", []) if each["linkId"] == "scores"]
        items = groups[0].get("item", []) if groups else []
        found = {
            each["linkId"].removeprefix("scale-"): each["answer"][0]["valueDecimal"]
            for each in items
            if each.get("answer")
        }
    return found


def compare(page: Page, instrument: Instrument, order: FormOrder, dice: random.Random) -> str:
    """One form filled in by chance: what differs, or nothing."""
    values = [each for each in range(order.minimum, order.maximum + 1) if order.takes(each)]
    answers = {number: dice.choice(values) for number in range(1, order.items + 1)}
    asked = questionnaire_of(instrument, order, on=ON)
    scored = score_answers(answers, instrument=instrument, form_order=order.id)
    groups = [each for each in asked["item"] if each["linkId"] == "scores"]
    names = [
        each["linkId"].removeprefix("scale-") for each in (groups or [{"item": []}])[0]["item"]
    ]
    there = totals_there(page, filled(asked, answers), len(names))
    given = GivenAnswers(pseudonym="p", status="completed", authored=WHEN, answers=answers)
    page.evaluate(LOAD, [asked, response_of(given, instrument=instrument, order=order)])
    page.wait_for_timeout(300)
    back = answers_in({"item": page.evaluate(READ)["item"][:1]})
    for name in names:
        ours = scored.score_of(name)
        if ours is None or ours.raw is None or abs(there.get(name, -1e9) - ours.raw) > 1e-9:
            return f"{name}: {there.get(name)} there, {ours and ours.raw} here"
    return "" if back == answers else "the response came back differently"


def main() -> int:
    """Every keyed form of the catalogue, twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the unpacked npm package lforms")
    parser.add_argument("--times", type=int, default=2)
    given = parser.parse_args()
    held = load_catalogue().all_in_force(Instrument, on=ON, adoptions=EVERYTHING)
    server, dice, failures, compared = serve(given.folder), random.Random(5), 0, 0
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)))
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.wait_for_function("window.LForms && LForms.Util && LForms.FHIR", timeout=60_000)
        for instrument in held:
            for order in instrument.scorable_orders:
                for _ in range(given.times):
                    said = compare(page, instrument, order, dice)
                    compared += 1
                    failures += bool(said)
                    if said:
                        print(f"{instrument.id}@{order.id}: {said}", flush=True)
        browser.close()
    server.shutdown()
    print(f"{compared} forms filled in, {failures} that differ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
