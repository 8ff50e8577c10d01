"""A window of a real browser: looking at a page with axe, pressing its buttons."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser import barriers, browser_path

SEEN: set[int] = set()
"""What has been looked at for its contrast, in any window of this run."""
ASSETS = Path(__file__).parents[2] / "src/desist/casework/pages/static/desist/desist.css"

ON_EITHER_DATABASE = [
    pytest.mark.skipif(not browser_path() and not os.environ.get("CI"), reason="no browser here"),
    pytest.mark.skipif(not ASSETS.exists(), reason="the assets are not built: make assets"),
]
"""The marks of a module that opens windows, whichever database is under them."""
NEEDS_A_BROWSER = [
    *ON_EITHER_DATABASE,
    pytest.mark.skipif(
        os.environ.get("DESIST_TEST_DATABASE") == "postgresql",
        reason="a page looks the same on either database; the journey is taken on both",
    ),
]
"""The marks of a module that looks at pages."""


def inspect(page, name):
    """Have axe look at the page as it stands; keep a picture where one is asked for."""
    folder = os.environ.get("DESIST_SCREENSHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    found = [(each["id"], each["nodes"][0]["html"]) for each in barriers(page, SEEN)]
    assert not found, name


def follow(target):
    """Click a link or a button, and wait for the page that it leads to.

    A click alone comes back while that page is still without a root, and axe then fails.
    """
    with target.page.expect_navigation():
        target.click()


def press(page, name):
    """Press the button of this name, and wait for the page that it leads to."""
    follow(page.get_by_role("button", name=name, exact=True))


def touch(page, name):
    """Press a button of this name that leaves the page where it is."""
    page.get_by_role("button", name=name, exact=True).click()
