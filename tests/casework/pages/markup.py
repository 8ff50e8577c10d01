"""What a screen reader would say of a piece of HTML, roughly: its text, without what is hidden."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("path", "rect", "input", "br", "meta", "link", "img"):
            return
        if self.hidden or dict(attrs).get("aria-hidden") == "true" or tag in ("script", "style"):
            self.hidden.append(tag)
        elif tag in ("p", "li", "dt", "dd", "th", "td", "div", "h1", "h2", "h3", "ul", "dl"):
            self.words.append(" ")

    def handle_endtag(self, tag):
        if self.hidden and self.hidden[-1] == tag:
            self.hidden.pop()

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


def text_of(html: str) -> str:
    """The text of a piece of HTML in one line."""
    reader = _Text()
    reader.feed(html)
    return re.sub(r"\s+", " ", "".join(reader.words)).strip()
