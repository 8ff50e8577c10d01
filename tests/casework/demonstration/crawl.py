"""A walk along every link: each page that one leads to is there, for whoever was shown it."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from tests.casework.demonstration.marked import RAW, SHOWN

LINK = re.compile(r'href="([^"#]+)')
OPAQUE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/rules/)[^/]+")
ELSEWHERE = re.compile("^/static/|/(pdf|docx)$")
"""Files of the frame, and papers that are slow to write: others open those."""
OF_A_SHAPE = 2
"""How many addresses are opened that differ in their ids or in what stands behind the ``?``."""


@dataclass
class Walk:
    """The shapes of the addresses that were opened; what was wrong, with where it stood."""

    shapes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    """Pages that took for their own what somebody had typed."""
    marks: int = 0
    """How often a mark was shown as what it is."""


def crawl(client: Any) -> Walk:
    """Open what every page leads to, from the first on."""
    seen, waiting = Counter({"/": 1}), deque([("/", "")])
    walk = Walk()
    while waiting:
        address, stood = waiting.popleft()
        answer = client.get(address)
        if answer.status_code >= 400:
            walk.missing.append(f"{answer.status_code} {address} (a link of {stood})")
        if answer.get("Content-Type", "").startswith("text/"):
            walk.marks += answer.text.count(SHOWN)
            if RAW in answer.text:
                walk.raw.append(address)
        for link in links_of(answer):
            found = urlsplit(urljoin(f"http://here{address}", link))
            shape = OPAQUE.sub("ID", found.path)
            if found.netloc == "here" and not ELSEWHERE.search(shape):
                seen[shape] += 1
                if seen[shape] <= OF_A_SHAPE:
                    waiting.append((found._replace(scheme="", netloc="").geturl(), address))
    walk.shapes = sorted(seen)
    return walk


def links_of(answer: Any) -> list[str]:
    """Where an answer leads."""
    if answer.status_code in (301, 302):
        return [answer["Location"]]
    if not answer.get("Content-Type", "").startswith("text/html"):
        return []
    return [unescape(each) for each in LINK.findall(answer.text)]
