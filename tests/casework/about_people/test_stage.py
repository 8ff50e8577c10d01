"""The demonstration's people: filled in through actions, alike each time, without a clock."""

from random import Random

import pytest

from desist.casework.access import Role
from desist.casework.demonstration.seed import Seed
from desist.casework.demonstration.stages.people import people_stage
from desist.casework.people.models import KeptApart, PersonRevision, Sentence
from desist.casework.people.queries import requirement_in_force
from tests.casework.people import NOON


@pytest.fixture
def people(world):
    rita = world.member("rita", Role.REFERRER)
    return [world.person(practitioner=rita) for _ in range(12)]


def test_the_stage_fills_in_what_is_held_and_twice_the_same(people):
    def made():
        from django.db import transaction

        with transaction.atomic():
            count = people_stage(Seed(now=NOON, dice=Random(7)), people)  # noqa: S311 - dice
            kept = [(each.order, each.begins_on, each.ends_on) for each in
                    Sentence.objects.order_by("pk")]  # fmt: skip
            apart = KeptApart.objects.count()
            held = [requirement_in_force(each, NOON.date()) is not None for each in people]
            transaction.set_rollback(True)
        return count, kept, apart, held

    first = made()
    assert first == made()
    count, kept, apart, held = first
    assert count > 5 * len(people)
    assert len(kept) == len(people)
    assert apart == 1
    assert sum(held) > len(people) / 2
    assert PersonRevision.objects.count() == len(people)
