from dataclasses import dataclass

from desist.programme.change_of_fact import find_changes


@dataclass(frozen=True, kw_only=True)
class Facts:
    one: int = 0
    other: int = 0


def judge(facts):
    if facts.one == facts.other == 1:
        return "both"
    return "one" if facts.one else "none"


def changes(facts, changeable):
    found = find_changes(facts, judge=judge, changeable=changeable)
    return {each.outcome: [(c.fact, c.now, c.instead) for c in each.changes] for each in found}


def test_a_single_change_is_found_before_a_pair():
    found = changes(Facts(), {"one": (0, 1), "other": (0, 1)})

    assert found == {"one": [("one", 0, 1)], "both": [("one", 0, 1), ("other", 0, 1)]}


def test_several_facts_may_change_together_as_one_change():
    found = changes(Facts(), {("one", "other"): ((0, 0), (1, 1))})

    assert found == {"both": [("one", 0, 1), ("other", 0, 1)]}


def test_a_pair_never_changes_one_fact_twice():
    found = changes(Facts(other=1), {("one", "other"): ((1, 2),), "one": (1,)})

    assert found == {"one": [("one", 0, 1), ("other", 1, 2)], "both": [("one", 0, 1)]}


def test_what_the_facts_already_say_is_no_change():
    assert changes(Facts(one=1), {"one": (1,)}) == {}
