"""Exercise account: why each exercise of a programme is in a person's plan or is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desist.programme.curriculum import Exercise, Format, Programme
from desist.programme.decision import Reason, reason
from desist.programme.treatment_plan import Chosen, NeedCoverage, Omitted, PlanRequest
from desist.scheduling.selection_model import most_sessions


@dataclass(frozen=True, kw_only=True)
class Account:
    """The account of one choice of exercises for one person."""

    programme: Programme
    format_: Format
    request: PlanRequest
    exercises: tuple[str, ...]
    coverage: tuple[NeedCoverage, ...]

    def chosen(self) -> tuple[Chosen, ...]:
        """Every exercise of the plan with what brought it in, in the programme's order."""
        return tuple(
            Chosen(id=each.id, reason=self._why_in(each))
            for each in self.programme.exercise
            if each.id in self.exercises
        )

    def omitted(self) -> tuple[Omitted, ...]:
        """Every other exercise with the first reason that leaves it out."""
        return tuple(
            Omitted(id=each.id, reason=self._why_out(each))
            for each in self.programme.exercise
            if each.id not in self.exercises
        )

    def _why_in(self, exercise: Exercise) -> Reason:
        if exercise.core:
            return reason("plan.chosen.core", self.programme, exercise)
        if exercise.id in self.request.include:
            return reason("plan.chosen.on_request", self.programme, exercise)
        counted = [each.need for each in self._served(exercise) if each.planned <= each.asked]
        if counted:
            return reason("plan.chosen.need", self.programme, exercise, needs=tuple(counted))
        for other in self.programme.exercise:
            if other.id in self.exercises and exercise.id in other.requires:
                code = "plan.chosen.prerequisite"
                return reason(code, self.programme, other, exercise=other.id, title=other.title)
        if not self._companions(exercise):
            module = next(m for m in self.programme.module if m.id == exercise.module)
            code = "plan.chosen.module"
            return reason(code, self.programme, exercise, module=module.id, title=module.title)
        code, least = "plan.chosen.minimum", self.format_.minimum_sessions
        return reason(code, self.programme, self.format_, minimum=least)

    def _why_out(self, exercise: Exercise) -> Reason:
        if exercise.id in self.request.exclude:
            return reason("plan.omitted.on_request", self.programme, exercise)
        for earlier in self._all_before(exercise):
            if earlier.id in self.request.exclude:
                code = "plan.omitted.prerequisite_excluded"
                values = {"exercise": earlier.id, "title": earlier.title}
                return reason(code, self.programme, exercise, **values)
        served = [each for each in self._served(exercise) if each.asked]
        if not served:
            return reason("plan.omitted.not_needed", self.programme, exercise)
        short = tuple(each.need for each in served if each.planned < each.asked)
        if not short:
            needs = tuple(each.need for each in served)
            return reason("plan.omitted.covered", self.programme, exercise, needs=needs)
        at_most = most_sessions(self.format_, self.request)
        code = "plan.omitted.no_room"
        return reason(code, self.programme, self.format_, needs=short, sessions=at_most)

    def _served(self, exercise: Exercise) -> list[NeedCoverage]:
        return [each for each in self.coverage if each.need in exercise.serves_needs]

    def _companions(self, exercise: Exercise) -> list[str]:
        """The other exercises of the plan in the same module."""
        inside = self.programme.exercises_of(exercise.module)
        return [each.id for each in inside if each != exercise and each.id in self.exercises]

    def _all_before(self, exercise: Exercise) -> Iterator[Exercise]:
        """The prerequisites of an exercise, theirs, and so on."""
        known = {each.id: each for each in self.programme.exercise}
        for id_ in exercise.requires:
            yield known[id_]
            yield from self._all_before(known[id_])
