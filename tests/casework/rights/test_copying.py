"""The copy of what is held: readable, without third parties, and logged as a disclosure."""

import hashlib
from uuid import uuid4

import pytest

from desist.casework.access import Role
from desist.casework.audit.models import AuditEvent
from desist.casework.people.actions import add_other_name, exclude, restrict_to
from desist.casework.referrals.actions import refer_person
from desist.casework.rights.actions.merging import merge_people
from desist.casework.rights.actions.requesting import take_request
from desist.casework.rights.bundle import bundle_of
from desist.casework.rights.models import Copy, LeftOut
from desist.casework.rights.reach_of_rows import all_held
from tests.casework.concerns.concern import raised
from tests.casework.people import INSTALLATION, LONG_AGO, NOON
from tests.casework.rights.decided import ruled_decision

BY = {"by": INSTALLATION, "at": NOON}
ON = {"reason": "Is a cousin of hers", "on": LONG_AGO, **BY}


def said(sections):
    return "\n".join(
        f"{label}: {words}"
        for section in sections
        for entry in section.entries
        for label, words in entry.rows
    )


@pytest.fixture
def life(world, person, rita):
    """Somebody about whom much is held, not all of it theirs to read."""
    given = {"programme": "isotp", "setting": "community", "context": "Works nights"}
    refer_person(person=person, referred_on=LONG_AGO, **given, by=rita, at=NOON)
    add_other_name(person=person, full_name="Jordan Otherwise", **BY)
    raised(person, rita, facts="The neighbour told us")
    exclude(person=person, user=world.member("kim", Role.ASSESSOR), **ON)
    return person


@pytest.fixture
def request_(life, rita):
    """They asked for a copy."""
    given = {"kind": "access", "asked_for": "All of it", "received_on": NOON.date()}
    return take_request(person=life, **given, by=rita, at=NOON)


def test_it_says_what_is_theirs_in_words(life):
    words = said(bundle_of(life))
    assert "Context: Works nights" in words
    assert "Full name: Jordan Otherwise" in words
    assert "Setting: Community" in words
    assert "Referred by: Referrer" in words


def test_it_names_no_member_of_staff_nobody_who_told_and_nobody_kept_away(world, life):
    words = said(bundle_of(life))
    for name in [user.full_name for user in world.staff.values()]:
        assert name not in words, name
    for secret in ("The neighbour told us", "cousin", "imminent", "public_id"):
        assert secret not in words


def test_it_holds_no_id_and_no_code_of_a_decision(world, mona):
    decision = ruled_decision(world, mona)
    words = said(bundle_of(decision.referral.person))
    assert "Because:" in words
    assert "eligibility." not in words
    assert str(decision.referral.public_id) not in words


def test_every_model_that_is_shown_has_a_section_or_holds_nothing(life):
    titles = {each.title.lower() for each in bundle_of(life)}
    for each in all_held():
        if each.shown and not each.derived and each.about(life.pk).exists():
            name = str(each.model._meta.verbose_name)
            assert any(name in title or "earlier states" in title for title in titles), name


def test_it_holds_what_came_from_a_merged_record(pair, life, mona):
    other = next(each for each in pair if each != life)
    merge_people(survivor=life, merged=other, because="prints", by=mona, at=NOON)
    assert other.crn in said(bundle_of(life))


def test_each_copy_that_is_given_counts_though_the_page_stays_open(signed_in, request_, mona):
    browser, address = signed_in(mona), f"/rights/request/{request_.public_id}/copy"
    sent = {"recipient": "person", "form": "html", "operation": str(uuid4())}
    for recipient in ("person", "solicitor"):
        assert browser.post(address, sent | {"recipient": recipient}).status_code == 200
    given = Copy.objects.order_by("pk").values_list("recipient", flat=True)
    assert list(given) == ["person", "solicitor"]
    assert AuditEvent.objects.filter(verb="rights.give_copy").count() == 2


def test_a_copy_is_a_disclosure_with_recipient_and_fingerprint(signed_in, request_, mona):
    browser = signed_in(mona)
    page = browser.get(f"/rights/request/{request_.public_id}/copy").text
    assert "Works nights" in page
    out = request_.person.other_names.get().reference
    sent = {
        "recipient": "solicitor", "form": "html", f"out-{out}": "third_party",
        "operation": str(uuid4()),
    }  # fmt: skip
    answer = browser.post(f"/rights/request/{request_.public_id}/copy", sent)
    assert answer["Content-Disposition"] == 'attachment; filename="copy.html"'
    document = answer.content
    assert b"Works nights" in document
    assert b"Jordan Otherwise" not in document
    assert "1 record: It is about" in document.decode()
    copy = Copy.objects.get()
    assert copy.sha256 == hashlib.sha256(document).hexdigest()
    assert LeftOut.objects.get().row == out
    event = AuditEvent.objects.get(verb="rights.give_copy")
    assert (event.kind, event.recipient) == ("disclosure", "solicitor")
    assert request_.person.name not in str(event.__dict__)


def test_as_pdf_it_is_one(signed_in, request_, mona):
    sent = {"recipient": "person", "form": "pdf", "operation": str(uuid4())}
    answer = signed_in(mona).post(f"/rights/request/{request_.public_id}/copy", sent)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_what_was_typed_is_escaped(world, signed_in, request_, mona):
    add_other_name(person=request_.person, full_name="<script>alert(1)</script>", **BY)
    sent = {"recipient": "person", "form": "html", "operation": str(uuid4())}
    answer = signed_in(mona).post(f"/rights/request/{request_.public_id}/copy", sent)
    assert b"<script>alert" not in answer.content
    assert b"&lt;script&gt;" in answer.content


def test_without_a_recipient_nothing_is_given(signed_in, request_, mona):
    answer = signed_in(mona).post(f"/rights/request/{request_.public_id}/copy", {"form": "html"})
    assert answer.status_code == 200
    assert 'id="recipient-error"' in answer.text
    assert not Copy.objects.exists()


def test_a_restricted_person_is_copied_by_whom_the_restriction_names_alone(
    world, client, request_, mona
):
    other = world.member("max", Role.MANAGER, region=world.north)
    restrict_to(person=request_.person, user=mona, **ON)
    address = f"/rights/request/{request_.public_id}/copy"
    assert world.browser(client, mona).get(address).status_code == 200
    assert world.browser(client, other).get(address).status_code == 404
