"""Completion as tables: what was had, why it ended, and what that is called."""

from dataclasses import replace
from datetime import date

from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS
from desist.catalogue.load import load_catalogue
from desist.programme.completion import CompletionFacts, judge_completion
from desist.programme.completion_rule import CompletionRule
from desist.programme.curriculum import Programme
from tests.rulebook.chapter import Chapter, Table, by_rows

CATALOGUE = load_catalogue()
TODAY = date(2026, 3, 2)
RULE = CATALOGUE.in_force(CompletionRule, "completing-a-programme", on=TODAY, adoptions=EVERYTHING)
ISOTP = CATALOGUE.in_force(Programme, "isotp", on=TODAY, adoptions=EVERYTHING)
MODULES = tuple(each.id for each in ISOTP.module)
MINIMUM = ISOTP.format_called("individual").minimum_sessions

ENDS = Table(
    title="How an individual course of the i-SOTP ended",
    explanation=(
        "A plan of 24 sessions. Sessions had are those attended or made good; the last column "
        "but one says how many of the six modules nothing was had of."
    ),
    given=("sessions had", "modules missed", "ended because"),
    expected=("outcome",),
    rows=(
        (24, 0, "ran_its_course", "completed"),
        (20, 0, "ran_its_course", "completed"),
        (19, 0, "ran_its_course", "part"),
        (24, 1, "ran_its_course", "part"),
        (19, 0, "left", "dropped_out"),
        (0, 6, "left", "dropped_out"),
        (24, 0, "left", "completed"),
        (19, 0, "removed", "removed"),
        (20, 0, "removed", "completed"),
        (12, 3, "order_ended", "part"),
        (12, 3, "transferred", "part"),
        (12, 3, "died", "part"),
        (24, 0, "error", "void"),
        (24, 0, None, "cannot_decide"),
    ),
)

CHAPTER = Chapter(
    order=41,
    title="Completion",
    introduction=(
        "Whether somebody completed the programme, had a part of it, left or was removed. It says "
        "what was delivered; nothing about change or risk enters."
    ),
    entries=("completing-a-programme",),
    tables=(ENDS,),
)


def facts(had, missed, ending):
    each = dict.fromkeys(MODULES, 4)
    each |= dict.fromkeys(MODULES[:missed], 0)
    return CompletionFacts(
        ending=ending,
        sessions_planned=24,
        format_minimum=MINIMUM,
        sessions_had=had,
        sessions_by_module=each,
    )


@by_rows(ENDS)
def test_how_it_ended(sessions_had, modules_missed, ended_because, outcome):
    judged = judge_completion(facts(sessions_had, modules_missed, ended_because), rule=RULE)

    assert judged.outcome == outcome


def test_the_article_gives_twenty_sessions_as_the_shortest_course():
    assert MINIMUM == 20


def test_everything_that_is_short_is_named():
    judged = judge_completion(facts(19, 2, "left"), rule=RULE)

    assert [each.code for each in judged.reasons] == [
        "completion.dose_short",
        "completion.module_short",
        "completion.module_short",
        "completion.ended",
    ]


def test_without_adoption_nothing_is_called_completed():
    unadopted = CATALOGUE.in_force(
        CompletionRule, "completing-a-programme", on=TODAY, adoptions=NO_ADOPTIONS
    )

    judged = judge_completion(facts(24, 0, "ran_its_course"), rule=unadopted)

    assert judged.outcome == "awaiting_adoption"
    assert [each.id for each in judged.awaiting] == ["completing-a-programme"]


def test_a_rule_that_asks_for_every_planned_session_does():
    strict = replace(RULE, dose=replace(RULE.dose, of="every_planned"))

    assert judge_completion(facts(23, 0, "ran_its_course"), rule=strict).outcome == "part"
    assert judge_completion(facts(24, 0, "ran_its_course"), rule=strict).outcome == "completed"
