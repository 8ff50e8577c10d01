from hypothesis import given
from hypothesis import strategies as st

from desist.programme.missing_fact import explore
from desist.programme.missing_points import complete_sum

POINTS = st.lists(st.integers(0, 6), min_size=1, max_size=3)


@given(
    known=st.integers(0, 10),
    possible=st.dictionaries(st.sampled_from("abcd"), POINTS, max_size=3),
    edge=st.integers(0, 20),
)
def test_a_sum_is_completed_as_by_trying_every_combination(known, possible, edge):
    def answer(total):
        return "above" if total > edge else "below"

    tried = explore(possible, judge=lambda values: answer(known + sum(values.values())))

    quick = complete_sum(known, possible=possible, answer=answer)

    assert set(quick.outcomes) == set(tried.outcomes)
    assert quick.decisive == tried.decisive


def test_nothing_missing_leaves_one_outcome():
    assert complete_sum(7, possible={}, answer=str).outcomes == ("7",)
