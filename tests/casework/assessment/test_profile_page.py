"""The profile, and the page that is talked through with the participant."""

import re

import pytest

from desist.casework.access import Role
from desist.casework.assessment.actions.rating import rate_needs
from desist.casework.assessment.queries.talk import talk_of
from desist.casework.battery.actions.administration import plan_point
from desist.casework.battery.actions.typing import type_answers
from desist.casework.battery.models import Administration
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.words import words_of
from tests.casework.assessment.builder import TODAY, code, sign, sign_deviance
from tests.casework.people import NOON

FORBIDDEN = re.compile(
    r"\b(risks?|devian\w*|bands?|medium|very high|rm ?2000|osp|pni|scores?|scales?|z|norms?|"
    r"static|offend\w*|diagnos\w*|patholog\w*|patients?|cut-?offs?|percent\w*|eligib\w*)\b|[0-9]%",
    re.IGNORECASE,
)


def answer(referral, by, instrument, point, on, **scales):
    given = {"by": by, "at": NOON}
    plan_point(referral=referral, point=point, instruments=[instrument], due_on=None, **given)
    form = Administration.objects.get(referral=referral, point=point, instrument=instrument)
    for _entry in range(2):
        type_answers(
            administration=form, mode="scale_scores", form_order="", answered_on=on,
            values={name: str(value) for name, value in scales.items()}, **given,
        )  # fmt: skip
        form.refresh_from_db()


@pytest.fixture
def assessed(referral, anna, adopted):
    """A person with a first and a later questionnaire, ratings, a coding and signed results."""
    answer(referral, anna, "bis-11", "start", TODAY.replace(year=2025), total=82)
    answer(referral, anna, "bis-11", "middle", TODAY, total=60)
    code(referral, anna)
    sign_deviance(referral, anna, "high")
    sign(referral, anna, "band", band="very_high", variant="adapted", guide="2007")
    ratings = {"loneliness": (2, "said so"), "collecting": (1, "by kind"), "fantasy": (0, "")}
    rate_needs(referral=referral, ratings=ratings, on=TODAY, by=anna, at=NOON)
    return referral


def test_the_profile_shows_change_with_its_band_deviance_and_needs(signed_in, anna, assessed):
    page = signed_in(anna).get(f"/assessment/{assessed.public_id}/profile").text
    assert "<svg" in page
    assert "better: −22" in page
    assert "counts from 15" in page
    assert "last time" in page
    assert "signed by A. Scorer" in page
    assert "Loneliness" in page
    assert "First scores" not in page


def test_first_scores_carry_their_warning_and_no_line_of_expected_change(
    signed_in, anna, referral, adopted
):
    answer(referral, anna, "bis-11", "start", TODAY, total=60)
    page = signed_in(anna).get(f"/assessment/{referral.public_id}/profile").text
    assert "First scores of people whom a court has sent are often low" in page
    assert "expected" not in page.lower()


def test_the_page_for_the_participant_has_no_jargon_no_figure_no_risk(signed_in, anna, assessed):
    page = signed_in(anna).get(f"/assessment/{assessed.public_id}/talk-it-through").text
    [sheet] = re.findall(r"<article.*?</article>", page, re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", sheet)
    assert "Feeling alone" in text
    assert not FORBIDDEN.findall(text)
    assert not re.findall(r"\d", text)


def test_no_sentence_of_that_page_holds_a_forbidden_word():
    terms = words_of(the_catalogue()).terms
    said = {code: text for code, text in terms.items() if code.startswith("talk.")}
    assert len(said) > 30
    assert not {code: text for code, text in said.items() if FORBIDDEN.search(text)}


def test_what_was_rated_as_no_problem_goes_well_and_what_nobody_looked_at_is_left_out(assessed):
    talk = talk_of(assessed, on=TODAY)
    assert [each.title for each in talk.going_well] == [
        "Thoughts and daydreams that keep coming back",
        "Stopping to think first",
    ]
    worked_on = {each.title for each in talk.to_work_on}
    assert {"Feeling alone", "Time online that is hard to stop"} <= worked_on


def test_a_language_that_is_not_held_is_said_and_english_stands_in(
    signed_in, anna, assessed, monkeypatch
):
    monkeypatch.setattr("desist.casework.assessment.queries.talk.language_of", lambda _: "cy")
    page = signed_in(anna).get(f"/assessment/{assessed.public_id}/talk-it-through").text
    assert "Another language was asked for" in page
    assert '<article class="desist-sheet" lang="en">' in page


def test_a_need_that_is_rated_needs_its_evidence(signed_in, anna, referral):
    browser, address = signed_in(anna), f"/assessment/{referral.public_id}/needs"
    page = browser.post(address, {"value_loneliness": "2", "evidence_collecting": "counts"}).text
    assert 'id="evidence_loneliness-error"' in page
    assert 'id="value_collecting-error"' in page


@pytest.mark.parametrize(("role", "status"), [(Role.REFERRER, 404), (Role.FACILITATOR, 404)])
def test_who_does_not_read_clinical_text_or_does_not_reach_the_person_sees_no_profile(
    world, client, referral, role, status
):
    browser = world.browser(client, world.member("somebody", role))
    assert browser.get(f"/assessment/{referral.public_id}/profile").status_code == status
