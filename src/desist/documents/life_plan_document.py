"""Life plan document: a New Life Plan as blocks, for a Word file to go on writing in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from desist.documents.blocks import Block, Bullets, Document, Facts, Heading, Paragraph


def life_plan_document(sheet: Mapping[str, Any]) -> Document:
    """The same sheet as ``life_plan_page`` takes, and like it with no name but the person's words.

    Raises:
        KeyError: the sheet lacks a part.
    """
    return Document(
        title=sheet["heading"]["title"],
        language=sheet["language"],
        readers="",
        version="",
        author="",
        banner=sheet["checking"],
        blocks=list(_blocks(sheet)),
    )


def _blocks(sheet: Mapping[str, Any]) -> Iterator[Block]:
    heading = sheet["heading"]
    yield Heading(text=heading["matters"])
    yield _lines(sheet["matters"])
    for each in sheet["goals"]:
        yield Heading(text=heading[each["direction"]])
        if not each["list"]:
            yield _lines("")
        for goal in each["list"]:
            yield from _goal(goal, heading)
    for name in ("supports", "warning_signs", "responses", "safeguards"):
        yield Heading(text=heading[name])
        yield _lines(sheet[name])
    days = ("written_on", "look_again_on")
    yield Facts(pairs=[(heading[name], sheet[name]) for name in days])


def _goal(goal: Mapping[str, Any], heading: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(text=goal["goal"], level=3)
    for name in ("steps", "helps", "obstacles"):
        if goal[name]:
            yield Heading(text=heading[name], level=4)
            yield _lines(goal[name])
    if goal["progress"]:
        yield Heading(text=heading["progress"], level=4)
        said = [(each["on"], each["words"]) for each in goal["progress"]]
        yield Bullets(items=[": ".join(filter(None, each)) for each in said])


def _lines(text: str) -> Block:
    """Several lines are a list; none is room to write."""
    found = [each for each in text.splitlines() if each]
    return Bullets(items=found) if len(found) > 1 else Paragraph(text=found[0] if found else "")
