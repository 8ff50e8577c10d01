"""PostgreSQL prepares what is asked again and again, and makes no set of everybody in reach."""

import json
import re

import pytest
from django.db import connection

from desist.casework.access import Role, rows
from desist.casework.accounts.models import Region
from desist.casework.people.models import Person
from desist.casework.records.statement import statement
from desist.casework.tasks.models import Task

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL")


@statement
def called(*, name: str):
    return Region.objects.filter(name=name)


def told(asked):
    """What PostgreSQL answers."""
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [row[0] for row in cursor.fetchall()]


def test_a_question_that_is_asked_again_is_prepared(world):
    for _time in range(7):
        assert called(name="North") == [world.north]
    prepared = told("SELECT statement FROM pg_prepared_statements")
    assert [each for each in prepared if '"accounts_region"' in each and "$1" in each]


def test_nothing_is_compiled_to_machine_code_for_a_page(db):
    assert told("SHOW jit") == ["off"]


def nodes(plan):
    yield plan
    for each in plan.get("Plans", ()):
        yield from nodes(each)


def test_whether_somebody_is_in_reach_is_asked_of_each_row(world):
    """Of a condition that stands beside others PostgreSQL makes a set where it can: of everybody
    in the region, for each query."""
    mona = world.member("mona", Role.MANAGER, region=world.north)
    (found,) = json.loads(rows(mona, Task, "tasks.mine").explain(format="json"))
    sets = set(re.findall(r"hashed (SubPlan \d+)", json.dumps(found)))
    assert sets, "of restrictions, which are few"
    for each in nodes(found["Plan"]):
        if each.get("Subplan Name") in sets:
            assert Person._meta.db_table not in {one.get("Relation Name") for one in nodes(each)}
