"""Lists for a formulation: eleven goods, no code twice, nothing empty."""

from dataclasses import replace

import pytest

from desist.catalogue.load import load_catalogue
from desist.programme.formulation_terms import FormulationTerms


@pytest.fixture(scope="module")
def terms():
    (shipped,) = load_catalogue().of_kind(FormulationTerms)
    return shipped


def test_the_goods_are_the_eleven_of_their_source(terms):
    assert len(terms.good) == 11
    assert {each.grade for each in terms.good} == {"secondary"}


def test_the_rest_is_ours_and_says_so(terms):
    assert terms.grade == "authored"
    assert {each.grade for each in terms.behaviour + terms.protective} == {None}


def test_an_empty_list_and_a_code_twice_are_refused(terms):
    assert [each.path for each in replace(terms, behaviour=()).faults()] == ["behaviour"]
    twice = replace(terms, good=(*terms.good, terms.good[0]))
    assert [each.path for each in twice.faults()] == ["good[life]"]
