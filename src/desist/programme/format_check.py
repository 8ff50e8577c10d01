"""Format check: whether the blocks of each format give the dose that the format says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from desist.programme.entry import KeyFault

if TYPE_CHECKING:
    from desist.programme.curriculum import Block, Exercise, Format, Programme

SETTINGS_OF = {
    "individual": {"one_to_one"},
    "group": {"group"},
    "mixed": {"one_to_one", "group"},
}
"""The settings that the blocks of a format have, all of them and no other."""


def format_faults(programme: Programme) -> Iterator[KeyFault]:
    """Blocks out of place, doses that do not add up, and a dose that no plan could keep to."""
    if not programme.format:
        yield KeyFault("format", "is empty", "give at least one format: how is it delivered?")
    for format_ in programme.format:
        at = f"format[{format_.id}]"
        yield from _block_faults(at, format_)
        yield from _module_faults(at, format_, programme)
        yield from _session_faults(at, format_)
        if format_.selection != "fixed" and not programme.exercise:
            yield KeyFault(
                f"{at}.selection",
                f"is {format_.selection}, but there are no exercises",
                'add exercises, or make the selection "fixed"',
            )
        if format_.selection == "by_need":
            yield from _reach_faults(at, format_, programme)
        if format_.selection == "focus":
            yield from _group_time_faults(at, format_, programme)


def _block_faults(at: str, format_: Format) -> Iterator[KeyFault]:
    for number, block in enumerate(format_.block, start=1):
        path = f"{at}.block[{number}]"
        if format_.working_minutes(block) <= 0:
            yield KeyFault(
                f"{path}.minutes",
                f"is {block.minutes}, which opening and practice review use up",
                "give longer sessions",
            )
        if block.sessions is not None and block.sessions < 1:
            yield KeyFault(f"{path}.sessions", f"is {block.sessions}", "give at least 1")
        if (block.sessions is None) != (format_.selection == "by_need"):
            counted = format_.selection != "by_need"
            yield KeyFault(
                f"{path}.sessions",
                "is missing" if counted else "is given, but a plan by need decides it",
                "say how many" if counted else "take it out",
            )
    settings = {block.setting for block in format_.block}
    if settings != SETTINGS_OF[format_.id]:
        yield KeyFault(
            f"{at}.id",
            f"is {format_.id}, but the settings of its blocks are {', '.join(sorted(settings))}",
            "individual is one-to-one alone, group is group alone, mixed is both",
        )
    for name in ("opening_minutes", "practice_review_minutes"):
        if getattr(format_, name) < 0:
            yield KeyFault(f"{at}.{name}", f"is {getattr(format_, name)}", "give 0 or more")


def _module_faults(at: str, format_: Format, programme: Programme) -> Iterator[KeyFault]:
    order = [each.id for each in programme.module]
    blocks = [block.module for block in format_.block]
    for number, module in enumerate(blocks, start=1):
        if module not in order:
            yield KeyFault(
                f"{at}.block[{number}].module",
                f"names {module!r}, which the programme does not have",
                f"known: {', '.join(order)}",
            )
    for module in order:
        if module not in blocks:
            yield KeyFault(f"{at}.block", f"leaves out the module {module}", "add a block for it")
    known = [order.index(module) for module in blocks if module in order]
    if known != sorted(known):
        yield KeyFault(f"{at}.block", "is not in the order of the modules", "reorder the blocks")
    if format_.selection == "by_need":
        for module, count in Counter(blocks).items():
            if count > 1:
                yield KeyFault(
                    f"{at}.block", f"has {count} blocks of {module}", "give a module one block"
                )


def _session_faults(at: str, format_: Format) -> Iterator[KeyFault]:
    least, most = format_.minimum_sessions, format_.maximum_sessions
    if not 1 <= least <= most:
        yield KeyFault(
            f"{at}.minimum_sessions",
            f"runs from {least} to {most}",
            "give at least 1, and a maximum that is no smaller",
        )
    if format_.selection == "by_need":
        return
    total = sum(block.sessions or 0 for block in format_.block)
    if (least, most) != (total, total):
        yield KeyFault(
            f"{at}.block",
            f"comes to {total} sessions, the format to {least} to {most}",
            "let the blocks add up to both minimum_sessions and maximum_sessions",
        )


def _reach_faults(at: str, format_: Format, programme: Programme) -> Iterator[KeyFault]:
    """Whether every plan can keep to the dose: core work fits, and filling up is enough."""
    if programme.coverage is None:
        yield KeyFault(
            "coverage",
            f"is missing, but {at} chooses by need",
            "say how many exercises a need asks",
        )
    core = [each for each in programme.exercise if each.core]
    filled = [each for each in programme.exercise if each.core or each.id in programme.fill_order]
    if (needed := _sessions(format_, core)) > format_.maximum_sessions:
        yield KeyFault(
            f"{at}.maximum_sessions",
            f"is {format_.maximum_sessions}, but core exercises alone take {needed}",
            "make fewer exercises core, or allow more sessions",
        )
    if (reached := _sessions(format_, filled)) < format_.minimum_sessions:
        yield KeyFault(
            "fill_order",
            f"fills {at} up to {reached} sessions, fewer than its {format_.minimum_sessions}",
            "name more exercises, so that the shortest dose can always be reached",
        )


def _sessions(format_: Format, exercises: list[Exercise]) -> int:
    """Sessions that these exercises take, each session belonging to one module."""
    return sum(_sessions_of(block, format_, exercises) for block in format_.block)


def _sessions_of(block: Block, format_: Format, exercises: list[Exercise]) -> int:
    minutes = sum(each.minutes for each in exercises if each.module == block.module)
    return ceil(minutes / max(format_.working_minutes(block), 1))


def _group_time_faults(at: str, format_: Format, programme: Programme) -> Iterator[KeyFault]:
    """Whether the exercises of each module fill its sessions exactly."""
    for module in programme.module:
        blocks = sum(block.sessions or 0 for block in format_.block if block.module == module.id)
        exercises = sum(each.group_sessions for each in programme.exercises_of(module.id))
        if blocks != exercises:
            yield KeyFault(
                f"{at}.block",
                f"gives {module.id} {blocks} sessions, its exercises take {exercises:g}",
                "change the block, or group_sessions of the exercises",
            )
