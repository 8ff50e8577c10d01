"""Repair bound: how many sessions must move at least, proven by CP-SAT.

At each time that a change touches, as many sessions as possible are kept: everybody leads one
session and every room holds one. That leaves out travel, weekly limits and where the others go, so
that no repair can keep more. An unharmed session may give way to a harmed one; it counts as moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from desist.scheduling.linear_model import LinearModel, Variable
from desist.scheduling.session_diary import SessionDiary, Sitting


def fewest_moves(diary: SessionDiary, sittings: Sequence[Sitting], *, today: int) -> int:
    """A number of moves that no repair of these sessions can go below.

    Raises:
        NotProven: the solver gave up.
    """
    times = {each.time for each in sittings if each.time >= today and diary.broken(each)}
    return sum(
        _lost_at(diary, [each for each in sittings if each.time == time]) for time in sorted(times)
    )


def _lost_at(diary: SessionDiary, sittings: Sequence[Sitting]) -> int:
    model = LinearModel()
    kept = []
    users: dict[tuple[str, int], list[Variable]] = defaultdict(list)
    for sitting in sittings:
        keep = model.boolean()
        kept.append(keep)
        course, time = diary.region.courses[sitting.course], sitting.time
        trained, speakers = diary.could_lead(course)
        open_then = bool(diary.course_times[sitting.course] >> time & 1)
        rooms = [r for r in diary.rooms_of[sitting.course] if diary.room_times[r] >> time & 1]
        there = [
            [person for person in pool if diary.problem.times_of[person] >> time & 1]
            for pool in (trained, speakers)
        ]
        for kind, options, wanted in (
            ("room", rooms, 1),
            ("person", there[0], course.facilitators),
            ("person", there[1], int(course.language is not None)),
        ):
            chosen = {option: model.boolean() for option in options}
            # Kept needs as many of them as the course wants.
            model.require({keep: wanted, **dict.fromkeys(chosen.values(), -1)}, at_most=0)
            for option, variable in chosen.items():
                users[kind, option].append(variable)
        if not open_then:
            model.require({keep: 1}, at_most=0)
    for variables in users.values():
        model.require(dict.fromkeys(variables, 1), at_most=1)
    model.maximise(dict.fromkeys(kept, 1))
    solution = model.solve()
    return 0 if solution is None else len(kept) - solution.total(dict.fromkeys(kept, 1))
