"""Treatment planning: the one door to a person's plan, whatever the programme and format."""

from __future__ import annotations

from dataclasses import replace

from desist.programme.curriculum import Programme
from desist.programme.decision import AWAITING_ADOPTION, reason
from desist.programme.treatment_plan import PlannedTreatment, PlanRequest
from desist.scheduling.contradiction import question_about
from desist.scheduling.group_plan import plan_by_blocks
from desist.scheduling.individual_plan import plan_by_need


class UnknownExercise(LookupError):
    """A request names exercises that the programme does not have; ``ids`` says which."""

    def __init__(self, ids: tuple[str, ...], programme: str) -> None:
        """``programme`` is the id of the programme that was asked."""
        self.ids = ids
        super().__init__(f"{programme} has no exercise called {', '.join(ids)}")


def plan_treatment(
    *,
    programme: Programme,
    format: str,  # noqa: A002 - the field's noun
    request: PlanRequest,
) -> PlannedTreatment:
    """The plan of one person in one format of a programme, with the decision that explains it.

    In a format that chooses by need this is the one best plan, proven best (the stages stand in
    ``exercise_selection``); in a group every session stands and each exercise is the person's
    focus or a contribution; a fixed format has its sessions alone. The outcome is ``planned``,
    ``infeasible`` with a smallest set of rules that bind, or ``awaiting_adoption`` where the
    programme may not decide here yet.

    Raises:
        UnknownExercise: the request names exercises that the programme does not have.
    """
    known = {each.id for each in programme.exercise}
    unknown = tuple(id_ for id_ in (*request.include, *request.exclude) if id_ not in known)
    if unknown:
        raise UnknownExercise(unknown, programme.id)
    asked = question_about(programme, format, request)
    if not programme.is_usable():
        awaiting = replace(asked, outcome=AWAITING_ADOPTION, awaiting=(programme.reference,))
        return PlannedTreatment(plan=None, decision=awaiting)
    chosen = programme.format_called(format)
    if chosen is None:
        formats = tuple(each.id for each in programme.format)
        binding = reason("plan.binds.format", programme, format=format, formats=formats)
        return PlannedTreatment(plan=None, decision=replace(asked, reasons=(binding,)))
    if chosen.selection == "by_need":
        return plan_by_need(programme, chosen, request)
    return plan_by_blocks(programme, chosen, request)
