"""The limits of confidentiality: worded by version, agreed to before the first session."""

from datetime import timedelta
from uuid import uuid4

import pytest

from desist.casework.concerns.actions.agreement import record_agreement
from desist.casework.concerns.models import ConfidentialityAgreement
from desist.casework.concerns.procedure import limits_on
from desist.casework.concerns.queries import has_agreed
from tests.casework.people import NOON

TODAY = NOON.date()


def agree(person, by, *, agreed=True, on=TODAY):
    wording = limits_on(TODAY)[0]
    given = {"wording": wording, "agreed": agreed, "on": on, "how": "signed"}
    return record_agreement(person=person, **given, by=by, at=NOON)


def test_nobody_has_agreed_before_they_were_asked_and_the_latest_answer_holds(person, finn):
    assert not has_agreed(person)
    agree(person, finn, on=TODAY - timedelta(days=9))
    assert has_agreed(person)
    agree(person, finn, agreed=False)
    assert not has_agreed(person)


def test_who_is_referred_again_is_asked_again(person, finn):
    agree(person, finn)

    class Referral:
        def __init__(self, day):
            self.person, self.referred_on = person, day

    assert has_agreed(Referral(TODAY - timedelta(days=30)))
    assert not has_agreed(Referral(TODAY + timedelta(days=1)))


def test_the_answer_names_the_very_wording_that_was_read(person, finn):
    made, wording = agree(person, finn), limits_on(TODAY)[0]
    assert (made.wording, made.wording_version) == (wording.id, wording.version)
    assert made.wording_sha256 == wording.sha256


def test_a_facilitator_records_it_on_the_page(signed_in, person, finn):
    browser = signed_in(finn)
    address = f"/concerns/agreement/of/{person.public_id}"
    page = browser.get(address).text
    assert "What we keep between us" in page
    assert "to be checked by a translator" in page
    sent = {
        "agreed": "yes", "wording": "limits-of-confidentiality-cy", "how": "signed",
        "on-day": "2", "on-month": "3", "on-year": "2026", "operation": str(uuid4()),
    }  # fmt: skip
    assert browser.post(address, sent).status_code == 302
    assert ConfidentialityAgreement.objects.get().wording.endswith("-cy")
    assert "Agreed on 2 March 2026" in browser.get(f"/concerns/of/{person.public_id}").text


def test_a_day_to_come_is_refused_beside_its_field(signed_in, person, finn):
    sent = {"agreed": "yes", "wording": "limits-of-confidentiality-en", "how": "signed",
            "on-day": "2", "on-month": "3", "on-year": "2099"}  # fmt: skip
    page = signed_in(finn).post(f"/concerns/agreement/of/{person.public_id}", sent).text
    assert 'id="on-error"' in page
    assert not ConfidentialityAgreement.objects.exists()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_paper_names_nobody_and_has_blanks_to_sign(signed_in, finn, language):
    page = signed_in(finn).get(f"/concerns/agreement/paper/{language}").text
    assert "desist-blanks" in page
    assert ("To be checked by a translator" in page) is (language == "cy")


def test_a_language_that_nobody_has_worded_is_not_there(signed_in, finn):
    assert signed_in(finn).get("/concerns/agreement/paper/fr").status_code == 404
