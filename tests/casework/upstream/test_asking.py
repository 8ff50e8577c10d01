"""Asking systems upstream: silent, slow, wrong or repeating, none is believed unread."""

import threading
from dataclasses import replace
from datetime import date

import pytest

from desist.casework.upstream import asking
from desist.casework.upstream.asking import Outcome, ask_all
from desist.casework.upstream.interface import UpstreamCase, UpstreamSentence
from desist.casework.upstream.recorded import recorded

SENTENCE = UpstreamSentence(
    order="community_order", requirement="programme_requirement", number="CO/1",
    nation="england", begins_on=date(2026, 1, 1), ends_on=date(2027, 12, 31),
)  # fmt: skip
CASE = UpstreamCase(crn="X000001", sentences=(SENTENCE,))


class Answering:
    """A system that answers what a test gives it, or raises it."""

    name = "Case management"

    def __init__(self, answer):
        self.answer = answer

    def look_up(self, crn):
        assert crn == "X000001"
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def heard(monkeypatch):
    """What is heard where the systems answer so."""

    def ask(*answers, seconds=5):
        systems = [Answering(each) for each in answers]
        monkeypatch.setattr(asking, "systems", lambda: systems)
        return ask_all("X000001", seconds=seconds)

    return ask


def test_an_answer_is_kept_as_it_was_given(heard):
    (only,) = heard(CASE)
    assert (only.outcome, only.case) == (Outcome.ANSWERED, CASE)


def test_a_number_that_it_does_not_know_is_no_silence(heard):
    assert heard(None)[0].outcome is Outcome.UNKNOWN


def test_whatever_it_raises_is_silence_and_the_others_are_heard(heard):
    first, second = heard(OSError("secret"), CASE)
    assert (first.outcome, first.why) == (Outcome.SILENT, "OSError")
    assert second.outcome is Outcome.ANSWERED


def test_a_slow_one_is_not_waited_for(monkeypatch):
    """Oracle: it waits for this very test, which goes on without it."""
    let_go = threading.Event()

    class Slow(Answering):
        def look_up(self, crn):
            let_go.wait(30)
            return super().look_up(crn)

    monkeypatch.setattr(asking, "systems", lambda: [Slow(CASE)])
    assert ask_all("X000001", seconds=0.05)[0].outcome is Outcome.SILENT
    let_go.set()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"crn": "X000001"}, "answered a dict"),
        (replace(CASE, crn="X000002"), "answered for another number"),
        (replace(CASE, sentences=(replace(SENTENCE, order="parole"),)), "unknown order"),
        (replace(CASE, sentences=(replace(SENTENCE, begins_on="2026"),)), "no first day"),
        (replace(CASE, sentences=(replace(SENTENCE, ends_on=date(2025, 1, 1)),)), "before it"),
        (replace(CASE, sentences=(replace(SENTENCE, number="1" * 21),)), "20 characters"),
        (replace(CASE, sentences=(SENTENCE,) * 51), "51 sentences"),
    ],
)
def test_a_wrong_answer_is_not_believed(heard, answer, why):
    (only,) = heard(answer)
    assert (only.outcome, only.case) == (Outcome.WRONG, None)
    assert why in only.why


def test_what_is_said_twice_is_heard_once(heard):
    assert heard(replace(CASE, sentences=(SENTENCE, SENTENCE)))[0].case == CASE


def test_a_recorded_system_fails_as_recorded(monkeypatch, tmp_path):
    line = (
        'order = "licence"\\nrequirement = "licence_condition"\\nnumber = ""\\n'
        'nation = "wales"\\nbegins_on = 2026-01-01\\n'
    ).replace("\\n", "\n")
    text = 'name = "Recorded"\n' + "".join(
        f'[case.{crn}]\nfails = "{fails}"\n[[case.{crn}.sentence]]\n{line}'
        for crn, fails in (("A000001", "silent"), ("A000002", "wrong"), ("A000003", "repeating"))
    )
    file = tmp_path / "recorded.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(asking, "systems", lambda: [recorded(file)])
    found = [ask_all(crn)[0] for crn in ("A000001", "A000002", "A000003", "A000004")]
    assert [each.outcome for each in found] == ["silent", "wrong", "answered", "unknown"]
    assert len(found[2].case.sentences) == 1


def test_the_shipped_recording_is_one_that_would_be_believed(monkeypatch):
    monkeypatch.setattr(asking, "systems", lambda: [recorded()])
    assert {ask_all(crn)[0].outcome for crn in recorded().cases} == {Outcome.ANSWERED}
