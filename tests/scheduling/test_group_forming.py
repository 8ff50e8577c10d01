from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desist.programme.group_check import group_faults
from desist.programme.group_fit import GroupQuestion
from desist.programme.group_measure import measure, weighted
from desist.programme.group_pool import Paused
from desist.programme.group_rule import GroupSize
from desist.scheduling.group_forming import courses_of, form_groups, greedy_order
from desist.scheduling.group_model import best_arrangement
from desist.scheduling.group_problem import problem_of
from desist.scheduling.group_search import cost_of, greedy, search
from tests.scheduling.drawn_pool import TODAY, drawn_pool, rules

RULES = rules()
SMALL = RULES | {"rule": replace(RULES["rule"], size=GroupSize(at_least=2, at_most=3))}
"""The same rules for groups of two or three, so that every way to form them can be tried."""


def faults(forming, used):
    return group_faults(
        forming.seated,
        pool=forming.question.pool,
        rule=used["rule"],
        programmes=used["programmes"],
    )


def every_way(pool, used):
    """The cost of every allowed seating, by the checker and the measures alone."""
    question = GroupQuestion(pool=pool, rule=used["rule"], courses=courses_of(used["programmes"]))
    people = {each.id: each for each in pool.person}
    placeable = [
        each for each in pool.waiting if any(question.fit(each, g).is_open for g in pool.group)
    ]
    choices = [[None, *(group.id for group in pool.group)]] * len(placeable)
    for seats in product(*choices):
        seated = {}
        for person in pool.person:
            if person.group:
                seated.setdefault(person.group, []).append(person.id)
        for person, group in zip(placeable, seats, strict=True):
            if group:
                seated.setdefault(group, []).append(person.id)
        broken = group_faults(seated, pool=pool, rule=used["rule"], programmes=used["programmes"])
        if not broken:
            out = [p for p, group in zip(placeable, seats, strict=True) if group is None]
            groups = {id_: [people[each] for each in ids] for id_, ids in seated.items()}
            yield weighted(used["rule"], measure(question, groups, left_out=out))


def easier(pool):
    """The same people, all of one cohort and ready to travel, so that more of them fit."""
    return replace(
        pool,
        group=tuple(replace(each, cohort="sexual") for each in pool.group),
        person=tuple(
            replace(each, cohort="sexual", travel_minutes_at_most=None) for each in pool.person
        ),
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_optimum_is_the_best_of_every_way(seed):
    pool = easier(drawn_pool(seed, people=7, groups=2, towns=("leeds", "york")))

    forming = form_groups(pool, **SMALL)

    assert forming.proven
    assert forming.cost == min(every_way(pool, SMALL))
    assert faults(forming, SMALL) == ()


def test_trying_every_way_finds_groups_to_compare():
    formed = [
        form_groups(easier(drawn_pool(seed, people=7, groups=2)), **SMALL).seated
        for seed in range(12)
    ]

    assert sum(map(len, formed)) >= 8


@pytest.mark.parametrize("seed", range(8))
def test_the_search_finds_the_proven_optimum_of_a_small_pool(seed):
    pool = easier(drawn_pool(seed, people=14, groups=3))
    question = GroupQuestion(pool=pool, rule=SMALL["rule"], courses=courses_of(SMALL["programmes"]))
    problem = problem_of(question)
    start = greedy(problem, range(len(problem.people)))

    found = search(problem, start, seed=1)

    assert cost_of(problem, found) == cost_of(problem, best_arrangement(problem))


@pytest.mark.parametrize("seed", range(3))
def test_a_region_is_formed_without_a_broken_rule_and_never_dearer_than_by_hand(seed):
    pool = drawn_pool(seed, people=120, groups=6)

    forming = form_groups(pool, **RULES)

    assert faults(forming, RULES) == ()
    assert forming.cost <= forming.greedy_cost
    assert not forming.proven


def test_one_seed_gives_one_answer():
    pool = drawn_pool(5, people=90, groups=5)

    assert form_groups(pool, **RULES, seed=3) == form_groups(pool, **RULES, seed=3)


def test_the_order_of_the_file_does_not_decide_who_is_placed():
    pool = easier(drawn_pool(2, people=10, groups=2))
    turned = replace(pool, person=tuple(reversed(pool.person)))

    assert form_groups(pool, **SMALL).cost == form_groups(turned, **SMALL).cost


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(0, 24),
    st.integers(0, 4),
    st.integers(1, 3),
    st.integers(0, 2),
)
def test_every_answer_keeps_every_rule_and_accounts_for_everybody(
    seed, people, groups, least, more
):
    pool = drawn_pool(seed, people=people, groups=groups)
    size = GroupSize(at_least=least, at_most=least + more)
    used = RULES | {"rule": replace(RULES["rule"], size=size)}

    forming = form_groups(pool, **used)

    assert faults(forming, used) == ()
    assert forming.cost <= forming.greedy_cost
    assert sorted(each.person for each in forming.placements) == sorted(
        each.id for each in pool.waiting
    )
    seated = Counter(each for members in forming.seated.values() for each in members)
    assert set(seated.values()) <= {1}
    for each in forming.placements:
        assert each.decision.reasons
        assert (each.group is not None) == (each.decision.outcome == "placed")
        assert each.group is None or each.person in forming.seated[each.group]


def test_greedy_takes_people_in_the_order_of_the_list():
    pool = drawn_pool(1, people=60, groups=3)
    forming = form_groups(pool, **RULES)
    problem = problem_of(forming.question)

    order = greedy_order(problem, forming.waiting_list)

    ids = [problem.people[each].id for each in order]
    assert ids == [each.person for each in forming.waiting_list if each.person in ids]


def twins(pool, **changes):
    """Ten people alike in all that rules look at, the last with something changed."""
    model = replace(
        pool.person[0],
        cohort="sexual",
        born_on=date(1980, 1, 1),
        ends_on=TODAY + timedelta(weeks=200),
        contact_offending=False,
        available={"tuesday": ("evening",)},
        travel={"leeds": 20},
        travel_minutes_at_most=None,
        languages=("en",),
        prefers=None,
        adjustments=(),
        conditions=(),
        excluded_locations=(),
        apart_from=(),
        co_defendants=(),
    )
    people = [replace(model, id=f"P{at}") for at in range(9)]
    group = replace(
        pool.group[0],
        cohort="sexual",
        location="leeds",
        meets_a_week=1,
        free={"tuesday": ("evening",)},
        language="en",
        interpreters=(),
        begins_on=TODAY + timedelta(days=28),
    )
    return replace(pool, group=(group,), person=(*people, replace(model, **{"id": "P9"} | changes)))


BASE = drawn_pool(1, people=1, groups=1, towns=("leeds", "york"))


def decision_of(pool, person="P9"):
    forming = form_groups(pool, **RULES)
    assert faults(forming, RULES) == ()
    return next(each for each in forming.placements if each.person == person).decision


def test_ten_people_who_fit_make_a_group():
    assert decision_of(twins(BASE)).outcome == "placed"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"born_on": TODAY - timedelta(days=20 * 365)}, "group_bar.age"),
        ({"available": {"monday": ("evening",)}}, "group_bar.never_free"),
        ({"travel": {"leeds": 50}, "travel_minutes_at_most": 45}, "group_bar.travel"),
        ({"languages": ("pl",)}, "group_bar.language"),
        ({"adjustments": ("hearing_loop",)}, "group_bar.adjustments"),
        ({"conditions": ("airport_security",)}, "group_bar.safeguards"),
        ({"excluded_locations": ("leeds",)}, "group_bar.excluded"),
        ({"ends_on": TODAY + timedelta(weeks=3)}, "group_bar.licence_over"),
        ({"ends_on": TODAY + timedelta(weeks=20)}, "group_bar.overrun"),
        ({"contact_offending": True}, "group_bar.contamination"),
        ({"cohort": "general"}, "group.none_of_the_kind"),
    ],
)
def test_whoever_breaks_a_hard_rule_is_left_out_and_told_why(changes, code):
    decision = decision_of(twins(BASE, **changes))

    assert decision.outcome == "left_out"
    assert code in {each.code for each in decision.reasons}


@pytest.mark.parametrize("name", ["apart_from", "co_defendants"])
@pytest.mark.parametrize("told_by", ["P0", "P9"])
def test_two_people_who_are_kept_apart_do_not_sit_together(name, told_by):
    pool = twins(BASE)
    other = {"P0": "P9", "P9": "P0"}[told_by]
    people = tuple(
        replace(each, **{name: (other,)}) if each.id == told_by else each for each in pool.person
    )

    forming = form_groups(replace(pool, person=people), **RULES)

    (members,) = forming.seated.values()
    assert len(members) == 9
    assert not {"P0", "P9"} <= {*members}


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("born_on", "born_on"),
        ("available", "available"),
        ("apart_from", "apart_from"),
        ("contact_offending", "contact_offending"),
    ],
)
def test_a_missing_fact_is_named_and_never_guessed(name, missing):
    decision = decision_of(twins(BASE, **{name: None}))

    assert (decision.outcome, decision.missing) == ("cannot_decide", (f"person[P9].{missing}",))


def test_how_long_the_way_is_must_be_known_where_somebody_set_a_limit():
    limited = decision_of(twins(BASE, travel={}, travel_minutes_at_most=45))
    unlimited = form_groups(twins(BASE, travel={}, travel_minutes_at_most=None), **RULES)

    missing = ("person[P9].travel.leeds",)
    assert (limited.outcome, limited.missing) == ("cannot_decide", missing)
    assert "P9" in unlimited.seated[BASE.group[0].id]


def test_a_missing_fact_that_could_change_nothing_is_not_asked_for():
    decision = decision_of(twins(BASE, born_on=None, excluded_locations=("leeds",)))

    assert (decision.outcome, decision.missing) == ("left_out", ())


def test_mixing_where_the_rule_allows_it():
    limits = replace(RULES["rule"].limits, mix_contact_offending=True)
    used = RULES | {"rule": replace(RULES["rule"], limits=limits)}

    forming = form_groups(twins(BASE, contact_offending=True), **used)

    assert "P9" in forming.seated[BASE.group[0].id]


def begun(held, **changes):
    """The group has begun with nine members, and one person asks for the tenth seat."""
    pool = twins(BASE, **changes)
    group = replace(pool.group[0], begins_on=TODAY - timedelta(days=7 * held), sessions_held=held)
    members = tuple(replace(each, group=group.id) for each in pool.person[:9])
    return replace(pool, group=(group,), person=(*members, pool.person[9]))


@pytest.mark.parametrize(("held", "outcome"), [(1, "placed"), (2, "placed"), (3, "left_out")])
def test_late_joiners_come_in_up_to_the_stated_point(held, outcome):
    decision = decision_of(begun(held))

    assert decision.outcome == outcome
    if outcome == "left_out":
        assert "group_bar.late" in {each.code for each in decision.reasons}


@pytest.mark.parametrize(
    ("held", "module", "days", "code"),
    [
        (3, "functional-analysis", 30, None),
        (4, "functional-analysis", 30, None),
        (5, "functional-analysis", 30, "group_bar.module_passed"),
        (4, "functional-analysis", 12 * 7 + 1, "group_bar.paused_long"),
        (4, "new-life-plan", 7, "group_bar.paused_long"),
        (28, "new-life-plan", 30, None),
    ],
)
def test_whoever_paused_rejoins_at_the_module_due_next(held, module, days, code):
    paused = Paused(on=TODAY - timedelta(days=days), next_module=module)

    decision = decision_of(begun(held, paused=paused))

    codes = {each.code for each in decision.reasons}
    assert decision.outcome == ("left_out" if code else "placed")
    assert (code or "group.rejoins") in codes


def test_a_group_that_has_begun_below_the_minimum_is_pointed_out():
    pool = begun(10)
    few = replace(pool, person=pool.person[:5])

    (group,) = form_groups(few, **RULES).groups

    assert (group.outcome, group.below_minimum) == ("running", True)


def test_seats_of_the_room_bound_the_group():
    pool = twins(BASE)
    tight = replace(pool, location=tuple(replace(each, seats=8) for each in pool.location))

    forming = form_groups(tight, **RULES)

    assert [len(members) for members in forming.seated.values()] == [8]
    left = [each for each in forming.placements if each.group is None]
    assert {each.decision.reasons[1].code for each in left} == {"group.full_exchange"}


def test_without_adoption_no_group_is_formed_and_the_rule_is_named():
    used = RULES | {"rule": replace(RULES["rule"], adoption=None)}

    forming = form_groups(twins(BASE), **used)

    assert (forming.groups, forming.cost) == ((), None)
    assert {each.decision.outcome for each in forming.placements} == {"awaiting_adoption"}
    assert forming.placements[0].decision.awaiting[0].id == "group-forming"
