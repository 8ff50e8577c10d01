"""What the tests of groups may ask for."""

import pytest


@pytest.fixture
def grouped(world):
    """A group with nobody in it yet, its manager and the two who lead it."""
    from tests.casework.groups.grouped import build_group

    return build_group(world)


@pytest.fixture
def adopted(world):
    """A site that has adopted how groups are formed."""
    from tests.casework.assessment.builder import adopt

    adopt(world, "group-forming")
    adopt(world, "time-risk-wait")


@pytest.fixture
def no_contact(monkeypatch):
    """Everybody was found suitable, without contact offending."""
    from desist.casework.groups.queries import facts

    monkeypatch.setattr(facts.Facts, "contact_offending", property(lambda _facts: False))
