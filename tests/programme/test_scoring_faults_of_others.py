"""Faults met in other people's public scoring code: none of them is made here."""

from dataclasses import replace

import pytest

from desist.programme.instrument import ScaleKey
from desist.programme.scoring import score_answers
from tests.held import every_answer, held_instrument


def raw(id_, answers, scale="total", form_order=None):
    scored = score_answers(
        answers, instrument=held_instrument(id_, adopted=True), form_order=form_order
    )
    return scored.score_of(scale).raw


def problems(instrument):
    return [f"{fault.path} {fault.problem}" for fault in instrument.faults()]


def with_range(id_, low, high):
    """The instrument with another printed range for its total (or first) scale."""
    held = held_instrument(id_)
    first, *others = held.scale
    return replace(held, scale=(replace(first, low=low, high=high), *others))


def test_an_item_in_the_wrong_scale():
    """Item 13 of the IRI belongs to personal distress and not to empathic concern."""
    plain = every_answer(2, items=28)
    changed = plain | {13: 0}

    assert raw("iri", changed, "empathic-concern") == raw("iri", plain, "empathic-concern")
    assert raw("iri", changed, "personal-distress") == raw("iri", plain, "personal-distress") + 2


@pytest.mark.parametrize("order", ["satisfied-first", "worth-first"])
def test_no_reversal_at_all(order):
    """Agreeing with everything on Rosenberg's scale is the middle and not the top."""
    assert raw("rosenberg", every_answer(3, items=10), form_order=order) == 15


@pytest.mark.parametrize(
    ("scale", "score", "band"),
    [
        ("depression", 9, "normal"),
        ("depression", 10, "mild"),
        ("depression", 13, "mild"),
        ("depression", 14, "moderate"),
        ("depression", 20, "moderate"),
        ("depression", 21, "severe"),
        ("depression", 27, "severe"),
        ("depression", 28, "extremely-severe"),
        ("anxiety", 7, "normal"),
        ("anxiety", 8, "mild"),
        ("anxiety", 9, "mild"),
        ("anxiety", 10, "moderate"),
        ("anxiety", 14, "moderate"),
        ("anxiety", 15, "severe"),
        ("anxiety", 19, "severe"),
        ("anxiety", 20, "extremely-severe"),
        ("stress", 14, "normal"),
        ("stress", 15, "mild"),
        ("stress", 18, "mild"),
        ("stress", 19, "moderate"),
        ("stress", 25, "moderate"),
        ("stress", 26, "severe"),
        ("stress", 33, "severe"),
        ("stress", 34, "extremely-severe"),
    ],
)
def test_an_inclusive_band_end_tested_as_if_it_were_not(scale, score, band):
    """A depression score of 9 on the DASS is normal and not mild."""
    bands = held_instrument("dass-21").scale_called(scale).bands[0]

    assert bands.band_of(score).id == band


def test_names_of_scales_swapped():
    """Items 3 and 5 of the DASS are depression; items 2 and 4 are anxiety."""
    answers = every_answer(0, items=21, but={3: 3, 5: 3})

    assert raw("dass-21", answers, "depression") == 12
    assert raw("dass-21", answers, "anxiety") == 0


def test_a_constant_added_before_dividing():
    """The URICA's means run from 1 to 5 and its readiness from -2 to 14."""
    threes = every_answer(3, items=32)
    precontemplation = (1, 5, 11, 13, 23, 26, 29)
    readiest = every_answer(5, items=32, but=dict.fromkeys(precontemplation, 1))
    least_ready = every_answer(1, items=32, but=dict.fromkeys(precontemplation, 5))

    assert raw("urica", threes, "precontemplation") == 3
    assert raw("urica", threes, "readiness") == 6
    assert raw("urica", readiest, "readiness") == 14
    assert raw("urica", least_ready, "readiness") == -2


def test_blocks_of_items_assumed():
    """The first four items of the WAI-SR are not its task scale."""
    answers = every_answer(1, items=12, but={1: 5, 2: 5, 3: 5, 4: 5})

    assert raw("wai-sr", answers, "task") == 12
    assert raw("wai-sr", answers, "bond") == 8
    assert raw("wai-sr", answers, "goal") == 8


@pytest.mark.parametrize(
    ("id_", "low", "high", "right"),
    [
        ("wai-sr", 12, 84, "12 to 60"),
        ("ipc", 6, 48, "0 to 48"),
        ("gpius-2", 8, 120, "15 to 120"),
    ],
)
def test_the_range_of_another_form_or_a_misprint(id_, low, high, right):
    """A range that the key cannot give does not load."""
    found = problems(with_range(id_, low, high))

    assert any(f"given as {low} to {high}" in each and right in each for each in found)
    assert problems(held_instrument(id_)) == []


def test_the_key_of_another_form():
    """The two UCLA forms differ at item 4 and nowhere else, by up to 3 points."""
    for item in range(1, 21):
        for answer in (1, 4):
            answers = every_answer(1, items=20, but={item: answer})
            difference = raw("ucla-loneliness-1980", answers) - raw("ucla-loneliness-3", answers)
            assert difference == (-3 if item == 4 and answer == 4 else 3)


def test_an_empty_form_scored_as_healthy():
    """A CORE-10 with nothing answered has no score; it is not a score of 0."""
    assert raw("core-10", {}) is None
    assert raw("core-10", every_answer(0, items=10, but={2: 4, 3: 4})) == 0


def test_a_short_form_under_the_name_of_the_whole_scale():
    """Six items cannot give the Buss-Perry's 29 to 145."""
    held = held_instrument("bpaq")
    order = held.form_order[0]
    short = replace(order, key=(ScaleKey(scale="total", items=(1, 2, 3, 4, 5, 6)),), partition=())

    found = problems(replace(held, form_order=(short,)))

    assert any("29 to 145" in each and "6 to 30" in each for each in found)
