"""A kind of task of the tests' own, and somebody whom it is about."""

import pytest
from django.utils.translation import gettext_lazy as _

from desist.casework.tasks import kind as kinds
from desist.casework.tasks.kind import TaskKind

LOOK = TaskKind(code="x.look", text=_("Look at it"), address="casefile:person")
CALL = TaskKind(code="x.call", text=_("Call them"), address="casefile:person", ticked_off=True)


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch):
    """Two kinds: one that ends by its deed, one that is ticked off."""
    held = {**kinds.all_kinds(), **{each.code: each for each in (LOOK, CALL)}}
    monkeypatch.setattr(kinds, "all_kinds", lambda: held)


@pytest.fixture
def person(world):
    """Somebody in the northern team, supervised by rita."""
    from desist.casework.access import Role

    return world.person(practitioner=world.member("rita", Role.REFERRER))
