from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from desist.scheduling.linear_model import LinearModel, in_chunks, lexicographic

WEIGHTS = st.integers(-4, 4)


@st.composite
def models(draw):
    """Up to five variables and four named rules, with an objective, not always possible."""
    model = LinearModel()
    variables = [
        model.integer(at_least=low, at_most=low + draw(st.integers(0, 4)))
        for low in draw(st.lists(st.integers(-3, 3), min_size=1, max_size=5))
    ]
    for number in range(draw(st.integers(0, 4))):
        terms = {each: draw(WEIGHTS) for each in variables}
        low = draw(st.integers(-8, 8))
        model.require(
            terms, at_least=low, at_most=low + draw(st.integers(0, 6)), rule=f"rule {number}"
        )
    model.minimise({each: draw(WEIGHTS) for each in variables})
    return model


def optimum_by_cp_model(model, *, rules=None):
    """The least objective by the Python layer of OR-Tools; None where nothing is possible."""
    written = cp_model.CpModel()
    variables = [written.new_int_var(low, high, "") for low, high in model.bounds]
    for each in model.requirements:
        if rules is None or each.rule in rules:
            total = sum(weight * variables[index] for index, weight in each.terms.items())
            written.add_linear_constraint(total, each.at_least, each.at_most)
    written.minimize(sum(weight * variables[i] for i, weight in model.objective.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(written) == cp_model.INFEASIBLE:
        return None
    return round(solver.objective_value)


@settings(max_examples=60, deadline=None)
@given(models())
def test_it_finds_the_same_optimum_as_the_python_layer_of_the_solver(model):
    solution = model.solve()

    found = None if solution is None else solution.total(model.objective)
    assert found == optimum_by_cp_model(model)


@settings(max_examples=60, deadline=None)
@given(models())
def test_a_solution_keeps_every_requirement(model):
    solution = model.solve()

    if solution is not None:
        for value, (low, high) in zip(solution.values, model.bounds, strict=True):
            assert low <= value <= high
        for each in model.requirements:
            assert each.at_least <= solution.total(each.terms) <= each.at_most


@settings(max_examples=60, deadline=None)
@given(models())
def test_a_conflict_is_a_set_of_rules_of_which_none_can_be_spared(model):
    conflict = model.conflict()

    if not conflict:
        assert optimum_by_cp_model(model) is not None
        return
    assert optimum_by_cp_model(model, rules=conflict) is None
    for fewer in combinations(conflict, len(conflict) - 1):
        assert optimum_by_cp_model(model, rules=fewer) is not None


def test_a_conflict_names_the_rules_that_were_required_last():
    model = LinearModel()
    one = model.boolean()
    model.require({one: 1}, at_least=1, rule="first says yes")
    model.require({one: 1}, at_least=1, rule="second says yes")
    model.require({one: 1}, at_most=0, rule="third says no")

    assert model.conflict() == ("second says yes", "third says no")


def test_a_contradiction_without_rules_is_not_explained_away():
    model = LinearModel()
    one = model.boolean()
    model.require({one: 1}, at_least=2)

    with pytest.raises(ValueError, match="whatever the rules"):
        model.conflict()


def test_a_variable_without_any_value_is_refused():
    with pytest.raises(ValueError, match="no number lies between 3 and 2"):
        LinearModel().integer(at_least=3, at_most=2)


@given(st.tuples(*[st.integers(0, 9)] * 3), st.tuples(*[st.integers(0, 9)] * 3))
def test_a_combined_sum_orders_as_its_stages_do(one, other):
    model = LinearModel()
    variables = [model.integer(at_least=0, at_most=9) for _ in range(3)]
    combined = lexicographic([({each: 1}, 9) for each in variables])

    def total(values):
        return sum(weight * values[variable] for variable, weight in combined.items())

    assert (total(one) < total(other)) == (one < other)


def test_a_long_order_falls_into_runs():
    assert list(in_chunks(range(7), size=3)) == [(0, 1, 2), (3, 4, 5), (6,)]
