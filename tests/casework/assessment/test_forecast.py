"""Before adopting a rule: which decided cases would change, of those whom one may see."""

from uuid import uuid4

import pytest
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.assessment import jobs
from desist.casework.assessment.actions.decision import decide_eligibility
from desist.casework.assessment.actions.forecast import ask_forecast
from desist.casework.assessment.models import Forecast, ForecastCase
from desist.casework.rules.queries import the_catalogue
from desist.casework.tasks.lost_job import LONGEST
from tests.casework.assessment.builder import TODAY, adopt, refer
from tests.casework.people import NOON

ADDRESS = "/assessment/would-change/isotp-article/1"


@pytest.fixture
def waiting(world, anna):
    adopt(world, "offences-england-and-wales")
    referral = refer(world, sex="female")
    decision = decide_eligibility(referral=referral, on=TODAY, by=anna, at=NOON)
    assert decision.outcome == "awaiting_adoption"
    return decision


def test_cases_that_would_end_otherwise_are_shown_and_nothing_is_decided(signed_in, mona, waiting):
    browser = signed_in(mona)
    assert browser.get(ADDRESS).status_code == 200
    browser.post(ADDRESS, {"operation": str(uuid4())})
    page = browser.get(ADDRESS).text
    assert "Jordan Example" in page
    assert "not eligible" in page
    assert ForecastCase.objects.get().outcome_under == "not_eligible"


def test_of_cases_out_of_reach_neither_name_nor_number_is_shown(signed_in, world, waiting):
    far = world.member("saul", Role.MANAGER, region=world.south)
    browser = signed_in(far)
    browser.post(ADDRESS, {"operation": str(uuid4())})
    page = browser.get(ADDRESS).text
    assert "Jordan" not in page
    assert "Cases out of your reach would change too" in page
    assert "No case in your reach would change" in page


def test_many_cases_become_a_job_whose_progress_is_shown(signed_in, mona, waiting, monkeypatch):
    monkeypatch.setattr(jobs, "AT_ONCE", 0)
    browser = signed_in(mona)
    browser.post(ADDRESS, {"operation": str(uuid4())})
    page = browser.get(ADDRESS).text
    assert "0% computed" in page
    assert 'http-equiv="refresh"' in page
    jobs.compute(Forecast.objects.get())
    assert "Cases in your reach that would change" in browser.get(ADDRESS).text
    jobs.compute_forecast.func(str(Forecast.objects.get().public_id))
    assert ForecastCase.objects.count() == 1, "a job that is begun again computes nothing twice"


def test_a_job_that_breaks_off_says_so(signed_in, mona, waiting, monkeypatch):
    entry = the_catalogue().versions("isotp-article")[-1]
    forecast = ask_forecast(entry=entry, by=mona, at=NOON)

    def broken(*_args, **_given):
        raise OSError("gone")

    monkeypatch.setattr(jobs, "judge_all", broken)
    with pytest.raises(OSError, match="gone"):
        jobs.compute(forecast)
    assert "It could not be computed" in signed_in(mona).get(ADDRESS).text


def test_one_that_nobody_computes_any_more_may_be_asked_for_again(signed_in, mona, waiting):
    """Its worker may have died, and not have come back by its name."""
    entry = the_catalogue().versions("isotp-article")[-1]
    forecast = ask_forecast(entry=entry, by=mona, at=timezone.now())
    browser = signed_in(mona)
    assert "0% computed" in browser.get(ADDRESS).text
    Forecast.objects.filter(pk=forecast.pk).update(asked_at=timezone.now() - LONGEST)
    page = browser.get(ADDRESS).text
    assert "It could not be computed" in page
    assert "Compute again" in page
    browser.post(ADDRESS, {"operation": str(uuid4())})
    assert "Cases in your reach that would change" in browser.get(ADDRESS).text


def test_the_page_of_a_rule_leads_to_it_and_a_rule_that_is_not_there_to_nothing(signed_in, mona):
    browser = signed_in(mona)
    assert ADDRESS in browser.get("/rules/isotp-article/1").text
    assert ADDRESS in browser.get("/rules/isotp-article/1/adopt").text
    assert browser.get("/assessment/would-change/isotp-article/9").status_code == 404
