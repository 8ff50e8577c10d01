import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desist.catalogue.load import load_catalogue
from desist.programme.group_check import group_faults
from desist.scheduling.group_forming import form_groups
from desist.scheduling.group_move import GroupMove, effect_of
from desist.scheduling.group_pool_reader import EXAMPLE, parse_pool
from tests.scheduling.drawn_pool import drawn_pool, rules

RULES = rules()
POOL = parse_pool(EXAMPLE.read_text(encoding="utf-8"), file="pool.toml", catalogue=load_catalogue())
FORMING = form_groups(POOL, **RULES)


def effect(*moves):
    return effect_of(FORMING, [GroupMove(person=person, to=to) for person, to in moves])


def broken(*moves):
    return {each.code for each in effect(*moves).broken}


def member(group):
    return next(each for each in FORMING.groups if each.group == group).joining[0]


def test_nothing_moved_changes_nothing():
    stays = member("leeds-2")

    told = effect((stays, "leeds-2"))

    assert (told.broken, told.cost_difference) == ((), 0)


def test_moving_a_member_says_every_rule_that_would_be_broken():
    assert "group_bar.contamination" in broken(("P32", "leeds-2"))
    assert "group_bar.co_defendant" in broken(("P28", "york-1"))
    assert "group_bar.apart" in broken(("P30", "leeds-2"))
    assert "group_bar.safeguards" in broken(("P34", "york-1"))
    assert "group_bar.overrun" in broken(("P35", "leeds-2"))
    assert "group.too_many" in broken(("P12", "leeds-2"))


def test_a_missing_fact_is_named():
    assert effect(("P36", "york-1")).missing == ("person[P36].available",)


def test_taking_people_out_leaves_too_few():
    (group,) = (each for each in FORMING.groups if each.group == "york-1")
    leaving = [(each, None) for each in group.members[:3]]

    told = effect(*leaving)

    assert {each.code for each in told.broken} == {"group.too_few"}
    assert told.cost_difference > 0


def test_an_exchange_is_told_as_one():
    out, into = member("leeds-2"), "P12"

    told = effect((out, None), (into, "leeds-2"))

    assert told.broken == ()
    assert told.cost_difference >= 0
    assert into in told.seated["leeds-2"]
    assert out not in told.seated["leeds-2"]


@pytest.mark.parametrize("move", [("nobody", "leeds-2"), ("P12", "nowhere")])
def test_what_is_not_in_the_pool_is_named(move):
    with pytest.raises(LookupError):
        effect(move)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_move_breaks_something_exactly_when_the_checker_finds_a_fault(data):
    seed = data.draw(st.integers(0, 4))
    pool = drawn_pool(seed, people=60, groups=4)
    forming = REGIONS.setdefault(seed, form_groups(pool, **RULES))
    person = data.draw(st.sampled_from(pool.person)).id
    to = data.draw(st.sampled_from([None, *(each.id for each in pool.group)]))

    told = effect_of(forming, [GroupMove(person=person, to=to)])

    seated = {id_: members for id_, members in told.seated.items() if members}
    found = group_faults(seated, pool=pool, rule=RULES["rule"], programmes=RULES["programmes"])
    assert bool(told.broken or told.missing) == bool(found), (told.broken, found)


REGIONS = {}
