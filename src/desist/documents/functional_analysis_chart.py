"""Functional analysis chart: the chain before, during and after, in the order in which it ran.

The form without an account needs nothing from a person who denies: it holds the life around the
time and what it lacked, and says nothing about the offence. Links that a form does not ask for
are still drawn where they were written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CHAIN = (
    "setting",
    "trigger",
    "thought",
    "feeling",
    "behaviour",
    "immediate_consequence",
    "later_consequence",
)
BESIDE = ("need_met", "strength")
"""What the chain served, and what can be built on: drawn beneath it, outside the sequence."""
WITHOUT_ACCOUNT = ("setting", "feeling")


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One box of the diagram; ``texts`` is empty where nothing is written yet."""

    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FunctionalAnalysis:
    """The boxes of the chain, in order, and those beneath it."""

    chain: tuple[Stage, ...]
    beneath: tuple[Stage, ...]
    written: bool
    """Whether anything is written at all."""


def functional_analysis(form: str, links: Sequence[Mapping[str, str]]) -> FunctionalAnalysis:
    """The diagram for one form (``with_account`` or ``without_account``) and its links.

    ``links`` have ``kind`` and ``text``. Stages that the form asks for and that are not written
    stay in the diagram, empty, so that what is lacking is seen.
    """
    asked = CHAIN if form == "with_account" else WITHOUT_ACCOUNT
    by_kind = {
        kind: tuple(link["text"] for link in links if link["kind"] == kind)
        for kind in (*CHAIN, *BESIDE)
    }
    return FunctionalAnalysis(
        chain=tuple(
            Stage(kind=kind, texts=by_kind[kind])
            for kind in CHAIN
            if kind in asked or by_kind[kind]
        ),
        beneath=tuple(Stage(kind=kind, texts=by_kind[kind]) for kind in BESIDE),
        written=bool(links),
    )
