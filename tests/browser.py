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

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

AXE = Axe().axe_script
AXE_AT_HAND = f"window.layAxe = () => {{{AXE}\n}}"
"""For every page of a window: axe is read where it is asked for, which took a sixth of a page."""
LAY_AXE = "() => 'axe' in window || ('layAxe' in window && (layAxe(), true))"
FIND = """async seen => {
    const others = {"color-contrast": {enabled: false}};
    const found = await axe.run({resultTypes: ["violations"], rules: others});
    const known = new Set(seen), fresh = [];
    const says = each => each.matches("input, select, textarea, button")
        || [...each.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.data.trim());
    const sign = (each, path) => {
        const {color, backgroundColor, fontSize, fontWeight} = getComputedStyle(each);
        path += [color, backgroundColor, fontSize, fontWeight];
        for (; each; each = each.parentElement) {
            path += each.tagName + (each === document.activeElement);
            for (const one of ["class", "type", "disabled", "open", "aria-current"])
                path += "|" + each.getAttribute(one);
        }
        return [...path].reduce((sum, one) => (Math.imul(sum, 31) + one.codePointAt(0)) | 0, 7);
    };
    const sheets = [...document.styleSheets].map(one => one.href);
    const where = [innerWidth, matchMedia("print").matches, ...sheets].join("|");
    for (const each of document.querySelectorAll("body *")) {
        if (!says(each) || !each.checkVisibility({visibilityProperty: true})) continue;
        const signed = sign(each, where);
        if (known.has(signed)) continue;
        known.add(signed);
        fresh.push(each);
    }
    const contrast = {resultTypes: ["violations"], runOnly: ["color-contrast"]};
    const unseen = fresh.length ? await axe.run({include: fresh}, contrast) : {violations: []};
    return [[...found.violations, ...unseen.violations], [...known]];
}"""


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


def barriers(page: Page, seen: set[int] | None = None) -> list[dict[str, Any]]:
    """What axe finds on a page as it stands, by every rule.

    Contrast took twice as long as all the other rules. It follows from the colours and the type of
    an element, its classes and those of all that it stands in, the stylesheets, the width and the
    medium: what is alike in all of them to one in ``seen`` is not looked at again. What is hidden
    has not been looked at.
    What is well stays in the browser: handing it over took longer than some rules.
    """
    if not page.evaluate(LAY_AXE):
        page.evaluate(f"{AXE};0")
    found, signs = page.evaluate(FIND, sorted(seen or ()))
    if seen is not None:
        seen.update(signs)
    return list(found)
