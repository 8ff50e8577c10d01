"""A walk along every link: each page that one leads to is there, for whoever was shown it."""

from __future__ import annotations

import re
from collections import Counter, deque
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

LINK = re.compile(r'href="([^"#]+)')
OPAQUE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/rules/)[^/]+")
ELSEWHERE = re.compile("^/static/|/(pdf|docx)$")
"""Files of the frame, and papers that are slow to write: others open those."""
OF_A_SHAPE = 2
"""How many addresses are opened that differ in their ids or in what stands behind the ``?``."""


def crawl(client: Any) -> tuple[list[str], list[str]]:
    """The shapes of the addresses that were opened, and what was not there, with where it stood."""
    seen, waiting = Counter({"/": 1}), deque([("/", "")])
    missing = []
    while waiting:
        address, stood = waiting.popleft()
        answer = client.get(address)
        if answer.status_code >= 400:
            missing.append(f"{answer.status_code} {address} (a link of {stood})")
        for link in links_of(answer):
            found = urlsplit(urljoin(f"http://here{address}", link))
            shape = OPAQUE.sub("ID", found.path)
            if found.netloc == "here" and not ELSEWHERE.search(shape):
                seen[shape] += 1
                if seen[shape] <= OF_A_SHAPE:
                    waiting.append((found._replace(scheme="", netloc="").geturl(), address))
    return sorted(seen), missing


def links_of(answer: Any) -> list[str]:
    """Where an answer leads."""
    if answer.status_code in (301, 302):
        return [answer["Location"]]
    if not answer.get("Content-Type", "").startswith("text/html"):
        return []
    return [unescape(each) for each in LINK.findall(answer.text)]
