"""What missed links would make of a difference, and how grave the offences were."""

from dataclasses import replace

import pytest

from desist.catalogue.fault import FaultyInput
from desist.evaluation.cohort.analysis_plan import EXAMPLE_PLAN, LinkageQuality, read_plan
from desist.evaluation.cohort.effect import outcome_at_horizon
from desist.evaluation.cohort.linkage import linkage_corrected
from desist.evaluation.cohort.report import evaluated
from tests.evaluation.cohort.by_hand import cohort, offence, person, plan


@pytest.fixture
def found():
    """Of four treated people two had an image offence, of four others three."""
    people = [person(f"t{n}", "treated") for n in range(4)]
    people += [person(f"c{n}", "control") for n in range(4)]
    offences = [
        offence("t0", 10) | {"severity": 2.0},
        offence("t0", 20) | {"severity": 5.0},
        offence("t1", 30) | {"severity": 3.0},
        offence("c0", 40) | {"severity": 1.0},
        offence("c1", 50),
        offence("c2", 60) | {"severity": 4.0},
    ]
    data = evaluated(cohort(people, offences), plan())
    return outcome_at_horizon(data, "image", role="primary", horizon_days=365)


def test_severity_is_of_each_persons_gravest_offence_and_of_those_that_have_one(found):
    """Oracle: by hand, (5 + 3) / 2 and (1 + 4) / 2; the offence without a grade is left out."""
    assert found.severity.treated.estimate == 4
    assert found.severity.control.estimate == 2.5
    assert found.severity.difference.estimate == 1.5


def test_without_linkage_error_nothing_changes(found):
    same = linkage_corrected(found, LinkageQuality(sensitivity=1.0))
    at_one = next(each for each in same.differences if each.sensitivity == 1)
    assert at_one.difference.estimate == found.comparison.risk_difference.estimate
    assert same.treated.corrected.estimate == found.comparison.treated.estimate


def test_the_difference_is_that_of_the_two_corrected_rates(found):
    """Oracle: Rogan and Gladen's formula for each arm, by `corrected_rate`; their difference."""
    quality = LinkageQuality(sensitivity=0.9, specificity=0.98)
    undone = linkage_corrected(found, quality)
    arms = undone.treated.corrected.estimate - undone.control.corrected.estimate
    at = next(each for each in undone.differences if each.sensitivity == 0.9)
    assert at.difference.estimate == pytest.approx(arms, abs=1e-12)
    assert abs(at.difference.estimate) >= abs(found.comparison.risk_difference.estimate)


def test_what_is_withheld_stays_withheld(found):
    hidden = replace(found, comparison=None, is_suppressed=True)
    assert linkage_corrected(hidden, LinkageQuality(sensitivity=0.9)) is None


@pytest.mark.parametrize("shares", ["sensitivity = 0.4\nspecificity = 0.5", "sensitivity = 1.2"])
def test_links_that_say_nothing_are_refused(tmp_path, shares):
    (tmp_path / "plan.toml").write_text(f"{EXAMPLE_PLAN}\n[linkage]\n{shares}\n", encoding="utf-8")
    with pytest.raises(FaultyInput, match="links say nothing"):
        read_plan(tmp_path)
