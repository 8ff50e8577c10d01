"""Plans of the shipped programme, whatever a person's needs."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS
from desist.catalogue.load import load_catalogue
from desist.programme.curriculum import Programme
from desist.programme.treatment_plan import PlanRequest
from desist.programme.treatment_plan_check import plan_faults
from desist.scheduling.treatment_planning import plan_treatment

CATALOGUE = load_catalogue()
ISOTP = CATALOGUE.in_force(Programme, "isotp", on=date(2026, 3, 3), adoptions=EVERYTHING)
BY_NEED = [each.id for each in ISOTP.exercise if not each.core]


@st.composite
def requests(draw):
    strengths = st.sampled_from(["strong", "some", "none"])
    return PlanRequest(
        needs={need: draw(strengths) for need in ISOTP.needs},
        sessions_at_most=draw(st.sampled_from([None, 20, 22, 25])),
        exclude=tuple(draw(st.lists(st.sampled_from(BY_NEED), unique=True, max_size=3))),
    )


@settings(max_examples=15, deadline=None)
@given(requests())
def test_every_plan_passes_the_independent_check_and_comes_out_the_same_again(request):
    found = plan_treatment(programme=ISOTP, format="individual", request=request)

    assert plan_faults(found.plan, ISOTP, request) == ()
    assert plan_treatment(programme=ISOTP, format="individual", request=request) == found


def test_without_the_sites_adoption_there_is_no_plan():
    unadopted = CATALOGUE.in_force(Programme, "isotp", on=date(2026, 3, 3), adoptions=NO_ADOPTIONS)

    found = plan_treatment(programme=unadopted, format="individual", request=PlanRequest())

    assert found.plan is None
    assert found.decision.outcome == "awaiting_adoption"


@pytest.mark.parametrize("module", ["pandas", "ortools.sat.python.cp_model"])
def test_planning_loads_nothing_slow(module):
    script = (
        f"import sys, desist.scheduling.treatment_planning\nsys.exit({module!r} in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
