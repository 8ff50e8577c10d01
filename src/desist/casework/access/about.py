"""About: a question about one person, put into SQL once for all who may read every row of it.

Whether somebody reads all rows about a person, none or some is the policy's to say, each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models import QuerySet

from desist.casework.access.policy import Actor, policy_of, rule_for
from desist.casework.records.statement import statement

Row = TypeVar("Row", bound=models.Model)


class AboutPerson(Generic[Row]):
    """What is asked of the rows of a model that are about somebody; called with who asks of whom.

    ``ask`` narrows, joins and orders those rows, and rests on nothing else.
    """

    def __init__(self, model: type[Row], ask: Callable[[QuerySet[Row]], QuerySet[Row]]) -> None:
        self._model = model
        self._ask = ask

        @statement
        def of_all(*, person: int) -> QuerySet[Row]:
            return ask(model._base_manager.filter(**{self._path: person}))

        self._of_all = of_all

    def __call__(self, actor: Actor, person: models.Model) -> list[Row]:
        """The rows about this person that this actor may see."""
        which = rule_for(self._model, "see").which(actor, person)
        if isinstance(which, bool):
            found = self._of_all(person=person.pk) if which else []
        else:
            about = self._model._base_manager.filter(which, **{self._path: person.pk})
            found = list(self._ask(about))
        for row in found:
            self._know(row, person)
        return found

    def _know(self, row: Any, person: models.Model) -> None:
        """Have a row hold the person at hand, who would be read again otherwise."""
        if self._path == "pk":
            return  # it is the person
        *between, last = self._path.split("__")
        for step in between:
            if not row._meta.get_field(step).is_cached(row):
                return
            row = getattr(row, step)
        setattr(row, last, person)

    @property
    def _path(self) -> str:
        return policy_of(self._model).person or "pk"


def about_person(model: type[Row]) -> Callable[[Callable[..., Any]], AboutPerson[Row]]:
    """Have a function of rows answer, with those about one person that somebody may see."""
    return lambda ask: AboutPerson(model, ask)
