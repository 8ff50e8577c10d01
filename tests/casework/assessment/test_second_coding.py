"""Two coders: the second codes blind, and where they differ a named person settles it."""

import pytest

from desist.casework.access import Role
from desist.casework.assessment.actions.coding import finish_coding, save_coding
from desist.casework.assessment.actions.second_coding import (
    NotSettled,
    ask_second_coder,
    begin_second_coding,
    settle_differences,
)
from desist.casework.assessment.models import Check, Coding, SettledItem
from desist.casework.assessment.queries import case_file_of
from desist.casework.audit.door import Refused
from desist.casework.tasks.models import Task
from tests.casework.assessment.builder import MEDIUM, TODAY, code
from tests.casework.people import NOON


@pytest.fixture
def sam(world):
    return world.member("sam", Role.ASSESSOR, Role.SECOND_CODER, region=world.north)


@pytest.fixture
def asked(referral, anna):
    coding = code(referral, anna)
    return ask_second_coder(coding=coding, read_version=3, on=TODAY, by=anna, at=NOON)


def second(first, by, items):
    coding = begin_second_coding(coding=first, on=TODAY, by=by, at=NOON)
    save_coding(coding=coding, read_version=1, items=items, by=by, at=NOON)
    return finish_coding(coding=coding, read_version=2, on=TODAY, by=by, at=NOON)


def open_tasks():
    held = Task.objects.filter(finished_at=None, kind__startswith="assessment.")
    return set(held.values_list("kind", "role"))


def test_two_coders_who_agree_leave_the_first_coding_as_it_is(asked, sam):
    assert open_tasks() == {("assessment.second_coding", "second_coder")}
    second(asked, sam, MEDIUM)
    assert Coding.objects.get(pk=asked.pk).check_state == Check.SAME
    assert open_tasks() == set()


def test_two_who_differ_leave_a_task_and_the_first_counts_until_it_is_settled(asked, sam):
    second(asked, sam, MEDIUM | {"single": False, "burglary": None})
    assert Coding.objects.get(pk=asked.pk).check_state == Check.DIFFERS
    assert open_tasks() == {("assessment.settle", "assessor")}
    assert case_file_of(asked.referral, on=TODAY).static_risk.rm2000.single is True


def test_what_is_settled_counts_under_the_name_of_who_settled_it(asked, sam, mona):
    second(asked, sam, MEDIUM | {"single": False, "burglary": None})
    first = Coding.objects.get(pk=asked.pk)
    given = {"coding": first, "read_version": first.version, "on": TODAY, "by": mona, "at": NOON}
    with pytest.raises(NotSettled) as left:
        settle_differences(settled={"single": ("second", "read again")}, **given)
    assert left.value.items == ("burglary",)
    settled = {"single": ("second", "read again"), "burglary": ("first", "in the papers")}
    agreed = settle_differences(settled=settled, **given)
    assert (agreed.coder, agreed.supersedes) == (mona, first)
    coded = case_file_of(first.referral, on=TODAY).static_risk.rm2000
    assert (coded.single, coded.burglary) == (False, False)
    assert SettledItem.objects.get(coding=agreed, item="single").because == "read again"
    assert open_tasks() == set()
    assert Coding.objects.get(pk=asked.pk).items == MEDIUM


def test_nobody_is_their_own_second_coder_and_the_duty_is_needed(asked, anna, mona):
    for user in (anna, mona):
        with pytest.raises(Refused):
            begin_second_coding(coding=asked, on=TODAY, by=user, at=NOON)


def test_the_pages_show_a_second_coder_nothing_until_theirs_is_finished(
    asked, sam, signed_in, adopted
):
    browser, case = signed_in(sam), asked.referral.public_id
    hidden = [
        f"/assessment/{case}/risk", f"/assessment/{case}/eligibility",
        f"/assessment/coding/{asked.public_id}",
    ]  # fmt: skip
    assert [browser.get(each).status_code for each in hidden] == [404, 404, 404]
    overview = browser.get(f"/assessment/of/{asked.referral.person.public_id}").text
    assert "you see nothing of this person" in overview
    assert "Anna" not in overview
    mine = begin_second_coding(coding=asked, on=TODAY, by=sam, at=NOON)
    page = browser.get(f"/assessment/coding/{mine.public_id}/page/1").text
    assert "Last time" not in page
    assert "2025" not in page
    finish_coding(coding=mine, read_version=1, on=TODAY, by=sam, at=NOON)
    assert [browser.get(each).status_code for each in hidden] == [200, 200, 200]
