from dataclasses import replace

from desist.catalogue.adoption_file import NO_ADOPTIONS
from desist.programme.formulation import FormulationLink, FormulationRule, review_formulation
from tests.programme.profile import rule, texts

RULE = rule(FormulationRule, "isotp-formulation")
WITHOUT = ("setting", "feeling", "need_met", "strength")


def links(*kinds, text="in neutral words"):
    return [FormulationLink(kind=each, text=text) for each in kinds]


def review(given, form="with_account", using=RULE):
    return review_formulation(given, form=form, rule=using)


def test_a_chain_with_all_its_links_is_complete():
    whole = RULE.form_called("with_account").kinds

    assert review(links(*whole)).outcome == "complete"


def test_every_link_that_is_lacking_is_named():
    whole = RULE.form_called("with_account").kinds

    decision = review(links(*(each for each in whole if each not in ("trigger", "need_met"))))

    assert decision.outcome == "incomplete"
    assert decision.missing == ("formulation.link[trigger]", "formulation.link[need_met]")
    assert "Trigger: not written yet" in texts(decision)


def test_a_person_who_denies_needs_no_account_of_the_offence():
    assert review(links(*WITHOUT), form="without_account").outcome == "complete"
    assert review(links(*WITHOUT)).outcome == "incomplete"


def test_a_link_that_the_form_does_not_ask_for_is_said_and_harmless():
    decision = review(links(*WITHOUT, "behaviour"), form="without_account")

    assert decision.outcome == "complete"
    assert "although this form does not ask for it" in texts(decision)[-1]


def test_blanks_are_no_link():
    assert "formulation.link[setting]" in review(links("setting", text="  ")).missing


def test_the_rule_waits_to_be_adopted():
    unadopted = rule(FormulationRule, "isotp-formulation", NO_ADOPTIONS)

    assert review(links(*WITHOUT), using=unadopted).outcome == "awaiting_adoption"


def test_a_form_that_is_lacking_or_asks_for_nothing_is_a_fault():
    first, second = RULE.form

    assert [f.path for f in replace(RULE, form=(first,)).faults()] == ["form[without_account]"]
    empty = replace(RULE, form=(first, replace(second, kinds=())))
    assert [f.path for f in empty.faults()] == ["form[without_account].kinds"]
    assert not list(RULE.faults())
