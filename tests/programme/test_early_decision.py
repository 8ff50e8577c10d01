"""Deciding early, held against a witness that tries every value of what is missing."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from desist.programme.deviance import judge_deviance
from desist.programme.deviance_sheet import DevianceSheet, SheetRow
from desist.programme.entry import Grade
from desist.programme.missing_fact import explore
from desist.programme.pathway import judge_pathway
from desist.programme.pathway_rule import Indicator, PathwayRule
from tests.programme.profile import rule, score, standing

SCALES = ("hail/total", "rain/total", "wind/total")
VALUES = [each / 2 for each in range(-1, 10)]
"""Halves, so that every stretch between two whole thresholds is tried."""

ROWS = st.lists(
    st.builds(
        lambda scale, comparator, threshold, points: (scale, comparator, threshold, points),
        st.sampled_from(SCALES),
        st.sampled_from(["above", "at_least", "below", "at_most"]),
        st.integers(0, 4),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=5,
)


def sheet_of(rows, cut_off):
    return DevianceSheet(
        id="sheet",
        title="Sheet",
        version=1,
        in_force_from=date(2007, 1, 1),
        source="made up",
        licence="MIT",
        grade=Grade.VERIFIED,
        cut_off=cut_off,
        row=tuple(
            SheetRow(id=str(i), scale=s, comparator=c, threshold=t, points=p)
            for i, (s, c, t, p) in enumerate(rows)
        ),
    )


@settings(max_examples=40, deadline=None)
@given(
    rows=ROWS,
    cut_off=st.integers(1, 8),
    known=st.dictionaries(st.sampled_from(SCALES), st.sampled_from(VALUES)),
)
def test_deviance_is_decided_just_where_every_value_of_the_missing_scales_agrees(
    rows, cut_off, known
):
    sheet = sheet_of(rows, cut_off)

    def outcome(values):
        scores = [score(scale, raw) for scale, raw in {**known, **values}.items()]
        return judge_deviance(scores, sheets=[sheet], entered=None)

    missing = [scale for scale in sheet.scales if scale not in known]
    witness = explore(dict.fromkeys(missing, VALUES), judge=lambda values: outcome(values).outcome)

    early = outcome({})
    expected = witness.outcomes[0] if len(witness.outcomes) == 1 else "cannot_decide"
    assert early.outcome == expected
    named = {f"instrument[{scale.partition('/')[0]}]" for scale in witness.decisive}
    assert set(early.decision.missing) == named


SHIPPED = rule(PathwayRule, "isotp-pathways")
PATHWAYS = replace(
    SHIPPED,
    pathway=tuple(
        replace(
            pathway,
            indicator=(
                Indicator(scale=f"{name}/total", towards="high"),
                Indicator(scale=f"{name}/other", towards="low"),
            ),
        )
        for pathway, name in zip(SHIPPED.pathway, ("hail", "rain", "wind", "snow"), strict=True)
    ),
)
Z = (-1.7, -1.1, 0.0, 1.1, 1.7, 5.0)


@settings(max_examples=40, deadline=None)
@given(
    known=st.dictionaries(st.sampled_from(PATHWAYS.scales), st.sampled_from(Z), min_size=5),
)
def test_a_pathway_is_decided_just_where_every_value_of_the_missing_scales_agrees(known):
    def judged(values):
        standings = [standing(scale, z) for scale, z in {**known, **values}.items()]
        return judge_pathway(standings, rule=PATHWAYS)

    missing = [scale for scale in PATHWAYS.scales if scale not in known]
    tried = (-9.0, -1.01, 0.0, 1.01, 9.0)
    witness = explore(dict.fromkeys(missing, tried), judge=lambda v: judged(v).decision.outcome)

    early = judged({})

    if len(witness.outcomes) == 1:
        assert early.decision.outcome == witness.outcomes[0]
        assert early.decision.missing == ()
    else:
        named = {f"instrument[{scale.partition('/')[0]}]" for scale in witness.decisive}
        assert early.primary is None
        assert set(early.decision.missing) == named
