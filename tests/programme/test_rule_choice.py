from dataclasses import replace
from datetime import date

from desist.programme.entry import Adoption, Entry, Grade
from desist.programme.rule_choice import choose_rule

RULE = Entry(
    id="first",
    title="t",
    version=1,
    in_force_from=date(2006, 12, 1),
    source="s",
    licence="l",
    grade=Grade.AUTHORED,
)


def adopted(id_, on):
    adoption = Adoption(rule=id_, version=1, sha256="0", by="A. Manager", on=on, why="tested")
    return replace(RULE, id=id_, adoption=adoption)


def test_a_site_chooses_by_adopting_last():
    rules = [adopted("first", date(2010, 1, 1)), adopted("second", date(2010, 1, 2))]

    assert choose_rule(rules, preferred=("first", "second")).id == "second"


def test_on_one_day_the_order_given_decides():
    rules = [adopted("first", date(2010, 1, 1)), adopted("second", date(2010, 1, 1))]

    assert choose_rule(rules, preferred=("second", "first")).id == "second"


def test_an_adopted_rule_comes_before_one_that_needs_no_adoption():
    rules = [replace(RULE, grade=Grade.SECONDARY), adopted("site", date(2010, 1, 1))]

    assert choose_rule(rules, preferred=("first", "site")).id == "site"


def test_what_is_not_usable_or_not_named_is_never_chosen():
    assert choose_rule([RULE, adopted("other", date(2010, 1, 1))], preferred=("first",)) is None
