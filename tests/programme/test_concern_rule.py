"""The procedure of concerns as data: what may be wrong in its file."""

from dataclasses import replace
from datetime import date

import pytest

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.agreement import Agreement
from desist.programme.concern_rule import ConcernRule, Escalation

ON = date(2026, 3, 3)
RULE = load_catalogue().in_force(ConcernRule, "raising-a-concern", on=ON, adoptions=EVERYTHING)
NOW = RULE.urgency_of("imminent")


def faults(**changes):
    return [each.path for each in replace(RULE, **changes).faults()]


def test_what_is_shipped_has_no_fault_and_says_what_to_do_now():
    assert not faults()
    assert any("999" in each for each in NOW.do_now)


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        (replace(NOW, acknowledge_within_minutes=None), "urgency[imminent]"),
        (replace(NOW, acknowledge_within_working_days=1), "urgency[imminent]"),
        (replace(NOW, acknowledge_within_minutes=0), "urgency[imminent]"),
        (replace(NOW, do_now=()), "urgency[imminent].do_now"),
        (
            replace(NOW, escalation=(Escalation(minutes_late=-1, to="manager"),)),
            "urgency[imminent].escalation",
        ),
        (replace(NOW, escalation=NOW.escalation[::-1]), "urgency[imminent].escalation"),
    ],
)
def test_an_urgency_that_cannot_be_kept_is_named(changed, path):
    assert path in faults(urgency=(changed,))


def test_a_kind_that_tells_a_party_nobody_knows_is_named():
    strange = replace(RULE.kind[0], tell=("neighbours",))
    assert faults(kind=(strange,)) == [f"kind[{strange.id}].tell"]


@pytest.mark.parametrize("name", ["kind", "urgency", "party", "origin"])
def test_a_code_given_twice_or_none_at_all_is_named(name):
    assert name in faults(**{name: getattr(RULE, name)[:1] * 2})
    assert name in faults(**{name: ()})


def test_a_code_that_is_not_there_is_no_kind():
    with pytest.raises(KeyError):
        RULE.kind_of("weather")


def test_an_agreement_in_which_nothing_is_said_is_named():
    held = load_catalogue().of_kind(Agreement)
    assert {each.language for each in held} == {"en", "cy"}
    assert [each.path for each in replace(held[0], point=("",)).faults()] == ["point"]


def test_every_language_says_as_much_as_the_others():
    first, *others = load_catalogue().of_kind(Agreement)
    assert all(len(each.point) == len(first.point) for each in others)
