"""What other systems say stands beside our record, with its date; a person takes it over."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from desist.casework.access import Role
from desist.casework.audit.models import AuditEvent
from desist.casework.people.models import Sentence
from desist.casework.planning.queries.requirement import days_not_covered
from desist.casework.upstream import asking
from desist.casework.upstream.actions import TakenOver, keep_looks, take_over
from desist.casework.upstream.interface import UpstreamCase, UpstreamFact, UpstreamSentence
from desist.casework.upstream.models import Look
from desist.casework.upstream.queries.look import known_of
from desist.casework.upstream.queries.requirement import days_denied, silent_systems
from desist.casework.upstream.refresh import look_again, look_if_due
from tests.casework.people import NOON

SENTENCE = UpstreamSentence(
    order="community_order", requirement="programme_requirement", number="CO/1",
    nation="england", begins_on=date(2026, 1, 1), ends_on=date(2026, 6, 30),
)  # fmt: skip


class System:
    """A case-management system of a test; ``says`` is what it answers now."""

    name = "Case management"

    def __init__(self):
        self.says, self.asked = (SENTENCE,), 0

    def look_up(self, crn):
        self.asked += 1
        if self.says is None:
            raise ConnectionError
        fact = UpstreamFact(tool="ogrs", on=date(2026, 1, 2), percentage=34.0)
        return UpstreamCase(crn=crn, last_name="Other", sentences=self.says, facts=(fact,))


@pytest.fixture
def system(monkeypatch):
    made = System()
    monkeypatch.setattr(asking, "systems", lambda: (made,))
    monkeypatch.setattr("desist.casework.upstream.queries.look.systems", lambda: (made,))
    return made


@pytest.fixture
def rita(world):
    return world.member("rita", Role.REFERRER)


@pytest.fixture
def person(world, rita):
    return world.person(practitioner=rita)


def test_the_page_shows_what_differs_and_a_press_puts_it_on_our_record(
    system, person, rita, signed_in
):
    browser, address = signed_in(rita), f"/upstream/of/{person.public_id}"
    assert "Not asked yet" in browser.get(address).text
    browser.post(f"{address}/ask", {"operation": str(uuid4())})
    page = browser.get(address).text
    for words in ("not on our record", "CO/1", "30 June 2026", "Other", "34.0%"):
        assert words in page, words
    look = Look.objects.get()
    browser.post(f"/upstream/look/{look.public_id}/take-over/0", {"operation": str(uuid4())})
    ours = Sentence.objects.get()
    assert (ours.number, ours.ends_on, ours.source) == ("CO/1", SENTENCE.ends_on, "case_management")
    assert "on our record as it has them" in browser.get(address).text


def test_ours_is_corrected_where_the_same_sentence_differs_and_both_states_are_kept(
    system, person, rita
):
    look_again(person, by=rita, at=NOON)
    take_over(look=Look.objects.get(), sentence=SENTENCE, by=rita, at=NOON)
    longer = replace(SENTENCE, ends_on=date(2026, 9, 30))
    system.says = (longer,)
    look_again(person, by=rita, at=NOON)
    newest = Look.objects.latest("pk")
    ours = take_over(look=newest, sentence=longer, by=rita, at=NOON)
    assert [each.number for each in ours.revisions.order_by("number")] == [1, 2]
    assert Sentence.objects.get().ends_on == longer.ends_on
    with pytest.raises(TakenOver):
        take_over(look=newest, sentence=longer, by=rita, at=NOON)


def test_silence_is_said_with_what_was_last_known_and_when(system, person, rita, signed_in):
    look_again(person, by=rita, at=NOON)
    system.says = None
    look_again(person, by=rita, at=NOON + timedelta(days=2))
    (known,) = known_of(person)
    assert known.is_silent
    assert known.answer.asked_at == NOON
    page = signed_in(rita).get(f"/upstream/of/{person.public_id}").text
    for words in ("Does not answer", "2 March 2026, 12:00", "CO/1"):
        assert words in page, words


def test_what_was_heard_is_encrypted_and_audited_as_a_collection(system, person, rita):
    look_again(person, by=rita, at=NOON)
    raw = Look.objects.values_list("content", flat=True).get()
    assert "CO/1" not in str(raw)
    event = AuditEvent.objects.filter(verb="upstream.look").get()
    assert (event.kind, person.reference in event.objects_json) == ("collection", True)


def test_an_answer_of_today_is_not_asked_for_again_but_a_silence_is(system, person, rita):
    for hours, asked in ((0, 1), (23, 1), (25, 2)):
        look_if_due(person, by=rita, at=NOON + timedelta(hours=hours))
        assert system.asked == asked
    system.says = None
    for hours, asked in ((50, 3), (51, 4)):
        look_if_due(person, by=rita, at=NOON + timedelta(hours=hours))
        assert system.asked == asked


def test_a_requirement_that_ended_there_covers_no_day_here(system, world, person, rita):
    from tests.casework.planning.planned import build_case

    case = build_case(world)
    last, after = SENTENCE.ends_on, SENTENCE.ends_on + timedelta(days=1)
    referral = case.referral
    assert days_not_covered(referral, [last, after]) == ()
    look_again(case.person, by=case.mona, at=NOON)
    assert days_denied(case.person, [last, after]) == {"Case management": (after,)}
    assert days_not_covered(referral, [last, after]) == (after,)
    system.says = None
    look_again(case.person, by=case.mona, at=NOON)
    assert silent_systems(case.person) == ["Case management"]
    assert days_not_covered(referral, [last, after]) == (after,), "what it last said still counts"


def test_a_system_without_sentences_denies_nothing(system, person, rita):
    system.says = ()
    look_again(person, by=rita, at=NOON)
    assert days_denied(person, [NOON.date()]) == {}


def test_nothing_is_kept_where_no_system_is_connected(person, rita):
    look_again(person, by=rita, at=NOON)
    assert not Look.objects.exists()
    assert keep_looks(person=person, heard=[], by=rita, at=NOON) == []
