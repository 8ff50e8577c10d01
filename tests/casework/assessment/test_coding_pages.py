"""Coding pages: what cannot be gets a message beside its field, and two windows lose nothing."""

from datetime import date
from uuid import uuid4

import pytest

from desist.casework.assessment.actions.coding import begin_coding, save_coding
from desist.casework.assessment.models import Coding
from tests.casework.assessment.builder import code
from tests.casework.people import NOON

KNOWN = {"operation": ""}


@pytest.fixture
def coding(referral, anna):
    given = {"referral": referral, "tool": "rm2000", "guide": "coding-rm2000 v1"}
    return begin_coding(**given, on=date(2026, 3, 2), by=anna, at=NOON)


def send(browser, coding, number, **values):
    sent = {"operation": str(uuid4()), "read_version": coding.version} | values
    return browser.post(f"/assessment/coding/{coding.public_id}/page/{number}", sent)


def day(name, value):
    year, month, of_month = value.split("-")
    return {f"{name}-day": of_month, f"{name}-month": month, f"{name}-year": year}


@pytest.mark.parametrize(
    ("number", "sent", "field", "said"),
    [
        (1, day("commencement_on", "1970-01-01"), "commencement_on", "before the date of birth"),
        (1, day("commencement_on", "2026-02-31"), "commencement_on", "Enter a real date"),
        (2, {"sexual_appearances": "0"}, "sexual_appearances", "from 1 to 99"),
        (2, {"sexual_appearances": "-1"}, "sexual_appearances", "from 1 to 99"),
        (2, {"sexual_appearances": "1e3"}, "sexual_appearances", "whole number"),
        (2, {"violent_appearances": "9" * 30}, "violent_appearances", "whole number"),
        (2, {"sexual_appearances": "3", "criminal_appearances": "2"}, "criminal_appearances",
         "fewer than the 3"),
        (2, {}, "burglary", "if it is not known, say so"),
        (3, {"single": "perhaps"}, "single", "if it is not known, say so"),
    ],
)  # fmt: skip
def test_what_cannot_be_gets_a_message_beside_the_field(
    signed_in, anna, coding, number, sent, field, said
):
    answer = send(signed_in(anna), coding, number, **sent)
    assert answer.status_code == 200
    assert f'id="{field}-error"' in answer.text
    assert said in answer.text
    assert Coding.objects.get().items == {}


def test_a_page_that_is_not_there_and_a_tool_that_is_not_there(signed_in, anna, coding, referral):
    browser = signed_in(anna)
    address = f"/assessment/coding/{coding.public_id}/page"
    assert [browser.get(f"{address}/{number}").status_code for number in (0, 4)] == [404, 404]
    begun = browser.post(f"/assessment/{referral.public_id}/begin/tarot")
    assert begun.status_code == 404


def test_saving_a_page_from_two_windows_shows_both_and_loses_neither(signed_in, anna, coding):
    browser = signed_in(anna)
    stale = Coding.objects.get()
    counts = {"burglary": "no", "criminal_appearances": "4"}
    assert send(browser, stale, 2, sexual_appearances="2", **counts).status_code == 302
    late = send(browser, stale, 2, sexual_appearances="3", **counts)
    assert late.status_code == 409
    assert "Somebody else saved while you were typing" in late.text
    assert Coding.objects.get().items["sexual_appearances"] == 2
    decided = send(browser, Coding.objects.get(), 2, sexual_appearances="3", **counts)
    assert decided.status_code == 302
    assert Coding.objects.get().items["sexual_appearances"] == 3
    assert coding.revisions.count() == 3


def test_who_codes_again_sees_what_was_coded_before(signed_in, anna, referral):
    code(referral, anna)
    given = {"referral": referral, "tool": "rm2000", "guide": "coding-rm2000 v1"}
    again = begin_coding(**given, on=date(2026, 3, 3), by=anna, at=NOON)
    page = signed_in(anna).get(f"/assessment/coding/{again.public_id}/page/2").text
    assert "Last time (2 March 2026, Anna): 2" in page
    assert "Where this is defined" in page


def test_a_coding_that_cannot_be_is_not_finished(signed_in, anna, coding):
    """A last look over the whole case, whatever the pages let through."""
    save_coding(
        coding=coding,
        read_version=1,
        items={"sexual_appearances": 4, "criminal_appearances": 1},
        by=anna,
        at=NOON,
    )
    address = f"/assessment/coding/{coding.public_id}/look-over"
    sent = {"operation": str(uuid4()), "read_version": coding.version}
    page = signed_in(anna).post(address, sent)
    assert page.status_code == 200
    assert "This coding cannot be finished yet" in page.text
    assert Coding.objects.get().is_draft
