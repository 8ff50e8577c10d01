"""The pictures of casework in the README, from a demonstration that is being served.

    make run                                          # in another window
    .venv/bin/python docs/images/make_casework.py     # or with its address behind it

Everybody in them is invented.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.browser import browser  # noqa: E402

WIDTH = 1180
PICTURES = (
    ("people", "Treatment manager", "/people/?stage=referred&waiting=26", None, 640),
    ("decision", "Treatment manager", "/demonstration/components", ".desist-decision", 0),
    ("case", "Treatment manager", "/people/?stage=in_delivery", "main tbody th a", 900),
)
"""Name, role, address, what is followed (or, without a height, cut out), and how high."""


def main() -> None:
    """Sign in as each role, open each page, and keep a picture of it."""
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    with browser() as started:
        for name, role, path, place, height in PICTURES:
            size = {"width": WIDTH, "height": height or 900}
            page = started.new_page(base_url=address, viewport=size)
            page.goto("/demonstration/")
            page.locator(f"button:has-text('{role}:')").first.click()
            page.goto(path)
            target = HERE / f"{name}.png"
            if not height:
                page.locator(place).first.screenshot(path=target)
            else:
                if place and not page.locator(place).count():
                    sys.exit(f"{path}: nobody in the demonstration is there")
                if place:
                    page.locator(place).first.click()
                page.screenshot(path=target)
            print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")
            page.close()


if __name__ == "__main__":
    main()
