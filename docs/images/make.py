"""The pictures of the README, made again from the example case.

    .venv/bin/python docs/images/make.py

It needs what ``make test`` installs and a Chromium (``CHROMIUM_PATH``, or one on the path).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from desist.cases.example import example_path  # noqa: E402
from tests.browser import browser  # noqa: E402

WIDTH = 900
PICTURES = {
    "report": (".banner", ".tiles"),
    "profile": ("#profile", ".profile tbody:nth-of-type(2) tr:nth-of-type(4)"),
    "plan": ("#plan", ".matrix .row-everyone"),
}
"""Each picture with the first and the last element that it shows."""


def main() -> None:
    """Judge the example, open its report, and cut the pictures out of it."""
    with tempfile.TemporaryDirectory() as folder, browser() as started:
        report = Path(folder) / "report.html"
        command = ["assess", str(example_path("eligible")), "--demonstration", "--html"]
        subprocess.run(
            [sys.executable, "-m", "desist.cli", *command, str(report)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        page = started.new_page(viewport={"width": WIDTH, "height": 1000})
        page.goto(report.as_uri())
        for name, (first, last) in PICTURES.items():
            top = page.locator(first).first.bounding_box()
            end = page.locator(last).first.bounding_box()
            if not (top and end):
                sys.exit(f"{first} or {last} is not in the report")
            height = end["y"] + end["height"] - top["y"] + 4
            clip = {"x": 0, "y": max(0, top["y"] - 8), "width": WIDTH, "height": height + 8}
            path = HERE / f"{name}.png"
            page.screenshot(path=path, clip=clip, full_page=True)
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
