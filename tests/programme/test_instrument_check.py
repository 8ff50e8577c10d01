from dataclasses import replace
from datetime import date

import pytest

from desist.programme.entry import Grade
from desist.programme.instrument import (
    Component,
    FormOrder,
    Instrument,
    MissingRule,
    Reliability,
    Scale,
    ScaleKey,
    ScoreBand,
    ScoreBands,
)

SCALE = Scale(id="total", title="Total", problem_end="high", low=4, high=12)
OTHER = Scale(id="other", title="Other", problem_end="low", low=2, high=6)
KEY = ScaleKey(scale="total", items=(1, 2, 3, 4), reversed=(2,))
OTHER_KEY = ScaleKey(scale="other", items=(5, 6))
ORDER = FormOrder(
    id="only",
    title="six items",
    items=6,
    minimum=1,
    maximum=3,
    key=(KEY, OTHER_KEY),
    partition=(("total", "other"),),
)
SOUND = Instrument(
    id="sound",
    title="Sound",
    version=1,
    in_force_from=date(2003, 1, 1),
    source="made up",
    licence="none",
    grade=Grade.SECONDARY,
    scale=(SCALE, OTHER),
    form_order=(ORDER,),
)


def with_scale(**changes):
    return replace(SOUND, scale=(replace(SCALE, **changes), OTHER))


def with_key(**changes):
    return with_order(key=(replace(KEY, **changes), OTHER_KEY))


def with_order(**changes):
    return replace(SOUND, form_order=(replace(ORDER, **changes),))


def bands(*ends):
    rows = tuple(
        ScoreBand(id=f"b{n}", title="", at_least=a, below=b) for n, (a, b) in enumerate(ends)
    )
    return (ScoreBands(id="set", row=rows),)


COMPOSITE = Scale(
    id="both",
    title="Both",
    problem_end="none",
    low=6,
    high=18,
    composite=(Component(scale="total"), Component(scale="other")),
)
FAULTY = {
    "no scale at all": (replace(SOUND, scale=(), form_order=()), "scale is empty"),
    "a scale twice": (replace(SOUND, scale=(SCALE, SCALE, OTHER)), "scale[total] stands here 2"),
    "a form order twice": (
        replace(SOUND, form_order=(ORDER, ORDER)),
        "form_order[only] stands here 2",
    ),
    "a key twice": (with_order(key=(KEY, KEY, OTHER_KEY)), "key[total] stands here 2"),
    "a scale called id": (
        replace(SOUND, scale=(SCALE, OTHER, replace(OTHER, id="id"))),
        "scale[id].id is a column",
    ),
    "an item outside the order": (
        with_key(items=(1, 2, 3, 4, 7)),
        "key[total].items item 7 is not on a form of 6",
    ),
    "item nought": (with_key(items=(0, 1, 2, 3)), "item 0 is not on a form of 6"),
    "an item twice in a scale": (with_key(items=(1, 2, 3, 3)), "item 3 stands here 2 times"),
    "a reversed item that the scale lacks": (
        with_key(reversed=(5,)),
        "key[total].reversed item 5 is not in the scale",
    ),
    "an item in two scales of a partition": (
        with_order(key=(KEY, replace(OTHER_KEY, items=(4, 5)))),
        "items in two places: [4]",
    ),
    "an item in no scale of a partition": (
        with_order(items=7),
        "items in no scale: [7]",
    ),
    "a partition of unknown scales": (
        with_order(partition=(("total", "others"),)),
        "others has no key in this order",
    ),
    "a key for an unknown scale": (
        with_key(scale="sum"),
        "key[sum] is no scale of this instrument",
    ),
    "a key without items": (with_key(items=(), reversed=()), "key[total].items is empty"),
    "a range that the key cannot give": (
        with_scale(high=16),
        "given as 4 to 16, but the key of only gives 4 to 12",
    ),
    "a range upside down": (with_scale(low=12, high=4), "scale[total].low 12 is not below"),
    "half a range": (with_scale(low=None), "one end of its range only"),
    "no range for a scale that is scored": (
        with_scale(low=None, high=None),
        "is missing for a scale that is scored",
    ),
    "answers upside down": (with_order(minimum=3, maximum=1), "minimum 3 is not below 1"),
    "no items": (with_order(items=0), "items is 0"),
    "an end of the answers left out": (with_order(excluding=(3,)), "excluding names an end"),
    "a safety item that is not there": (
        with_order(safety_items=(9,)),
        "safety_items item 9 is not on a form of 6",
    ),
    "as many missing answers as items": (
        with_scale(missing_answers=MissingRule(allowed=4)),
        "missing_answers.allowed is 4 of 4",
    ),
    "an extreme-answer key that counts all": (
        with_scale(count_from=1, low=0, high=4),
        "count_from 1 counts every answer",
    ),
    "a lookup of the wrong length": (
        with_scale(lookup=(1.0, 2.0), low=1, high=2),
        "has 2 values for sums from 4 to 12",
    ),
    "a lookup that falls": (
        with_scale(lookup=(1.0, 3.0, 2.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0), low=1, high=9),
        "does not rise all the way",
    ),
    "a lookup for a mean": (
        with_scale(combine="mean", lookup=tuple(map(float, range(9))), low=0, high=8),
        "stands beside a mean",
    ),
    "a lookup with answers missing": (
        with_scale(
            lookup=tuple(map(float, range(9))),
            low=0,
            high=8,
            missing_answers=MissingRule(allowed=1),
        ),
        "a lookup is printed for whole sums only",
    ),
    "a composite of nothing known": (
        replace(SOUND, scale=(SCALE, OTHER, replace(COMPOSITE, composite=(Component(scale="x"),)))),
        "x is no scale of single items",
    ),
    "a composite with half its keys": (
        replace(
            SOUND,
            scale=(SCALE, OTHER, COMPOSITE),
            form_order=(replace(ORDER, key=(KEY,), partition=()),),
        ),
        "both is made of scales that have no key: other",
    ),
    "a key for a composite": (
        replace(
            SOUND,
            scale=(SCALE, OTHER, COMPOSITE),
            form_order=(replace(ORDER, key=(KEY, OTHER_KEY, replace(KEY, scale="both"))),),
        ),
        "key[both] is made of other scales",
    ),
    "a composite with an impossible range": (
        replace(SOUND, scale=(SCALE, OTHER, replace(COMPOSITE, high=20))),
        "given as 6 to 20, but the key of only gives 6 to 18",
    ),
    "a reliability above one": (
        with_scale(reliability=(Reliability(kind="alpha", value=83),)),
        "83 is no reliability",
    ),
    "a gap between bands": (
        with_scale(bands=bands((4, 6), (7, None))),
        "b0 ends below 6, b1 begins at 7",
    ),
    "an overlap of bands": (
        with_scale(bands=bands((4, 8), (7, None))),
        "b0 ends below 8, b1 begins at 7",
    ),
    "bands closed above": (with_scale(bands=bands((4, 8), (8, 12))), "is closed above"),
    "no bands": (with_scale(bands=bands()), "has no rows"),
}


def problems(instrument):
    return [f"{fault.path} {fault.problem}" for fault in instrument.faults()]


def test_a_sound_instrument_has_no_faults():
    assert problems(SOUND) == []
    assert problems(replace(SOUND, scale=(SCALE, OTHER, COMPOSITE))) == []


@pytest.mark.parametrize("what", FAULTY)
def test_the_loader_refuses(what):
    instrument, expected = FAULTY[what]

    found = problems(instrument)

    assert any(expected in each for each in found), found


def test_faults_are_found_all_at_once():
    faulty = with_key(items=(1, 2, 3, 9), reversed=(5,))

    assert len(problems(faulty)) >= 2
