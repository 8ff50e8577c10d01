"""Browser: where one is found on this machine, and how it is started for a test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browser_path() -> str | None:
    """``CHROMIUM_PATH`` where it is set, else the first Chromium on the path."""
    return os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless browser; the test is skipped, saying so, where the machine has none.

    One that is there and does not start is a failure, never a skip.
    """
    path = browser_path()
    if path is None:
        pytest.skip(f"no browser: set CHROMIUM_PATH or install one of {', '.join(NAMES)}")
    flags = [*FLAGS, *(["--no-sandbox"] if os.getuid() == 0 else [])]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=flags)
        try:
            yield started
        finally:
            started.close()


def barriers(page: Page) -> list[dict[str, Any]]:
    """What axe finds on a page as it stands.

    Every rule runs. What is well is not described node by node: that took most of the time.
    """
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return list(found)
