from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desist.scheduling.session_layout import lay_out


def splits(layout):
    """How often an exercise goes on in another session."""
    pieces = [piece.index for session in layout for piece in session]
    return len(pieces) - len(set(pieces))


def fewest_splits(lengths, capacity, sessions):
    """By trying every amount that every session could do; None where they are too few."""
    edges = {0, *accumulate(lengths)}
    total = sum(lengths)
    reached = {0: 0}
    for _ in range(sessions):
        following = dict(reached)
        for done, cost in reached.items():
            for upto in range(done + 1, min(done + capacity, total) + 1):
                price = cost + (upto not in edges)
                following[upto] = min(following.get(upto, price), price)
        reached = following
    return reached.get(total)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=7),
    st.integers(2, 8),
    st.integers(0, 3),
)
def test_exercises_are_laid_whole_in_order_with_the_fewest_splits(lengths, capacity, spare):
    sessions = -(-sum(lengths) // capacity) + spare

    layout = lay_out(lengths, capacity=capacity, sessions=sessions)

    pieces = [piece for session in layout for piece in session]
    done = [sum(p.length for p in pieces if p.index == i) for i in range(len(lengths))]
    assert len(layout) == sessions
    assert done == lengths
    assert [p.index for p in pieces] == sorted(p.index for p in pieces)
    assert all(sum(p.length for p in session) <= capacity for session in layout)
    assert all(piece.length > 0 for piece in pieces)
    assert splits(layout) == fewest_splits(lengths, capacity, sessions)


def laid(lengths, *, sessions):
    layout = lay_out(lengths, capacity=60, sessions=sessions)
    return [[(piece.index, piece.length) for piece in session] for session in layout]


def test_an_exercise_waits_for_the_next_session_where_there_is_room_for_that():
    assert laid([40, 50], sessions=2) == [[(0, 40)], [(1, 50)]]


def test_an_exercise_spans_sessions_where_it_must():
    assert laid([40, 50, 30], sessions=2) == [[(0, 40), (1, 20)], [(1, 30), (2, 30)]]


def test_sessions_that_nothing_is_left_for_are_last_and_empty():
    assert laid([40, 20], sessions=2) == [[(0, 40), (1, 20)], []]


def test_too_few_sessions_are_refused():
    with pytest.raises(ValueError, match="do not go into 1 sessions"):
        lay_out([40, 50], capacity=60, sessions=1)
