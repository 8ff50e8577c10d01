from dataclasses import replace
from datetime import date

import pytest

from desist.catalogue.adoption_file import EVERYTHING
from desist.programme.deviance import EnteredDeviance, judge_deviance
from desist.programme.deviance_sheet import DevianceSheet, SheetRow
from desist.programme.entry import Grade
from tests.programme.profile import TODAY, adopted, score, shipped, texts

SIGNED = EnteredDeviance(
    outcome="low", unit="Midland unit", sheet_version="2004", on=TODAY, signatory="R. Okafor"
)


def row(id_, threshold, points=1.0, comparator="above", scale=None):
    return SheetRow(
        id=id_,
        scale=scale or f"{id_}/total",
        comparator=comparator,
        threshold=threshold,
        points=points,
    )


def sheet(*rows, cut_off=None, **changes):
    given = {
        "id": "sheet",
        "title": "Sheet",
        "version": 1,
        "in_force_from": date(2007, 1, 1),
        "source": "made up",
        "licence": "MIT",
        "grade": Grade.VERIFIED,
    }
    return DevianceSheet(row=rows, cut_off=cut_off, **(given | changes))


THREE_ROWS = sheet(row("wind", 10), row("rain", 20, 2.0), row("hail", 5, 3.0), cut_off=4)


def judged(scores, *sheets, entered=None):
    return judge_deviance(
        [score(f"{name}/total", raw) for name, raw in scores.items()],
        sheets=sheets or (THREE_ROWS,),
        entered=entered,
    )


def test_points_at_or_above_the_cut_off_are_high_deviance():
    low = judged({"wind": 11, "rain": 21, "hail": 5})
    high = judged({"wind": 11, "rain": 20, "hail": 6})

    assert (low.outcome, low.points) == ("low", 3)
    assert (high.outcome, high.points, high.sheet) == ("high", 4, "sheet")


def test_it_is_decided_early_where_no_value_of_a_missing_scale_matters():
    high_anyway = judged({"rain": 21, "hail": 6})
    low_anyway = judged({"wind": 0, "hail": 0})

    assert (high_anyway.outcome, high_anyway.points) == ("high", None)
    assert low_anyway.outcome == "low"
    assert "whatever the missing scales are" in texts(low_anyway.decision)[-1]


def test_only_the_missing_scales_that_could_matter_are_named():
    only_hail = judged({})
    assert only_hail.outcome == "cannot_decide"
    assert only_hail.decision.missing == (
        "instrument[wind]",
        "instrument[rain]",
        "instrument[hail]",
    )

    wind_makes_no_difference = judged({"rain": 21})
    assert wind_makes_no_difference.outcome == "cannot_decide"
    assert wind_makes_no_difference.decision.missing == ("instrument[hail]",)


def test_a_scale_with_two_thresholds_can_never_score_both_ends():
    ladder = sheet(
        row("at-most", 5, 2.0, "at_most", "wind/total"),
        row("above", 10, 2.0, "above", "wind/total"),
        row("rain", 20, 1.0),
        cut_off=4,
    )

    assert judged({}, ladder).outcome == "low"


def test_an_unscorable_scale_is_a_missing_one():
    assert judged({"wind": 0, "rain": 0, "hail": None}).decision.outcome == "low"
    assert judged({"wind": 11, "rain": 0, "hail": None}).decision.missing == ("instrument[hail]",)


def test_a_scale_whose_key_awaits_adoption_is_not_a_missing_one():
    waiting = score("hail/total", None, grade=Grade.UNVERIFIED, answered=5, items=5)
    scores = [score("wind/total", 11), score("rain/total", 0), waiting]

    decision = judge_deviance(scores, sheets=(THREE_ROWS,), entered=None).decision

    assert (decision.outcome, decision.missing) == ("awaiting_adoption", ())
    assert "key awaits adoption" in texts(decision)[-1]


def test_a_sheet_without_a_cut_off_shows_points_and_never_classifies():
    result = judge_deviance(
        [score("ansie/total", 17), score("sri/under-assertiveness", 13)],
        sheets=shipped(DevianceSheet),
        entered=None,
    )

    assert (result.outcome, result.points, result.sheet) == ("cannot_decide", None, None)
    assert result.decision.missing == ("deviance",)
    assert [each.values.get("points") for each in result.decision.reasons] == [1, 3, None]
    assert "never says high or low" in texts(result.decision)[-1]


def test_without_any_sheet_only_a_signed_result_can_answer():
    nothing = judge_deviance([], sheets=(), entered=None)

    assert (nothing.outcome, nothing.decision.missing) == ("cannot_decide", ("deviance",))


def test_the_fictional_sheet_is_seen_in_a_demonstration_only():
    assert "deviance-fictional" not in [each.id for each in shipped(DevianceSheet)]

    sheets = shipped(DevianceSheet, EVERYTHING)
    outcome = judge_deviance([], sheets=sheets, entered=None)

    assert (outcome.sheet, outcome.outcome) == ("deviance-fictional", "cannot_decide")
    assert len(outcome.decision.missing) == 7


def test_a_signed_result_wins_over_any_sheet_and_a_difference_is_said():
    agreeing = judged({"wind": 0, "rain": 0, "hail": 0}, entered=SIGNED)
    differing = judged({"wind": 11, "rain": 21, "hail": 6}, entered=SIGNED)

    assert agreeing.outcome == differing.outcome == "low"
    assert [each.code for each in agreeing.decision.reasons] == ["deviance.entered"]
    assert "would have said otherwise: High" in texts(differing.decision)[1]
    assert differing.decision.facts["entered"]["signatory"] == "R. Okafor"


def test_an_authored_sheet_waits_to_be_adopted():
    authored = replace(THREE_ROWS, grade=Grade.AUTHORED)

    waiting = judged({"wind": 0, "rain": 0, "hail": 0}, authored)

    assert (waiting.outcome, waiting.points) == ("awaiting_adoption", None)
    assert waiting.decision.awaiting[0].id == "sheet"
    assert judged({"wind": 0, "rain": 0, "hail": 0}, adopted(authored)).outcome == "low"


def test_two_equally_good_sheets_compete_until_one_is_adopted():
    other = replace(THREE_ROWS, id="other", cut_off=1)
    scores = {"wind": 11, "rain": 0, "hail": 0}

    competing = judged(scores, THREE_ROWS, other)

    assert competing.outcome == "awaiting_adoption"
    assert {each.id for each in competing.decision.awaiting} == {"sheet", "other"}
    assert texts(competing.decision)
    assert judged(scores, THREE_ROWS, adopted(other)).outcome == "high"


@pytest.mark.parametrize(
    ("faulty", "path"),
    [
        (sheet(row("wind", 1), row("wind", 2)), "row[wind]"),
        (sheet(row("wind", 1, scale="wind")), "row[wind].scale"),
        (sheet(row("wind", 1, points=0.0)), "row[wind].points"),
        (sheet(row("wind", 1), cut_off=2), "cut_off"),
        (sheet(row("wind", 1), cut_off=0), "cut_off"),
        (sheet(SheetRow(id="wind"), cut_off=1), "cut_off"),
    ],
)
def test_an_impossible_sheet_is_a_fault(faulty, path):
    assert path in [fault.path for fault in faulty.faults()]


def test_a_possible_sheet_is_none():
    assert not list(THREE_ROWS.faults())
