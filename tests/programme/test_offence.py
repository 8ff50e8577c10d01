"""Convictions: reasons, adoption and faults of the offence tables."""

from dataclasses import replace
from datetime import date

import pytest

from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS
from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from desist.programme.offence import ConvictedOffence, OffenceTable, judge_offences

CATALOGUE = load_catalogue()
TODAY = date(2026, 3, 3)
TABLES = CATALOGUE.all_in_force(OffenceTable, on=TODAY, adoptions=EVERYTHING)
UNADOPTED = CATALOGUE.all_in_force(OffenceTable, on=TODAY, adoptions=NO_ADOPTIONS)
MAKE = ConvictedOffence(code="pca-1978-s1-make", committed_on=date(2024, 1, 1))
ALL = [each for table in TABLES for each in table.offence]


def sentences(*convictions, nation=None):
    decision = judge_offences(convictions, tables=TABLES, nation=nation).decision
    return [words_of(CATALOGUE).reason(each) for each in decision.reasons]


def test_make_is_explained():
    assert any("Bowden" in each and "downloading" in each for each in sentences(MAKE))


def test_an_attempt_says_under_what_statute_it_is_one():
    attempt = replace(MAKE, code="attempt-pca-1978-s1-make")

    assert any("Criminal Attempts Act 1981" in each for each in sentences(attempt))


def test_a_statute_of_another_nation_counts_and_says_so():
    assert any(
        "supervised in Northern Ireland" in e for e in sentences(MAKE, nation="northern_ireland")
    )
    assert not any("supervised in" in each for each in sentences(MAKE, nation="wales"))


def test_a_statute_of_the_united_kingdom_is_no_other_nation_s():
    extreme = ConvictedOffence(code="cjia-2008-s63-extreme-image", committed_on=TODAY)

    assert not any("supervised in" in e for e in sentences(extreme, nation="northern_ireland"))


@pytest.mark.parametrize("offence", ALL, ids=lambda each: each.code)
def test_every_reason_has_its_sentence(offence):
    for committed in (None, date(2024, 1, 1), date(1950, 1, 1)):
        conviction = ConvictedOffence(code=offence.code, committed_on=committed, contact=True)
        assert all(sentences(conviction, replace(conviction, code=f"attempt-{offence.code}")))


def test_without_adoption_only_the_table_needed_is_awaited():
    judged = judge_offences([MAKE], tables=UNADOPTED)

    assert (judged.offence, judged.panel_offence, judged.contact_offence) == (None, None, None)
    assert judged.decision.outcome == "awaiting_adoption"
    assert [each.id for each in judged.awaiting] == ["offences-england-and-wales"]
    assert judged.decision.reasons == ()


def test_a_recorded_contact_offence_is_one_whatever_is_adopted():
    assert judge_offences([replace(MAKE, contact=True)], tables=UNADOPTED).contact_offence is True


def test_an_unknown_code_is_missing_even_where_a_table_is_awaited():
    unknown = ConvictedOffence(code="no-such-code")

    decision = judge_offences([MAKE, unknown], tables=UNADOPTED).decision

    assert (decision.outcome, decision.missing) == (
        "cannot_decide",
        ("offence[no-such-code].code",),
    )


def test_no_conviction_on_file_is_a_missing_fact():
    decision = judge_offences([], tables=TABLES).decision

    assert (decision.outcome, decision.missing) == ("cannot_decide", ("offence",))


def test_no_code_stands_in_two_tables():
    codes = [each.code for each in ALL]

    assert len(codes) == len(set(codes))


def test_every_offence_that_goes_to_a_panel_says_why():
    assert [e.code for e in ALL if e.qualifies == "panel" and not e.explanation] == []


def test_a_table_with_a_code_twice_or_dates_reversed_is_at_fault():
    first = TABLES[0].offence[0]
    reversed_dates = replace(first, in_force_until=date(1990, 1, 1))
    broken = replace(TABLES[0], offence=(first, reversed_dates, replace(first, code="a code")))

    paths = {each.path for each in broken.faults()}

    assert paths == {
        "offence[pca-1978-s1-make]",
        "offence[pca-1978-s1-make].in_force_until",
        "offence[a code]",
    }
