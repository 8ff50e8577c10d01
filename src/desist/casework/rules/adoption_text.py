"""Adoption text: the adoptions of a site as the file that the command line takes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from desist.catalogue.adoption_file import Adoptions
from desist.programme.entry import Adoption, Entry
from desist.programme.wording import Wording

SINCE = date(2000, 1, 1)
"""One day for all, so that no rule is preferred to another in a demonstration."""


def adoption_text(adoptions: Adoptions, *, entries: Sequence[Entry]) -> str:
    """The text of an adoption file.

    A demonstration adopts everything; a file cannot say so, and names each rule instead, but for
    the fictional ones.
    """
    held = tuple(_everything(entries)) if adoptions.everything else adoptions.adoption
    blocks = [_block(each) for each in sorted(held, key=lambda each: (each.rule, each.version))]
    return "\n".join(blocks)


def _everything(entries: Sequence[Entry]) -> Iterator[Adoption]:
    for each in entries:
        if each.adopters_needed and not each.fictional and not isinstance(each, Wording):
            yield Adoption(
                rule=each.id,
                version=each.version,
                sha256=each.sha256,
                by="the demonstration",
                second="its second person",
                on=SINCE,
                why="a demonstration with invented people",
            )


def _block(each: Adoption) -> str:
    lines = [
        "[[adoption]]",
        f"rule = {_quoted(each.rule)}",
        f"version = {each.version}",
        f"sha256 = {_quoted(each.sha256)}",
        f"by = {_quoted(each.by)}",
        *([f"second = {_quoted(each.second)}"] if each.second else []),
        f"on = {each.on.isoformat()}",
        f"why = {_quoted(each.why)}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
