"""Session layout: exercises in order, laid into sessions, split only where they must be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

from desist.programme.curriculum import Format
from desist.programme.treatment_plan import PlannedSession, SessionPart


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some or all of the exercise at ``index``, in the unit of the layout."""

    index: int
    length: int


@dataclass(frozen=True, kw_only=True)
class _Place:
    """How far a layout has come: the exercise that is next and how much of it is done."""

    index: int
    done: int

    @property
    def is_within(self) -> bool:
        """Whether the next exercise is begun, so that it is split here."""
        return self.done > 0


def lay_out(
    lengths: Sequence[int], *, capacity: int, sessions: int
) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each session.

    Exercises keep their order and no session holds more than its capacity. Of all such layouts
    this one splits exercises the fewest times; where several do, sessions are filled early.
    Lengths and the capacity are whole numbers in one unit (minutes, or halves of a session).

    Raises:
        ValueError: the sessions cannot hold the exercises.
    """

    @cache
    def splits(place: _Place, left: int) -> float:
        """The fewest splits from here on in so many sessions; infinite where they are too few."""
        if place.index == len(lengths):
            return 0
        if left == 0:
            return inf
        return min(cost(after, left) for _, after in _ways(lengths, capacity, place))

    def cost(after: _Place, left: int) -> float:
        return after.is_within + splits(after, left - 1)

    place = _Place(index=0, done=0)
    if splits(place, sessions) == inf:
        raise ValueError(f"{sum(lengths)} do not go into {sessions} sessions of {capacity}")
    laid = []
    for left in range(sessions, 0, -1):
        fullest, *waits = _ways(lengths, capacity, place)
        way = fullest
        if waits and cost(waits[0][1], left) < cost(fullest[1], left):
            way = waits[0]
        pieces, place = way
        laid.append(pieces)
    return tuple(laid)


def _ways(
    lengths: Sequence[int], capacity: int, place: _Place
) -> tuple[tuple[tuple[Piece, ...], _Place], ...]:
    """What one session can do from here, fullest first, and where that leads.

    Whatever fits whole is done: doing less gains nothing later. What is open is whether the
    first exercise that does not fit begins now or waits for the next session.
    """
    pieces, index, done, room = [], place.index, place.done, capacity
    while index < len(lengths) and lengths[index] - done <= room:
        pieces.append(Piece(index=index, length=lengths[index] - done))
        room -= lengths[index] - done
        index, done = index + 1, 0
    waits = (tuple(pieces), _Place(index=index, done=done))
    if index == len(lengths) or room == 0:
        return (waits,)
    begins = (
        (*pieces, Piece(index=index, length=room)),
        _Place(index=index, done=done + room),
    )
    return (begins, waits)


@dataclass(frozen=True, kw_only=True)
class ModuleLayout:
    """The exercises of one module and the pieces of them in each of its sessions.

    ``capacity`` is what a session holds in the unit of the pieces: its working minutes, or 2
    where the unit is half a session.
    """

    exercises: tuple[str, ...]
    capacity: int
    sessions: tuple[tuple[Piece, ...], ...]

    def parts(self, session: int, *, working_minutes: int) -> tuple[SessionPart, ...]:
        """What is done in one session of the module (counted from 0), in minutes."""
        found, start = [], 0
        for piece in self.sessions[session]:
            end = start + piece.length
            held = [number for number, each in enumerate(self.sessions) if _holds(each, piece)]
            minutes = end * working_minutes // self.capacity
            minutes -= start * working_minutes // self.capacity
            found.append(
                SessionPart(
                    exercise=self.exercises[piece.index],
                    minutes=minutes,
                    part=held.index(session) + 1,
                    parts=len(held),
                )
            )
            start = end
        return tuple(found)


def _holds(session: tuple[Piece, ...], piece: Piece) -> bool:
    return any(each.index == piece.index for each in session)


def schedule(
    format_: Format, layouts: Mapping[str, ModuleLayout], *, sessions: Sequence[int]
) -> tuple[PlannedSession, ...]:
    """Every session in order, each block with its number of ``sessions``.

    The sessions of a module that has several blocks follow each other through them.
    """
    reached = dict.fromkeys(layouts, 0)
    found: list[PlannedSession] = []
    for block, number in zip(format_.block, sessions, strict=True):
        for _ in range(number):
            layout = layouts[block.module]
            working = format_.working_minutes(block)
            found.append(
                PlannedSession(
                    number=len(found) + 1,
                    module=block.module,
                    setting=block.setting,
                    minutes=block.minutes,
                    parts=layout.parts(reached[block.module], working_minutes=working),
                )
            )
            reached[block.module] += 1
    return tuple(found)
