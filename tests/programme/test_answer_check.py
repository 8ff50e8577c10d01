import pytest

from desist.programme.answer_check import answer_faults, scale_score_faults
from tests.held import every_answer, held_instrument


def found(id_, answers, form_order=None):
    faults = answer_faults(answers, instrument=held_instrument(id_), form_order=form_order)
    return [(fault.path, fault.problem) for fault in faults]


def entered(id_, scores):
    faults = scale_score_faults(scores, instrument=held_instrument(id_))
    return [(fault.path, fault.problem) for fault in faults]


def test_every_impossible_answer_is_named():
    answers = {"1": 0, "2": 5, "3": 4, "31": 1, "01": 1, "x": 1, "4": True}

    assert found("bis-11", answers) == [
        ("responses.1", "is 0"),
        ("responses.2", "is 5"),
        ("responses.31", "is no item of standard"),
        ("responses.01", "is no item of standard"),
        ("responses.x", "is no item of standard"),
        ("responses.4", "is True"),
    ]


def test_numbers_of_items_may_be_numbers():
    assert found("bis-11", {30: 4, 31: 4}) == [("responses.31", "is no item of standard")]


def test_an_answer_that_the_form_does_not_offer_is_impossible():
    assert found("ipc", {1: 0, 2: -3, 3: 3}) == [("responses.1", "is 0")]


def test_a_missing_answer_is_no_fault():
    assert found("bis-11", {}) == []


@pytest.mark.parametrize(
    ("id_", "order", "problem"),
    [
        ("rosenberg", None, "is not named, and rosenberg is printed in 2 orders"),
        ("rosenberg", "first", "'first' is no form order of rosenberg"),
        ("bpaq", "polish", "polish of bpaq is in use but has no key here"),
        ("pds", None, "pds has no key here and takes scale scores only"),
        ("pds", "standard", "pds has no key here and takes scale scores only"),
    ],
)
def test_a_form_order_that_will_not_do(id_, order, problem):
    [(path, said)] = found(id_, every_answer(1, items=5), order)

    assert path == "form_order"
    assert problem in said


def test_the_remedy_names_the_orders():
    [fault] = answer_faults({}, instrument=held_instrument("rosenberg"))

    assert fault.remedy.endswith("satisfied-first, worth-first")


def test_every_impossible_scale_score_is_named():
    scores = {"total": 121, "motor": 11, "attention": 4.5, "sum": 3, "non-planning": float("nan")}

    assert entered("bis-11", scores) == [
        ("scales.total", "is 121"),
        ("scales.attention", "is 4.5"),
        ("scales.sum", "is no scale of bis-11"),
        ("scales.non-planning", "is nan, not a number"),
    ]


def test_a_scale_without_a_known_range_takes_any_number():
    assert entered("veds", {"total": 90}) == []


def test_an_entered_score_may_come_from_either_way_of_answering():
    assert entered("iat", {"total": 0}) == []
    assert entered("iat", {"total": 100}) == []
    assert entered("iat", {"total": 101}) == [("scales.total", "is 101")]
