from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.band import RiskBand
from desist.programme.entry import KeyFault
from desist.programme.waiting_list import WaitingPerson, order_waiting_list
from desist.programme.waiting_list_rule import TimeTier, WaitingListRule

ON = date(2026, 3, 3)
RULE = load_catalogue().in_force(WaitingListRule, "time-risk-wait", on=ON, adoptions=EVERYTHING)


def person(id_, *, spare=100, risk=RiskBand.MEDIUM, waited=10, **more):
    """Somebody with so many weeks to spare beside a group of 35 weeks."""
    return WaitingPerson(
        id=id_,
        referred_on=None if waited is None else ON - timedelta(weeks=waited),
        ends_on=None if spare is None else ON + timedelta(weeks=35 + spare),
        weeks_needed=35,
        risk=risk,
        **more,
    )


def ordered(*people, rule=RULE):
    return order_waiting_list(people, rule=rule, on=ON)


def codes(reasons):
    return [each.code for each in reasons]


def test_everyone_is_told_the_difference_from_the_person_before():
    places = ordered(
        person("A", waited=3),
        person("B", waited=30),
        person("C", risk=RiskBand.HIGH),
        person("D", spare=2, risk=RiskBand.LOW),
        person("E", waited=3),
    )

    assert [each.person for each in places] == ["D", "C", "B", "A", "E"]
    assert [codes(each.decision.reasons)[-1] for each in places[1:]] == [
        "waiting_list.after_by.time_left",
        "waiting_list.after_by.risk",
        "waiting_list.after_by.waited",
        "waiting_list.after_by_id",
    ]
    assert [(each.first, each.last) for each in places] == [(at, at) for at in range(1, 6)]


def test_a_missing_end_leaves_a_first_and_a_last_place():
    places = ordered(person("A", spare=2), person("B", spare=None), person("C"), person("D"))

    missing = next(each for each in places if each.person == "B")

    assert (missing.first, missing.last) == (2, 4)
    assert missing.decision.outcome == "cannot_decide"
    assert missing.decision.missing == ("person[B].ends_on",)


def test_a_missing_fact_that_moves_nobody_is_not_asked_for():
    (only,) = ordered(person("A", risk=None))

    assert (only.first, only.last, only.decision.missing) == (1, 1, ())
    assert only.decision.outcome == "in_turn"


def test_who_has_no_end_waits_in_turn():
    (place,) = ordered(person("A", spare=None, open_ended=True))

    assert place.decision.outcome == "in_turn"
    assert "waiting_list.open_ended" in codes(place.decision.reasons)


def test_what_makes_somebody_hard_to_place_is_said():
    (place,) = ordered(
        person(
            "A",
            parts_of_week=1,
            groups=0,
            kept_apart_from=2,
            interpreter=("pl",),
            adjustments=("large_print",),
            conditions=("no_children_on_site",),
        )
    )

    assert [each.partition(".")[2] for each in codes(place.hard_to_place)] == [
        "availability",
        "groups",
        "kept_apart",
        "interpreter",
        "adjustments",
        "conditions",
    ]


def test_somebody_easy_to_place_is_not_called_hard():
    (place,) = ordered(person("A", parts_of_week=5, groups=3, kept_apart_from=0))

    assert place.hard_to_place == ()


def test_without_adoption_nobody_has_a_place():
    (place,) = ordered(person("A"), rule=replace(RULE, adoption=None))

    assert (place.first, place.decision.outcome) == (None, "awaiting_adoption")
    assert place.decision.awaiting[0].id == "time-risk-wait"


PEOPLE = st.lists(
    st.builds(
        person,
        st.uuids().map(str),
        spare=st.one_of(st.none(), st.integers(-10, 60)),
        risk=st.one_of(st.none(), st.sampled_from(RiskBand)),
        waited=st.one_of(st.none(), st.integers(0, 100)),
    ),
    max_size=8,
    unique_by=lambda each: each.id,
)


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter_and_places_lie_in_their_spans(people, lucky):
    mixed = list(people)
    lucky.shuffle(mixed)

    places = ordered(*people)

    assert places == ordered(*mixed)
    for at, each in enumerate(places, start=1):
        assert 1 <= each.first <= at <= len(people)
        assert each.first <= each.last <= len(people)


@given(PEOPLE, st.data())
def test_any_completion_of_what_is_missing_stays_within_the_span(people, data):
    spans = {each.person: (each.first, each.last) for each in ordered(*people)}
    known = [
        replace(
            each,
            risk=each.risk or data.draw(st.sampled_from(RiskBand)),
            ends_on=each.ends_on or ON + timedelta(weeks=data.draw(st.integers(0, 150))),
            referred_on=each.referred_on or ON - timedelta(weeks=data.draw(st.integers(0, 150))),
        )
        for each in people
    ]

    for each in ordered(*known):
        first, last = spans[each.person]
        assert first <= each.first == each.last <= last


def faults(**changes):
    return [each.path for each in replace(RULE, **changes).faults() if isinstance(each, KeyFault)]


def test_a_rule_that_gives_no_order_is_refused():
    assert faults() == []
    assert faults(order=("risk", "risk", "waited")) == ["order"]
    assert faults(time_left=()) == ["time_left"]
    assert faults(time_left=(TimeTier(id="a", below=3, turn=1),)) == ["time_left"]
    assert faults(time_left=(TimeTier(id="a", turn=1), TimeTier(id="b", turn=2))) == [
        "time_left[b]"
    ]
    assert faults(time_left=(TimeTier(id="a", below=1, turn=1), TimeTier(id="b", turn=1))) == [
        "time_left"
    ]
    limits = replace(RULE.hard_to_place, groups_at_most=-1)
    assert faults(hard_to_place=limits) == ["hard_to_place.groups_at_most"]
