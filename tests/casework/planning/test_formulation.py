"""A formulation: codes instead of descriptions, prefilled and saying so, every version kept."""

from uuid import uuid4

import pytest
from django.db import connection

from desist.casework.access import Role
from desist.casework.assessment.actions.rating import rate_needs
from desist.casework.planning.actions.formulation import change_formulation, write_formulation
from desist.casework.planning.models import Account, Formulation
from tests.casework.people import NOON
from tests.casework.planning.planned import NEEDS, refer

WITHOUT = {"form": Account.WITHOUT, "setting": "Lived alone", "goods": "inner-peace"}


@pytest.fixture
def referral(world, adopted):
    found = refer(world)
    rate_needs(referral=found, ratings=NEEDS, on=NOON.date(), by=anna(world), at=NOON)
    return found


def anna(world):
    return world.member("anna", Role.ASSESSOR, region=world.north)


def write(referral, form="without-account"):
    return f"/planning/formulation/of/{referral.public_id}/{form}"


def test_it_begins_with_what_is_known_and_says_whence(world, signed_in, referral):
    page = signed_in(anna(world)).get(write(referral)).text
    assert "Filled in from the strong needs of the assessment" in page
    assert "Loneliness" in page
    assert 'name="behaviour[]"' not in page
    assert 'name="behaviour[]"' in signed_in(anna(world)).get(write(referral, "with-account")).text


def test_what_is_written_is_stored_as_codes_and_encrypted(world, signed_in, referral):
    sent = {
        "operation": str(uuid4()), "setting": "Lived alone", "trigger": "", "thought": "",
        "feeling": "", "behaviour[]": ["viewing", "saving"], "goods[]": ["life"], "pathway": "",
    }  # fmt: skip
    answer = signed_in(anna(world)).post(write(referral, "with-account"), sent)
    assert answer.status_code == 302
    held = Formulation.objects.get()
    assert (held.behaviour, held.goods, held.form) == ("viewing saving", "life", Account.WITH)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting, behaviour FROM planning_formulation")
        assert all(each.startswith("v1.") for each in cursor.fetchone())


def test_an_unknown_code_and_too_many_words_get_a_message_and_lose_nothing(
    world, signed_in, referral
):
    sent = {"setting": "x" * 1001, "behaviour[]": ["something else"]}
    page = signed_in(anna(world)).post(write(referral, "with-account"), sent)
    assert page.status_code == 200
    assert 'id="setting-error"' in page.text
    assert 'id="behaviour-error"' in page.text
    assert "x" * 1001 in page.text
    assert not Formulation.objects.exists()


def test_saving_too_late_shows_both_versions(world, signed_in, referral):
    held = write_formulation(referral=referral, values=WITHOUT, by=anna(world), at=NOON)
    theirs = {"setting": "theirs", "goods": "life"}
    change_formulation(formulation=held, read_version=1, values=theirs, by=anna(world), at=NOON)
    sent = {"setting": "mine", "goods[]": ["creativity"], "read_version": 1, "pathway": ""}
    page = signed_in(anna(world)).post(write(referral), sent)
    assert page.status_code == 409
    assert "theirs" in page.text
    assert "mine" in page.text
    assert "Life: health, safety, a place to live" in page.text
    assert Formulation.objects.get().setting == "theirs"


def test_two_who_write_it_first_lose_neither(world, signed_in, referral):
    browser = signed_in(anna(world))
    browser.get(write(referral))
    write_formulation(referral=referral, values=WITHOUT, by=anna(world), at=NOON)
    page = browser.post(write(referral), {"setting": "mine", "pathway": ""})
    assert page.status_code == 409
    assert "Lived alone" in page.text
    assert "mine" in page.text


def test_an_earlier_version_stays_readable(world, signed_in, referral):
    held = write_formulation(referral=referral, values=WITHOUT, by=anna(world), at=NOON)
    change_formulation(
        formulation=held, read_version=1, values={"setting": "Moved"}, by=anna(world), at=NOON
    )
    first = held.revisions.get(number=1)
    browser = signed_in(anna(world))
    assert "Lived alone" in browser.get(f"/planning/formulation/version/{first.public_id}").text
    assert "Lived alone" not in browser.get(f"/planning/formulation/{held.public_id}").text


def test_a_new_referral_begins_with_the_earlier_formulation(world, signed_in, referral):
    write_formulation(referral=referral, values=WITHOUT, by=anna(world), at=NOON)
    from desist.casework.referrals.actions import move_referral, refer_person

    move_referral(
        referral=referral, read_version=referral.version, to="withdrawn", reason="declines",
        effective_on=NOON.date(), note="", by=referral.person.practitioner, at=NOON,
    )  # fmt: skip
    again = refer_person(
        person=referral.person, programme="building-choices-moderate", setting="community",
        context="", referred_on=NOON.date(), by=referral.person.practitioner, at=NOON,
    )  # fmt: skip
    page = signed_in(anna(world)).get(write(again)).text
    assert "Filled in from the formulation of an earlier referral" in page
    assert "Lived alone" in page


def test_on_paper_it_is_a_tagged_pdf_without_a_name_in_its_title(world, signed_in, referral):
    held = write_formulation(referral=referral, values=WITHOUT, by=anna(world), at=NOON)
    browser = signed_in(anna(world))
    pdf = browser.get(f"/planning/formulation/{held.public_id}/paper/pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Disposition"] == 'inline; filename="formulation.pdf"'
    html = browser.get(f"/planning/formulation/{held.public_id}/paper/html").text
    assert "<title>Formulation</title>" in html
    assert "no account of the offence" in html
