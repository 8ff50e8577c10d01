"""Figures: which numbers in a page's words are not in the JSON that it was rendered from.

A number is accounted for when the object holds it, as a number or within a string. A date is
looked up whole, a percentage also as a fraction, hours also as minutes. Axes of pictures are no
prose, and names that hold digits are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NAMES = ("Risk Matrix 2000", "RM2000")
VOID = frozenset({"meta", "br", "hr", "img", "input", "link"})
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE
)


def unexplained_figures(html: str, assessment: Mapping[str, Any]) -> list[str]:
    """Every figure of the page that the object does not hold, with the words around it."""
    strings = list(_strings(assessment))
    numbers = {abs(each) for each in _numbers(assessment)}
    within = {_read(found) for each in strings for found in NUMBER.findall(each)}
    said = {word.lower() for each in strings for word in WORD.findall(each)}
    found = []
    whole = "\n".join(" ".join(each.split()) for each in strings)
    for piece in _prose(html):
        if piece in whole:
            continue
        text = piece
        for name in NAMES:
            text = text.replace(name, "")
        for date in DATE.finditer(text):
            if date[0] in whole:
                continue
            iso = f"{date[3]}-{MONTHS.index(date[2]) + 1:02d}-{int(date[1]):02d}"
            if iso not in strings:
                found.append(f"{date[0]!r} in {piece!r}")
        text = DATE.sub("", text)
        found += [
            f"{number[0]!r} in {piece!r}"
            for number in NUMBER.finditer(text)
            if not _is_held(number, text, numbers, within)
        ]
        found += [f"{w!r} in {piece!r}" for w in WORD.findall(text) if w.lower() not in said]
    return found


def _is_held(number: re.Match[str], text: str, numbers: set[float], within: set[float]) -> bool:
    value, after = _read(number[0]), text[number.end() :]
    if value in within or any(round(each, 2) == value for each in numbers):
        return True
    if after.startswith("%"):
        return any(round(each * 100, 1) == value for each in numbers)
    if after.lstrip().startswith("hour"):
        return any(round(each / 60, 1) == value for each in numbers)
    return False


def _read(written: str) -> float:
    return float(written.replace(",", ""))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _numbers(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _numbers(each)


def _prose(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.pieces


class _Reader(HTMLParser):
    """Text outside stylesheets and axes, and what is said by attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.pieces += [given[name] or "" for name in ("aria-label", "alt") if name in given]
        if tag not in VOID:
            self.open.append(tag == "style" or "axis" in (given.get("class") or "").split())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing opens."""

    def handle_endtag(self, _: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(self.open):
            self.pieces.append(" ".join(data.split()))
