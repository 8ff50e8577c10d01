"""Repair: a timetable after changes, with as few sessions as possible at another time.

What has happened stays. A session that can no longer be held keeps its time if another room or
colleague can be found for it; only then is it moved, in its order and with its gaps. For one course
beside the others the best answer is found exactly, by dynamic programming over its sessions and
times; courses are repaired one after the other, in several orders, and the best outcome is kept.

``fewest_moves`` is a proven lower bound: what each course would have to move even with all people
and rooms to itself (by the same exact method), or, where that was asked and is more, what all have
to move because people and rooms do not go round at the times they have now (``repair_bound``).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desist.scheduling.ordered_times import IMPOSSIBLE, OrderedTimes
from desist.scheduling.region import Region
from desist.scheduling.session_diary import SessionDiary, Sitting
from desist.scheduling.timetable_change import TimetableChanges, changed_region

MOVED, CHANGED = 10_000_000, 100
"""What another time and another person or room cost; a day of difference costs 1."""
OTHER_SITE = 50
ORDERS = 12


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """What is proposed. ``unplaced`` are courses whose sessions could not all be placed."""

    region: Region
    before: tuple[Sitting, ...]
    after: tuple[Sitting, ...]
    unplaced: tuple[str, ...]
    impossible: tuple[str, ...]
    """Those among them that have no place even with everybody and everything to themselves."""
    fewest_moves: int

    @property
    def moved(self) -> int:
        """How many sessions are at another time."""
        at = {(each.course, each.number): each.time for each in self.before}
        return sum(1 for each in self.after if at[each.course, each.number] != each.time)


@dataclass(frozen=True, kw_only=True)
class _Task:
    """A course with what has been held (the last time) and what is to come."""

    course: int
    last: int | None
    held_that_week: int
    ahead: tuple[Sitting, ...]


def repair(
    region: Region,
    sessions: Iterable[Mapping[str, Any]],
    changes: TimetableChanges,
    *,
    covers: Mapping[str, str | None] | None = None,
    prove: bool = False,
) -> Repaired:
    """The timetable after the changes, as near to the one before as was found."""
    changed = changed_region(region, changes)
    diary = SessionDiary(changed)
    before = tuple(sorted(diary.sittings(sessions), key=lambda each: (each.course, each.number)))
    today = (changes.today - region.monday).days * diary.problem.calendar.parts
    tasks = _tasks(diary, before, today)
    repairer = _Repairer(diary, today, _cover_numbers(diary, covers or {}))
    broken = sorted({each.course for each in before if each.time >= today and diary.broken(each)})
    alone = {course: repairer.best(tasks[course], moves_only=True) for course in broken}
    fewest = sum(cost // MOVED for cost, _ in alone.values() if cost < IMPOSSIBLE)
    if prove:
        # Only where it is asked for: the solver takes a moment to load.
        from desist.scheduling.repair_bound import fewest_moves

        fewest = max(fewest, fewest_moves(diary, before, today=today))
    diary.add(before)
    outcome = _in_orders(repairer, [tasks[course] for course in broken], fewest)
    after = {(each.course, each.number): each for each in before}
    after |= {(each.course, each.number): each for course in outcome.values() for each in course}
    names = [course.id for course in changed.courses]
    return Repaired(
        region=changed,
        before=before,
        after=tuple(after[key] for key in sorted(after)),
        unplaced=tuple(names[course] for course in broken if course not in outcome),
        impossible=tuple(names[course] for course in broken if alone[course][0] >= IMPOSSIBLE),
        fewest_moves=fewest,
    )


def _cover_numbers(diary: SessionDiary, covers: Mapping[str, str | None]) -> dict[int, int]:
    people = {person.id: at for at, person in enumerate(diary.problem.people)}
    return {
        at: people[name]
        for at, course in enumerate(diary.region.courses)
        if (name := covers.get(course.id)) in people and name is not None
    }


def _tasks(diary: SessionDiary, before: Sequence[Sitting], today: int) -> list[_Task]:
    own: dict[int, list[Sitting]] = defaultdict(list)
    for each in before:
        own[each.course].append(each)
    tasks = []
    for course in range(len(diary.region.courses)):
        held = [each.time for each in own[course] if each.time < today]
        week = held[-1] // diary.per_week if held else -1
        tasks.append(
            _Task(
                course=course,
                last=held[-1] if held else None,
                held_that_week=sum(1 for time in held if time // diary.per_week == week),
                ahead=tuple(each for each in own[course] if each.time >= today),
            )
        )
    return tasks


def _in_orders(
    repairer: _Repairer, tasks: Sequence[_Task], fewest: int
) -> dict[int, tuple[Sitting, ...]]:
    """Repair the courses one after the other, in several orders; the best outcome."""
    draw = random.Random(1)  # noqa: S311 - an order of work, no secret
    order = sorted(tasks, key=lambda task: (-len(task.ahead), task.course))
    best: dict[int, tuple[Sitting, ...]] = {}
    best_cost = IMPOSSIBLE * (len(tasks) + 1)
    for _ in range(ORDERS if len(tasks) > 1 else 1):
        outcome, cost = repairer.in_order(order)
        if cost < best_cost:
            best, best_cost = outcome, cost
        if best_cost // MOVED <= fewest:
            break
        failed = [task for task in order if task.course not in outcome]
        rest = [task for task in order if task.course in outcome]
        draw.shuffle(rest)
        order = failed + rest
    return best


@dataclass
class _Repairer:
    """Repairs one course at a time beside what is in the diary."""

    diary: SessionDiary
    today: int
    covers: dict[int, int]

    def in_order(self, tasks: Sequence[_Task]) -> tuple[dict[int, tuple[Sitting, ...]], int]:
        """All of them, each beside those before it; the diary is left as it was."""
        for task in tasks:
            self.diary.add(task.ahead, step=-1)
        outcome: dict[int, tuple[Sitting, ...]] = {}
        total = 0
        for task in tasks:
            cost, found = self.best(task)
            total += cost
            if cost < IMPOSSIBLE:
                self.diary.add(found)
                outcome[task.course] = found
        for found in outcome.values():
            self.diary.add(found, step=-1)
        for task in tasks:
            self.diary.add(task.ahead)
        return outcome, total

    def best(self, task: _Task, *, moves_only: bool = False) -> tuple[int, tuple[Sitting, ...]]:
        """The cheapest way to hold what is to come of a course; IMPOSSIBLE where there is none.

        With ``moves_only`` weekly limits of people are left out and only moves are counted: with
        an empty diary that proves what the course has to move at least.
        """
        course = self.diary.region.courses[task.course]
        gap = course.gap_days * self.diary.problem.calendar.parts
        earliest = max(self.today, -1 if task.last is None else task.last + gap)
        times = [
            time
            for time in range(earliest, self.diary.problem.calendar.horizon)
            if self.diary.course_times[task.course] >> time & 1
        ]
        staffed: dict[tuple[int, tuple[int, ...], int], tuple[int, Sitting | None]] = {}
        table = OrderedTimes(
            times=times, gap=gap, per_week=self.diary.per_week, weekly=course.weekly,
            held_week=-1 if task.last is None else task.last // self.diary.per_week,
            held=task.held_that_week,
        )  # fmt: skip
        for sitting in task.ahead:
            row = []
            for time in times:
                key = (time, sitting.people, sitting.room)
                if key not in staffed:
                    staffed[key] = self._staff(sitting, time, relaxed=moves_only)
                cost, _ = staffed[key]
                if cost < IMPOSSIBLE and time != sitting.time:
                    days = abs(time - sitting.time) // self.diary.problem.calendar.parts
                    cost += MOVED + min(days, CHANGED - 1)
                row.append(cost)
            table.add(row)
        total, chosen = table.cheapest()
        found = []
        for sitting, at in zip(task.ahead, chosen, strict=False):
            _, placed = staffed[times[at], sitting.people, sitting.room]
            if placed is not None:
                found.append(replace(placed, number=sitting.number))
        return total, tuple(found)

    def _staff(self, sitting: Sitting, time: int, *, relaxed: bool) -> tuple[int, Sitting | None]:
        """The nearest room and people for a session at a time."""
        diary, course = self.diary, self.diary.region.courses[sitting.course]
        # A person's weekly limit must leave room for all sessions of the course that may come to
        # that week; where this one stays, for those that are there now.
        more = 1 if relaxed or time == sitting.time else course.weekly
        best: tuple[int, Sitting | None] = (IMPOSSIBLE, None)
        here = diary.site_of[sitting.room]
        for room in sorted(
            diary.rooms_of[sitting.course],
            key=lambda each: (each != sitting.room, diary.site_of[each] != here, each),
        ):
            if not diary.can_host(room, time):
                continue
            cost = 0 if room == sitting.room else CHANGED
            cost += 0 if diary.site_of[room] == here else OTHER_SITE
            if cost >= best[0]:
                break
            people, replaced = self._people(sitting, time, room, more)
            if people is not None and cost + CHANGED * replaced < best[0]:
                placed = Sitting(
                    course=sitting.course, number=sitting.number, time=time, people=people,
                    room=room,
                )  # fmt: skip
                best = (cost + CHANGED * replaced, placed)
        return best

    def _people(
        self, sitting: Sitting, time: int, room: int, more: int
    ) -> tuple[tuple[int, ...] | None, int]:
        """Those who lead now where they can, then the cover, then others; how many are new."""
        diary, course = self.diary, self.diary.region.courses[sitting.course]
        trained, speakers = diary.could_lead(course)
        cover = self.covers.get(sitting.course)
        chosen: list[int] = []
        for pool, wanted in (
            (trained, course.facilitators),
            (speakers, course.language is not None),
        ):
            ranked = sorted(pool, key=lambda p: (p not in sitting.people, p != cover, p))
            able = [p for p in ranked if diary.can_lead(p, time, room, more=more)][: int(wanted)]
            if len(able) < int(wanted):
                return None, 0
            chosen += able
        return tuple(chosen), len(set(chosen) - set(sitting.people))
