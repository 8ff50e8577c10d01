"""Curriculum promise: the checks that a programme declares about itself, kept at every load.

What must be covered differs from programme to programme, so each says it in its own file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from desist.programme.entry import KeyFault

if TYPE_CHECKING:
    from desist.programme.curriculum import Check, CoverageCheck, Format, Programme

QUALIFIERS = ("module", "need", "format", "setting", "sessions", "minutes")


def promise_faults(programme: Programme) -> Iterator[KeyFault]:
    """Every declared check that fails, and every declaration that cannot be read."""
    for declared in programme.check:
        at = f"check[{declared.check}]"
        unreadable = list(_declaration_faults(at, declared, programme))
        yield from unreadable
        if not unreadable:
            yield from PROMISES[declared.check](at, declared, programme)


REQUIRED: dict[Check, tuple[str, ...]] = {
    "module_longest": ("module",),
    "blocks_add_up": ("format", "sessions"),
    "works_without_account": ("need",),
}
OPTIONAL: dict[Check, tuple[str, ...]] = {"blocks_add_up": ("setting", "minutes")}


def _declaration_faults(
    at: str, declared: CoverageCheck, programme: Programme
) -> Iterator[KeyFault]:
    required = REQUIRED.get(declared.check, ())
    taken = required + OPTIONAL.get(declared.check, ())
    for name in QUALIFIERS:
        value = getattr(declared, name)
        if value is None and name in required:
            yield KeyFault(f"{at}.{name}", "is missing", "add it: the check is about it")
        if value is not None and name not in taken:
            yield KeyFault(f"{at}.{name}", "is given, but this check takes none", "take it out")
    held: dict[str, set[str]] = {
        "module": {each.id for each in programme.module},
        "need": set(programme.needs),
        "format": {each.id for each in programme.format},
    }
    for name, ids in held.items():
        value = getattr(declared, name)
        if value is not None and value not in ids:
            yield KeyFault(
                f"{at}.{name}",
                f"names {value!r}, which the programme does not have",
                f"known: {', '.join(sorted(ids)) or 'none yet'}",
            )


def _every_step_served(at: str, _: CoverageCheck, programme: Programme) -> Iterator[KeyFault]:
    served = {step for each in programme.exercise for step in each.serves_steps}
    for step in programme.step:
        if step.id not in served:
            yield KeyFault(
                f"step[{step.id}]", f"is served by no exercise ({at})", "let an exercise serve it"
            )


def _every_need_served(at: str, _: CoverageCheck, programme: Programme) -> Iterator[KeyFault]:
    served = {need for each in programme.exercise for need in each.serves_needs}
    for need in programme.needs:
        if need not in served:
            yield KeyFault(
                f"needs[{need}]", f"is served by no exercise ({at})", "let an exercise serve it"
            )


def _every_module_has_core(at: str, _: CoverageCheck, programme: Programme) -> Iterator[KeyFault]:
    for module in programme.module:
        if not any(each.core for each in programme.exercises_of(module.id)):
            yield KeyFault(
                f"module[{module.id}]",
                f"has no core exercise ({at})",
                "make one of its exercises core",
            )


def _module_longest(at: str, declared: CoverageCheck, programme: Programme) -> Iterator[KeyFault]:
    for format_ in programme.format:
        minutes = _minutes_by_module(format_, programme)
        longest = declared.module or ""
        rivals = [
            module
            for module in minutes
            if module != longest and minutes[module] >= minutes[longest]
        ]
        if rivals:
            yield KeyFault(
                f"module[{longest}]",
                f"has {minutes[longest]} minutes in the format {format_.id}, "
                f"no more than {', '.join(rivals)} ({at})",
                "give it more time, or the others less",
            )


def _minutes_by_module(format_: Format, programme: Programme) -> dict[str, int]:
    """Minutes of each module: of its sessions, or of its exercises where need decides those."""
    if format_.selection == "by_need":
        return {
            module.id: sum(each.minutes for each in programme.exercises_of(module.id))
            for module in programme.module
        }
    return {
        module.id: sum(
            block.minutes * (block.sessions or 0)
            for block in format_.block
            if block.module == module.id
        )
        for module in programme.module
    }


def _blocks_add_up(at: str, declared: CoverageCheck, programme: Programme) -> Iterator[KeyFault]:
    format_ = programme.format_called(declared.format or "")
    blocks = [
        block
        for block in (format_.block if format_ else ())
        if declared.setting in (None, block.setting)
    ]
    which = " ".join(filter(None, (declared.format, declared.setting)))
    total = sum(block.sessions or 0 for block in blocks)
    if total != declared.sessions:
        yield KeyFault(
            f"format[{declared.format}].block",
            f"has {total} {which} sessions, not {declared.sessions} ({at})",
            "change the blocks, or the promise",
        )
    others = sorted({block.minutes for block in blocks} - {declared.minutes})
    if declared.minutes is not None and others:
        lengths = ", ".join(str(length) for length in others)
        yield KeyFault(
            f"format[{declared.format}].block",
            f"has {which} sessions of {lengths} minutes, not of {declared.minutes} alone ({at})",
            "change the blocks, or the promise",
        )


def _works_without_account(
    at: str, declared: CoverageCheck, programme: Programme
) -> Iterator[KeyFault]:
    for exercise in programme.exercise:
        if declared.need in exercise.serves_needs and exercise.asks_account:
            yield KeyFault(
                f"exercise[{exercise.id}].asks_account",
                f"is true, though it serves {declared.need} ({at})",
                "let the exercise do without an account, or not serve that need",
            )


Promise = Callable[[str, "CoverageCheck", "Programme"], Iterator[KeyFault]]
PROMISES: dict[Check, Promise] = {
    "every_step_served": _every_step_served,
    "every_need_served": _every_need_served,
    "every_module_has_core": _every_module_has_core,
    "module_longest": _module_longest,
    "blocks_add_up": _blocks_add_up,
    "works_without_account": _works_without_account,
}
