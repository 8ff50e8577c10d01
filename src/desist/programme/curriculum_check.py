"""Curriculum check: whether the parts of a programme hang together.

References and order of exercises, doses of formats. What a programme promises beyond that, and
how the promise is kept, is in ``curriculum_promise``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from desist.programme.curriculum_promise import promise_faults
from desist.programme.entry import KeyFault
from desist.programme.format_check import format_faults

if TYPE_CHECKING:
    from desist.programme.curriculum import Exercise, Programme

MINUTES_STEP = 5
"""Exercise minutes are planned in fives: finer than that nobody keeps to."""


def curriculum_faults(programme: Programme) -> Iterator[KeyFault]:
    """Every fault of references, order and dose, and every promise that is not kept."""
    yield from _repeated_ids(programme)
    for exercise in programme.exercise:
        yield from _unknown_references(exercise, programme)
        yield from _incomplete(exercise)
        yield from _impossible_dose(exercise, programme)
    yield from _prerequisites_out_of_order(programme)
    yield from _circular_prerequisites(programme)
    yield from _coverage_faults(programme)
    yield from _fill_order_faults(programme)
    yield from _accreditation_faults(programme)
    yield from format_faults(programme)
    yield from promise_faults(programme)


def _repeated_ids(programme: Programme) -> Iterator[KeyFault]:
    named = {
        name: [each.id for each in getattr(programme, name)]
        for name in ("step", "module", "exercise", "format")
    }
    named |= {"needs": list(programme.needs), "fill_order": list(programme.fill_order)}
    for name, ids in named.items():
        for id_, count in Counter(ids).items():
            if count > 1:
                yield KeyFault(f"{name}[{id_}]", f"appears {count} times", "name each of them once")


def _unknown_references(exercise: Exercise, programme: Programme) -> Iterator[KeyFault]:
    held = {
        "module": {each.id for each in programme.module},
        "serves_steps": {each.id for each in programme.step},
        "serves_needs": set(programme.needs),
        "requires": {each.id for each in programme.exercise},
    }
    for name, ids in held.items():
        value = getattr(exercise, name)
        for id_ in (value,) if isinstance(value, str) else value:
            if id_ not in ids:
                yield _unknown(f"exercise[{exercise.id}].{name}", id_, ids)


def _unknown(path: str, id_: str, ids: Iterable[str]) -> KeyFault:
    known = ", ".join(sorted(ids)) or "none yet"
    return KeyFault(path, f"names {id_!r}, which the programme does not have", f"known: {known}")


def _incomplete(exercise: Exercise) -> Iterator[KeyFault]:
    """Empty texts, nothing served, and an account asked for with no other way to do it."""
    at = f"exercise[{exercise.id}]"
    for name in ("title", "aim", "steps", "material", "outcome"):
        if not getattr(exercise, name):
            yield KeyFault(
                f"{at}.{name}", "is empty", "say it: a facilitator must be able to run it"
            )
    if not exercise.serves_steps and not exercise.serves_needs:
        yield KeyFault(
            at, "serves no step and no need", "name what it serves, or leave the exercise out"
        )
    if exercise.asks_account and not exercise.without_account:
        yield KeyFault(
            f"{at}.without_account",
            "is empty, though the exercise asks for an account of the offence",
            "say how it is done with a person who gives none",
        )
    if exercise.without_account and not exercise.asks_account:
        yield KeyFault(
            f"{at}.asks_account",
            "is false, though without_account says how to do without an account",
            "set it to true, or take without_account out",
        )


def _impossible_dose(exercise: Exercise, programme: Programme) -> Iterator[KeyFault]:
    at = f"exercise[{exercise.id}]"
    if exercise.minutes <= 0 or exercise.minutes % MINUTES_STEP:
        yield KeyFault(
            f"{at}.minutes", f"is {exercise.minutes}", f"give a multiple of {MINUTES_STEP}, above 0"
        )
    in_group = any(each.selection == "focus" for each in programme.format)
    if exercise.group_sessions < 0 or exercise.group_sessions * 2 % 1:
        yield KeyFault(
            f"{at}.group_sessions", f"is {exercise.group_sessions}", "give whole or half sessions"
        )
    elif in_group and not exercise.group_sessions:
        yield KeyFault(
            f"{at}.group_sessions", "is 0, but the group does every exercise", "give it its time"
        )


def _prerequisites_out_of_order(programme: Programme) -> Iterator[KeyFault]:
    """A prerequisite that comes later, or that a person who must have this one may not have."""
    modules = {each.id: position for position, each in enumerate(programme.module)}
    held = {each.id: each for each in programme.exercise}
    place = {
        each.id: (modules[each.module], position)
        for position, each in enumerate(programme.exercise)
        if each.module in modules
    }
    for exercise in programme.exercise:
        path = f"exercise[{exercise.id}].requires"
        for id_ in exercise.requires:
            if id_ in place and exercise.id in place and place[id_] > place[exercise.id]:
                yield KeyFault(
                    path,
                    f"names {id_!r}, which comes later",
                    f"move {id_} before {exercise.id}, or do not require it",
                )
            if exercise.core and id_ in held and not held[id_].core:
                yield KeyFault(
                    path,
                    f"names {id_!r}, which is chosen by need, but {exercise.id} is core",
                    "make the prerequisite core as well, or do not require it",
                )


def _circular_prerequisites(programme: Programme) -> Iterator[KeyFault]:
    requires = {each.id: each.requires for each in programme.exercise}
    behind = {id_: _all_behind(id_, requires) for id_ in requires}
    told: set[str] = set()
    for id_ in requires:
        circle = [other for other in requires if other in behind[id_] and id_ in behind[other]]
        if circle and id_ not in told:
            told.update(circle)
            yield KeyFault(
                f"exercise[{id_}].requires",
                f"leads back to itself through {', '.join(circle)}",
                "take one of these prerequisites out",
            )


def _all_behind(id_: str, requires: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Every exercise that must come before this one, however far back."""
    found: set[str] = set()
    ahead = list(requires[id_])
    while ahead:
        at = ahead.pop()
        if at not in found:
            found.add(at)
            ahead += requires.get(at, ())
    return found


def _coverage_faults(programme: Programme) -> Iterator[KeyFault]:
    coverage = programme.coverage
    if coverage is None:
        return
    if not 1 <= coverage.some <= coverage.strong:
        yield KeyFault(
            "coverage",
            f"asks {coverage.strong} for a strong need and {coverage.some} for some need",
            "ask at least 1 for some need, and no fewer for a strong one",
        )
    for need in programme.needs:
        served = sum(need in each.serves_needs for each in programme.exercise)
        if 0 < served < coverage.strong:
            yield KeyFault(
                f"needs[{need}]",
                f"is served by {served} exercises; a strong need asks for {coverage.strong}",
                "add exercises that serve it, or ask for fewer in coverage",
            )


def _fill_order_faults(programme: Programme) -> Iterator[KeyFault]:
    held = {each.id: each for each in programme.exercise}
    present = {each.id for each in programme.exercise if each.core}
    for id_ in programme.fill_order:
        path = f"fill_order[{id_}]"
        if id_ not in held:
            yield _unknown(path, id_, held)
            continue
        if held[id_].core:
            yield KeyFault(path, "is core, so that it is always in already", "take it out")
        for before in held[id_].requires:
            if before in held and before not in present:
                yield KeyFault(path, f"requires {before!r}, which is not in yet", "put that before")
        present.add(id_)


def _accreditation_faults(programme: Programme) -> Iterator[KeyFault]:
    formats = {each.id for each in programme.format}
    for number, each in enumerate(programme.accreditation, start=1):
        at = f"accreditation[{number}]"
        if each.format != "not_stated" and each.format not in formats:
            yield _unknown(f"{at}.format", each.format, formats)
        if each.begins_on and each.ends_on and each.ends_on < each.begins_on:
            yield KeyFault(
                f"{at}.ends_on", f"{each.ends_on} is before {each.begins_on}", "give a later date"
            )
        if each.disputed_on and not each.note:
            yield KeyFault(f"{at}.note", "is empty", "say which source gives which date")
