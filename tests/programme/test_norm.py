from dataclasses import replace

import pytest

from desist.programme.entry import Grade
from desist.programme.norm import Norm, choose_norm
from tests.programme.profile import adopted, norm, shipped

SCALE = "weather/rain"


def chosen(*norms, sex="male"):
    return choose_norm(norms, scale=SCALE, sex=sex)


def test_an_adopted_norm_comes_before_a_verified_and_that_before_a_secondary_one():
    secondary = norm("secondary", grade=Grade.SECONDARY)
    verified = norm("verified")
    recalled = adopted(norm("recalled", grade=Grade.UNVERIFIED))

    assert (chosen(secondary).norm, chosen(secondary).basis) == (secondary, "secondary")
    assert (chosen(secondary, verified).norm, chosen(verified).basis) == (verified, "verified")
    three = chosen(secondary, verified, recalled)
    assert (three.norm, three.basis) == (recalled, "adopted")


def test_within_a_tier_a_norm_for_this_sex_comes_before_a_mixed_one():
    mixed, men = norm("mixed"), norm("men", sex="male")

    assert chosen(mixed, men).norm == men
    assert chosen(mixed, men, sex="female").norm == mixed


def test_a_better_tier_comes_before_a_norm_for_this_sex():
    men = norm("men", sex="male", grade=Grade.SECONDARY)

    assert chosen(men, norm("mixed")).norm.id == "mixed"


def test_where_the_sex_is_not_known_only_mixed_norms_are_compared():
    men, mixed = norm("men", sex="male"), norm("mixed", grade=Grade.SECONDARY)

    assert chosen(men, mixed, sex=None).norm == mixed
    assert chosen(men, sex=None).norm is None


def test_equally_good_norms_are_a_conflict_that_adopting_one_of_them_settles():
    one, other = norm("one"), norm("other", mean=30.0)

    conflict = chosen(one, other)

    assert conflict.norm is None
    assert conflict.awaited == (one, other)
    assert chosen(one, adopted(other)).norm.id == "other"


def test_an_unverified_norm_waits_to_be_adopted():
    recalled = norm(grade=Grade.UNVERIFIED)

    waiting = chosen(recalled)

    assert (waiting.norm, waiting.awaited) == (None, (recalled,))


def test_a_norm_without_a_standard_deviation_is_never_chosen():
    mean_only, secondary = norm("mean-only", sd=None), norm("whole", grade=Grade.SECONDARY)

    assert chosen(mean_only, secondary).norm == secondary
    assert chosen(mean_only).norm is None
    assert chosen(mean_only).incomplete == (mean_only,)


def test_a_fictional_norm_gives_way_to_every_real_one():
    fictional = adopted(norm("fictional", fictional=True, sex="male"))
    real = norm("real", grade=Grade.SECONDARY)

    assert chosen(fictional, real).norm == real
    assert chosen(fictional).norm == fictional


def test_norms_of_other_scales_are_left_alone():
    assert chosen(norm(scale="weather/wind")).norm is None


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"scale": "rain"}, "scale"),
        ({"sd": 0.0}, "sd"),
        ({"n": 1}, "n"),
        ({"mean": None, "sd": None}, "mean"),
    ],
)
def test_an_impossible_norm_is_a_fault(changes, path):
    assert [fault.path for fault in norm(**changes).faults()] == [path]
    assert not list(norm().faults())


def test_every_shipped_norm_says_what_it_was_computed_from_or_where_it_was_read():
    norms = shipped(Norm)

    assert len(norms) >= 28
    assert not [each.id for each in norms if each.fictional]
    computed = [each for each in norms if each.id.startswith("norm-bis-11") and each.n]
    assert {each.grade for each in computed} == {Grade.VERIFIED}
    assert {each.grade for each in norms if "recalled" in each.source} == {Grade.UNVERIFIED}


def test_the_choice_of_norm_moves_z_by_half_a_standard_deviation():
    of_bis = [each for each in shipped(Norm) if each.scale == "bis-11/total"]
    online = choose_norm(of_bis, scale="bis-11/total", sex="male").norm
    stanford = next(each for each in of_bis if each.id == "norm-bis-11-total-stanford")

    settled = choose_norm([*of_bis, adopted(replace(stanford))], scale="bis-11/total", sex="male")

    assert online.z(62.3) - settled.norm.z(62.3) == pytest.approx(0.456, abs=0.001)
