"""Scoring as tables: reversed items, extreme answers, means, conversion, and missing answers."""

from desist.programme.scoring import score_answers
from tests.held import every_answer, held_instrument
from tests.rulebook.chapter import Chapter, Table, by_rows

SAME_ANSWER = Table(
    title="The same answer to every item",
    explanation=(
        "Somebody who agrees with everything is not at the top of a scale with reversed items. "
        "The lowest, a middle and the highest answer that each form offers."
    ),
    given=("instrument", "form order", "scale"),
    expected=("lowest", "middle", "highest"),
    rows=(
        ("bis-11", "standard", "total", 63, 71, 87),
        ("bis-11", "standard", "attentional", 14, 18, 26),
        ("bis-11", "standard", "motor", 14, 23, 41),
        ("bis-11", "standard", "non-planning", 35, 30, 20),
        ("iri", "standard", "fantasy", 8, 14, 20),
        ("iri", "standard", "perspective-taking", 8, 14, 20),
        ("iri", "standard", "empathic-concern", 12, 14, 16),
        ("iri", "standard", "personal-distress", 8, 14, 20),
        ("ucla-loneliness-1980", "standard", "total", 50, 50, 50),
        ("ucla-loneliness-3", "standard", "total", 47, 49, 53),
        ("ansie", "adult-40", "total", 16, 24, 24),
        ("rosenberg", "satisfied-first", "total", 15, 15, 15),
        ("rosenberg", "worth-first", "total", 15, 15, 15),
        ("gpius-2", "standard", "total", 15, 60, 120),
        ("iat", "from-0", "total", 0, 40, 100),
        ("iat", "from-1", "total", 20, 60, 100),
        ("dass-21", "standard", "depression", 0, 14, 42),
        ("phq-9", "standard", "total", 0, 9, 27),
        ("gad-7", "standard", "total", 0, 7, 21),
        ("core-10", "standard", "total", 8, 20, 32),
        ("core-om", "standard", "risk", 0, 20, 40),
        ("core-om", "standard", "wellbeing", 20, 20, 20),
        ("wemwbs", "standard", "total", 14, 42, 70),
        ("swemwbs", "standard", "sum", 7, 21, 35),
        ("swemwbs", "standard", "metric", 7, 19.25, 35),
        ("ipc", "standard", "internal", 0, 32, 48),
        ("bpaq", "factor", "total", 37, 87, 137),
        ("bpaq", "interleaved", "physical", 13, 27, 41),
        ("urica", "umbc-32", "readiness", 2, 6, 10),
        ("wai-sr", "standard", "total", 12, 36, 60),
        ("wai-s", "standard", "goal", 16, 16, 16),
        ("bidr-6", "version-6", "self-deceptive-enhancement", 10, 0, 10),
        ("bidr-german-20", "standard", "self-deception", 46, 40, 34),
    ),
)

MISSING = Table(
    title="Missing answers",
    explanation=(
        "A missing answer is never nought. Where no rule was published, a scale that lacks one "
        "answer has no score, and the others of the instrument keep theirs; where one was, it "
        "holds up to its limit and no further. Every item is answered with the number given, but "
        "for those that are missing. The last four rows are of a fictional instrument, whose rule "
        "prorates: the score is what the same answers would give over all items."
    ),
    given=("instrument", "scale", "every answer", "missing"),
    expected=("raw", "answered", "prorated"),
    rows=(
        ("bis-11", "total", 2, (), 71, 30, False),
        ("bis-11", "total", 2, (7,), None, 29, False),
        ("bis-11", "motor", 2, (7,), 23, 11, False),
        ("bis-11", "motor", 2, (7, 30), None, 10, False),
        ("iri", "fantasy", 4, (1, 5, 7, 12, 16, 23, 26), None, 0, False),
        ("core-10", "total", 2, (), 20, 10, False),
        ("core-10", "total", 2, tuple(range(1, 11)), None, 0, False),
        ("core-om", "total", 2, (1, 2, 3), 20, 31, True),
        ("core-om", "total", 2, (1, 2, 3, 4), None, 30, False),
        ("core-om", "problems", 1, (2,), 10, 11, True),
        ("core-om", "problems", 1, (2, 5), None, 10, False),
        ("core-om", "risk", 1, (6,), None, 5, False),
        ("swemwbs", "metric", 3, (7,), None, 6, False),
        ("urica", "readiness", 3, (1,), None, 27, False),
        ("urica", "readiness", 3, (4, 9, 20, 31), 6, 28, False),
        ("fictional-weather", "storm", 3, (6,), 18, 5, True),
        ("fictional-weather", "storm", 1, (6,), 15.6, 5, True),
        ("fictional-weather", "storm", 1, (1, 6), 18, 4, True),
        ("fictional-weather", "storm", 1, (1, 3, 6), None, 3, False),
    ),
)

GRADES = Table(
    title="Keys that have to be adopted",
    explanation=(
        "A key that was read gives a score at once. A key that is recalled, or on which sources "
        "conflict, gives none until two people of the site have checked and adopted it. Every "
        "item is answered with 1."
    ),
    given=("instrument", "form order", "adopted"),
    expected=("outcome", "scales with a score"),
    rows=(
        ("bis-11", "standard", False, "scored", 10),
        ("ansie", "adult-40", False, "awaiting_adoption", 0),
        ("ansie", "adult-40", True, "scored", 1),
        ("rosenberg", "worth-first", False, "scored", 1),
        ("rosenberg", "satisfied-first", False, "awaiting_adoption", 0),
        ("rosenberg", "satisfied-first", True, "scored", 1),
        ("bpaq", "factor", False, "partly_scored", 1),
        ("bpaq", "interleaved", False, "partly_scored", 3),
        ("bpaq", "interleaved", True, "scored", 5),
        ("wai-s", "standard", False, "awaiting_adoption", 0),
        ("bidr-6", "version-6", False, "awaiting_adoption", 0),
    ),
)

CHAPTER = Chapter(
    order=5,
    title="Scoring",
    introduction=(
        "A key belongs to one printed order of the items. Scores are arithmetic: what they mean "
        "is said by the chapters that follow. Each raw score carries the grade of its key."
    ),
    entries=(
        "ansie",
        "bidr-6",
        "bidr-german-20",
        "bis-11",
        "bpaq",
        "core-10",
        "core-om",
        "dass-21",
        "gad-7",
        "gpius-2",
        "iat",
        "ipc",
        "iri",
        "phq-9",
        "rosenberg",
        "swemwbs",
        "ucla-loneliness-1980",
        "ucla-loneliness-3",
        "urica",
        "wai-s",
        "wai-sr",
        "wemwbs",
    ),
    tables=(SAME_ANSWER, MISSING, GRADES),
)


def score(id_, order_id, answers, *, adopted=True):
    instrument = held_instrument(id_, adopted=adopted)
    return score_answers(answers, instrument=instrument, form_order=order_id)


@by_rows(SAME_ANSWER)
def test_the_same_answer_throughout(instrument, form_order, scale, lowest, middle, highest):
    order = held_instrument(instrument).order_called(form_order)
    between = (order.minimum + order.maximum) // 2 or 1

    raw = [
        score(instrument, form_order, every_answer(answer, items=order.items)).score_of(scale).raw
        for answer in (order.minimum, between, order.maximum)
    ]

    assert raw == [lowest, middle, highest]


@by_rows(MISSING)
def test_missing_answers(instrument, scale, every_answer, missing, raw, answered, prorated):
    held = held_instrument(instrument, adopted=True)
    order = held.form_order[0]
    answers = dict.fromkeys(set(range(1, order.items + 1)) - set(missing), every_answer)

    scored = score(instrument, order.id, answers).score_of(scale)

    assert (scored.raw, scored.answered, scored.prorated) == (raw, answered, prorated)
    assert set(scored.missing) <= set(missing)


@by_rows(GRADES)
def test_keys_that_have_to_be_adopted(
    instrument, form_order, adopted, outcome, scales_with_a_score
):
    items = held_instrument(instrument).order_called(form_order).items

    scored = score(instrument, form_order, every_answer(1, items=items), adopted=adopted)

    assert scored.decision.outcome == outcome
    assert sum(each.raw is not None for each in scored.scales) == scales_with_a_score
