"""Desk: one member of staff at the service, with every page, field and key press counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.casework.window import inspect

SHORT = 3
"""A label of so few letters is looked for whole: "No" is no beginning of "Not known"."""


@dataclass
class Effort:
    """What a job took: pages that came up, fields that were filled, keys and clicks."""

    pages: int = 0
    fields: int = 0
    presses: int = 0


@dataclass
class Desk:
    """Somebody's window. A click, and every character that is typed, counts as one press."""

    page: Any
    effort: Effort = field(default_factory=Effort)

    @contextmanager
    def job(self) -> Iterator[Effort]:
        """Count afresh for the length of one job."""
        before, self.effort = self.effort, Effort()
        yield self.effort
        self.effort = before

    def open(self, address: str) -> None:
        """A page that somebody has open, or comes to by a bookmark."""
        self.page.goto(address)
        self.effort.pages += 1

    def follow(self, name: str) -> None:
        """A link, or what looks like a button and is one."""
        link = self.page.get_by_role("link", name=name)
        self._go(link.or_(self.page.locator("a[role=button]", has_text=name)).first)

    def press(self, name: str) -> None:
        """A button that sends a form."""
        self._go(self.page.get_by_role("button", name=name, exact=True).first)

    def _go(self, target: Any) -> None:
        with self.page.expect_navigation():
            target.click()
        self.effort.pages += 1
        self.effort.presses += 1

    def write(self, label: str, text: str, *, within: str = "") -> None:
        """Type into a field; what stood there is written over."""
        self._labelled(label, within).fill(text)
        self._filled(len(text))

    def choose(self, label: str, *, within: str = "") -> None:
        """A radio or a box."""
        self._labelled(label, within).check()
        self._filled(1)

    def mark(self, name: str, value: str = "") -> None:
        """A field that is known by its name: an answer in a grid, a figure in a row."""
        found = self.page.locator(f"[name='{name}']" + (f"[value='{value}']" if value else ""))
        found.first.check()
        self._filled(1)

    def select(self, label: str, option: str) -> None:
        """From a list: one press to open it, one to choose."""
        self._labelled(label, "").select_option(label=option)
        self._filled(2)

    def day(self, day: date, *, within: str) -> None:
        """Day, month and year."""
        for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.write(label, str(value), within=within)

    def keys(self, text: str) -> None:
        """Type where the cursor stands, once the page has settled."""
        self.page.wait_for_load_state("load")
        self.page.locator("#cell-1").focus()
        self.page.keyboard.type(text)
        self._filled(len(text))

    def _labelled(self, label: str, within: str) -> Any:
        place = self.page.get_by_role("group", name=within) if within else self.page
        return place.get_by_label(label, exact=len(label) <= SHORT).first

    def _filled(self, presses: int) -> None:
        self.effort.fields += 1
        self.effort.presses += presses

    def look(self, name: str) -> None:
        """Have axe look at the page as it stands."""
        inspect(self.page, f"journey-{name}")

    @property
    def text(self) -> str:
        """What the page says."""
        return str(self.page.inner_text("main"))
