"""The keys, typed a second time from the sources: a slip in one of the two shows here."""

import pytest

from desist.programme.scoring import score_answers
from tests.held import all_instruments, every_answer, held_instrument, scorable_forms

KEYS = {
    # instrument@order: scale: items, reversed ones with a minus sign
    "bis-11@standard": {
        "total": "-1 2 3 4 5 6 -7 -8 -9 -10 11 -12 -13 14 -15 16 17 18 19 -20 "
        "21 22 23 24 25 26 27 28 -29 -30",
        "attentional": "5 6 -9 11 -20 24 26 28",
        "motor": "2 3 4 16 17 19 21 22 23 25 -30",
        "non-planning": "-1 -7 -8 -10 -12 -13 14 -15 18 27 -29",
        "attention": "5 -9 11 -20 28",
        "cognitive-instability": "6 24 26",
        "motor-first-order": "2 3 4 17 19 22 25",
        "perseverance": "16 21 23 -30",
        "self-control": "-1 -7 -8 -12 -13 14",
        "cognitive-complexity": "-10 -15 18 27 -29",
    },
    "iri@standard": {
        "fantasy": "1 5 -7 -12 16 23 26",
        "perspective-taking": "-3 8 11 -15 21 25 28",
        "empathic-concern": "2 -4 9 -14 -18 20 22",
        "personal-distress": "6 10 -13 17 -19 24 27",
    },
    "ucla-loneliness-1980@standard": {
        "total": "-1 2 3 -4 -5 -6 7 8 -9 -10 11 12 13 14 -15 -16 17 18 -19 -20"
    },
    "ucla-loneliness-3@standard": {
        "total": "-1 2 3 4 -5 -6 7 8 -9 -10 11 12 13 14 -15 -16 17 18 -19 -20"
    },
    "ansie@adult-40": {
        "total": "1 -2 3 -4 5 -6 7 8 -9 10 11 12 -13 14 -15 16 17 18 19 -20 21 -22 23 24 -25 -26 "
        "27 -28 29 -30 31 -32 33 -34 35 36 37 -38 39 -40"
    },
    "gpius-2@standard": {
        "total": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
        "online-preference": "1 6 11",
        "mood-regulation": "2 7 12",
        "preoccupation": "3 8 13",
        "compulsive-use": "4 9 14",
        "negative-outcomes": "5 10 15",
    },
    "iat@from-0": {"total": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"},
    "iat@from-1": {"total": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"},
    "rosenberg@satisfied-first": {"total": "1 -2 3 4 -5 -6 7 -8 -9 10"},
    "rosenberg@worth-first": {"total": "1 2 -3 4 -5 6 7 -8 -9 -10"},
    "dass-21@standard": {
        "depression": "3 5 10 13 16 17 21",
        "anxiety": "2 4 7 9 15 19 20",
        "stress": "1 6 8 11 12 14 18",
    },
    "phq-9@standard": {"total": "1 2 3 4 5 6 7 8 9"},
    "gad-7@standard": {"total": "1 2 3 4 5 6 7"},
    "core-om@standard": {
        "total": "1 2 -3 -4 5 6 -7 8 9 10 11 -12 13 14 15 16 17 18 -19 20 -21 22 23 24 25 26 27 "
        "28 29 30 -31 -32 33 34",
        "non-risk": "1 2 -3 -4 5 -7 8 10 11 -12 13 14 15 17 18 -19 20 -21 23 25 26 27 28 29 30 "
        "-31 -32 33",
        "wellbeing": "-4 14 17 -31",
        "problems": "2 5 8 11 13 15 18 20 23 27 28 30",
        "functioning": "1 -3 -7 10 -12 -19 -21 25 26 29 -32 33",
        "risk": "6 9 16 22 24 34",
    },
    "core-10@standard": {"total": "1 -2 -3 4 5 6 7 8 9 10"},
    "wemwbs@standard": {"total": "1 2 3 4 5 6 7 8 9 10 11 12 13 14"},
    "swemwbs@standard": {"sum": "1 2 3 4 5 6 7", "metric": "1 2 3 4 5 6 7"},
    "ipc@standard": {
        "internal": "1 4 5 9 18 19 21 23",
        "powerful-others": "3 8 11 13 15 17 20 22",
        "chance": "2 6 7 10 12 14 16 24",
    },
    "bpaq@factor": {
        "total": "1 2 3 4 5 6 -7 8 9 10 11 12 13 14 15 16 17 -18 19 20 21 22 23 24 25 26 27 28 29",
        "physical": "1 2 3 4 5 6 -7 8 9",
        "verbal": "10 11 12 13 14",
        "anger": "15 16 17 -18 19 20 21",
        "hostility": "22 23 24 25 26 27 28 29",
    },
    "bpaq@interleaved": {
        "total": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 -15 16 17 18 19 20 21 22 23 -24 25 26 27 28 29",
        "physical": "1 5 9 13 17 21 -24 27 29",
        "verbal": "2 6 10 14 18",
        "anger": "3 7 11 -15 19 22 25",
        "hostility": "4 8 12 16 20 23 26 28",
    },
    "urica@umbc-32": {
        "precontemplation": "1 5 11 13 23 26 29",
        "contemplation": "2 8 12 15 19 21 24",
        "action": "3 7 10 14 17 25 30",
        "maintenance": "6 16 18 22 27 28 32",
    },
    "wai-sr@standard": {
        "total": "1 2 3 4 5 6 7 8 9 10 11 12",
        "task": "1 2 10 12",
        "bond": "3 5 7 9",
        "goal": "4 6 8 11",
    },
    "wai-s@standard": {
        "total": "1 2 3 -4 5 6 7 8 9 -10 11 12",
        "task": "1 2 8 12",
        "bond": "3 5 7 9",
        "goal": "-4 6 -10 11",
    },
    "bidr-6@version-6": {
        "self-deceptive-enhancement": "1 -2 3 -4 5 -6 7 -8 9 -10 11 -12 13 -14 15 -16 17 -18 19 "
        "-20",
        "impression-management": "-21 22 -23 24 -25 26 -27 28 -29 30 -31 32 -33 34 -35 36 -37 38 "
        "-39 40",
        "total": "1 -2 3 -4 5 -6 7 -8 9 -10 11 -12 13 -14 15 -16 17 -18 19 -20 -21 22 -23 24 -25 "
        "26 -27 28 -29 30 -31 32 -33 34 -35 36 -37 38 -39 40",
    },
    "bidr-german-20@standard": {
        "self-deception": "1 -2 3 -4 -5 6 -7 8 -9 -10",
        "impression-management": "-11 -12 13 -14 -15 16 -17 -18 19 -20",
    },
}
SCALE_SCORES_ONLY = {
    "short-self-esteem", "sri", "children-and-sex", "veds", "pds", "relapse-prevention", "ibaq",
    "staxi-2", "nas-pi", "msi", "my-private-interests", "step-it-desirability",
}  # fmt: skip

FORMS = {f"{each.id}@{order.id}": (each, order) for each, order in scorable_forms()}
SHIPPED_FORMS = {name: form for name, form in FORMS.items() if not form[0].fictional}


@pytest.mark.parametrize("form", KEYS)
def test_the_key_held_is_the_key_typed_again(form):
    _, order = FORMS[form]

    held = {
        key.scale: {-item if item in key.reversed else item for item in key.items}
        for key in order.key
    }

    assert held == {scale: set(map(int, items.split())) for scale, items in KEYS[form].items()}


def test_every_form_that_is_scored_was_typed_again():
    assert set(KEYS) == set(SHIPPED_FORMS)


def test_the_others_take_scale_scores_only():
    assert {each.id for each in all_instruments() if not each.scorable_orders} == SCALE_SCORES_ONLY


def expected(scale, key, order, answer):
    """The raw score where everybody gives one answer, by the counts of the key alone."""
    turned = order.minimum + order.maximum - answer
    plain = len(key.items) - len(key.reversed)
    if scale.count_from is not None:
        reached = answer >= scale.count_from
        turned_reached = turned >= scale.count_from
        return plain * reached + len(key.reversed) * turned_reached
    total = plain * answer + len(key.reversed) * turned
    if scale.lookup:
        return scale.lookup[total - len(key.items) * order.minimum]
    if scale.combine == "mean":
        total /= len(key.items)
    return total * scale.multiplier + scale.offset


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("end", ["minimum", "maximum", "middle"])
def test_the_same_answer_throughout_gives_what_the_key_says(form, end):
    instrument, order = FORMS[form]
    middle = (order.minimum + order.maximum) // 2 or 1
    answer = {"minimum": order.minimum, "maximum": order.maximum, "middle": middle}[end]

    scored = score_answers(
        every_answer(answer, items=order.items), instrument=instrument, form_order=order.id
    )

    for score in scored.scales:
        scale, key = instrument.scale_called(score.scale), order.key_of(score.scale)
        assert score.low <= score.raw <= score.high
        if key is not None:
            assert score.raw == pytest.approx(expected(scale, key, order, answer))


@pytest.mark.parametrize("form", FORMS)
def test_the_worst_and_best_answers_reach_the_ends_of_the_range(form):
    instrument, order = FORMS[form]
    for key in order.key:
        scale = instrument.scale_called(key.scale)
        for low in (True, False):
            answers = {
                item: order.minimum if (item in key.reversed) != low else order.maximum
                for item in key.items
            }
            score = score_answers(answers, instrument=instrument, form_order=order.id)
            score = score.score_of(scale.id)
            assert score.raw == pytest.approx(score.low if low else score.high)


@pytest.mark.parametrize("form", SHIPPED_FORMS)
def test_every_form_says_how_its_scales_share_out_the_items(form):
    _, order = SHIPPED_FORMS[form]

    assert order.partition


def test_a_licence_that_was_not_recorded_is_not_cleared():
    cleared = {each.id for each in all_instruments() if each.licence_cleared and not each.fictional}

    assert cleared == {"phq-9", "gad-7", "core-om", "core-10"}


def test_the_second_order_scales_of_the_bis_are_made_of_its_first_order_scales():
    items = {key.scale: set(key.items) for key in held_instrument("bis-11").form_order[0].key}

    assert items["attentional"] == items["attention"] | items["cognitive-instability"]
    assert items["motor"] == items["motor-first-order"] | items["perseverance"]
    assert items["non-planning"] == items["self-control"] | items["cognitive-complexity"]
