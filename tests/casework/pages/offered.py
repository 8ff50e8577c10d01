"""What the forms of a page offer by opaque id: rows to choose, and ids that they carry along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PASSING = {"operation", "csrfmiddlewaretoken"}


@dataclass
class SentForm:
    """One form that is posted: where to, what it sends as it stands, and the ids of its fields."""

    action: str
    sent: dict[str, str] = field(default_factory=dict)
    offered: dict[str, set[str]] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[SentForm] = []
        self._inside = False
        self._select = ""

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form" and said.get("method", "").lower() == "post":
            self.found.append(SentForm(action=said.get("action") or ""))
            self._inside = True
        elif self._inside and tag == "select":
            self._select = said.get("name", "")
        elif self._inside and tag in ("input", "option", "button"):
            name = self._select if tag == "option" else said.get("name", "")
            self._note(name, said.get("value") or "", said)

    def _note(self, name, value, said):
        form = self.found[-1]
        if ID.fullmatch(value) and name not in PASSING:
            form.offered.setdefault(name, set()).add(value)
        if said.get("type") not in ("radio", "checkbox", "submit") or "checked" in said:
            form.sent.setdefault(name, value)

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        if tag == "select":
            self._select = ""


def forms_of(html: str) -> Iterator[SentForm]:
    """The forms of a page that offer or carry an id."""
    parser = _Forms()
    parser.feed(html)
    return (each for each in parser.found if each.offered)
