"""Sessions proposed: in order, the soonest, on days that are open and at times that are free."""

from datetime import date, time, timedelta
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from desist.scheduling.appointment_proposal import ProposalRequest, instants, propose_sessions

MONDAY = date(2026, 3, 2)


def request(**changed):
    return ProposalRequest(
        **{
            "sessions": (90, 90, 90),
            "first_on": MONDAY,
            "last_on": MONDAY + timedelta(days=60),
            "weekdays": frozenset({1, 3}),
            "starts": (time(10), time(14)),
            "a_week": 1,
            "days_between": 2,
        }
        | changed
    )


def proposed(asked, *, closed=lambda _day: None, taken=lambda _begins, _ends: None):
    return propose_sessions(asked, closed=closed, taken=taken)


def days(proposal):
    return [each.day for each in proposal.placed]


def test_one_a_week_comes_on_the_first_weekday_that_suits():
    assert days(proposed(request())) == [date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 17)]


def test_two_a_week_keep_their_distance():
    found = days(proposed(request(a_week=2, weekdays=frozenset(range(5)))))
    assert found == [date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 9)]


def test_a_closed_day_is_passed_over_and_said():
    found = proposed(request(), closed=lambda day: "leave" if day == date(2026, 3, 3) else None)
    assert days(found)[0] == date(2026, 3, 5)
    assert [(each.day.day, each.why) for each in found.passed_over] == [(3, "leave")]


def test_the_second_wish_is_taken_where_the_first_time_is_not_free():
    found = proposed(request(), taken=lambda begins, _: "room" if begins.hour == 10 else None)
    assert {each.starts for each in found.placed} == {time(14)}


def test_what_finds_no_place_before_the_end_is_counted():
    found = proposed(request(last_on=date(2026, 3, 12)))
    assert (len(found.placed), found.unplaced) == (2, 1)


def test_it_follows_the_session_before():
    found = proposed(request(after=date(2026, 3, 2), days_between=3))
    assert days(found)[0] == date(2026, 3, 5)


def test_a_time_that_does_not_exist_or_exists_twice_is_no_time():
    assert instants(date(2026, 3, 29), time(1, 30), 60) is None
    assert instants(date(2026, 10, 25), time(1, 30), 60) is None
    begins, ends = instants(date(2026, 3, 29), time(0, 30), 90)
    assert (begins.utcoffset(), ends.utcoffset()) == (timedelta(0), timedelta(hours=1))
    assert ends.time() == time(3)
    assert instants(date(2026, 3, 28), time(23, 30), 60) is None


@settings(max_examples=120, deadline=None)
@given(
    opened=st.sets(st.integers(0, 13), max_size=9),
    count=st.integers(1, 4),
    a_week=st.integers(1, 3),
    between=st.integers(1, 4),
)
def test_no_other_choice_of_days_ends_sooner(opened, count, a_week, between):
    """The oracle is every choice of days of two weeks."""
    asked = request(
        sessions=(60,) * count,
        last_on=MONDAY + timedelta(days=13),
        weekdays=frozenset(range(7)),
        a_week=a_week,
        days_between=between,
    )
    found = proposed(
        asked, closed=lambda day: None if (day - MONDAY).days in opened else "bank_holiday"
    )
    possible = [
        chosen
        for chosen in combinations(sorted(opened), count)
        if all(later - earlier >= between for earlier, later in pairwise(chosen))
        and all(sum(each // 7 == week for each in chosen) <= a_week for week in (0, 1))
    ]
    if not possible:
        assert found.unplaced
    else:
        soonest = min(chosen[-1] for chosen in possible)
        assert (days(found)[-1] - MONDAY).days == soonest
