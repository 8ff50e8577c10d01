"""Failures to attend or comply as tables: what must follow, under which order and where."""

from datetime import date

import pytest

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from desist.programme.enforcement import FailureFacts, judge_failure, months_after
from desist.programme.enforcement_rule import EnforcementRule
from tests.rulebook.chapter import Chapter, Table, by_rows

CATALOGUE = load_catalogue()
TODAY = date(2026, 3, 2)
RULES = CATALOGUE.all_in_force(EnforcementRule, on=TODAY, adoptions=EVERYTHING)

FOLLOWS = Table(
    title="What must follow from a failure without an excuse",
    explanation=(
        "A failure on 2 March 2026, by order, nation and setting; nobody was warned before. "
        "A person records which of these was done, when and why."
    ),
    given=("order", "nation", "setting"),
    expected=("must follow", "open to choose", "within working days"),
    rows=(
        ("community_order", "england", "community", "warn_or_refer", ("warn", "refer"), 10),
        ("community_order", "wales", "community", "warn_or_refer", ("warn", "refer"), 10),
        ("suspended_sentence_order", "england", "community", "warn_or_refer",
         ("warn", "refer"), 10),
        ("licence", "wales", "community", "recall_or_warn", ("warn", "recall"), 10),
        ("post_sentence_supervision", "england", "community", "court_or_warn",
         ("warn", "court"), 10),
        ("community_order", "northern_ireland", "community", "court_or_warn",
         ("warn", "court"), None),
        ("voluntary", "england", "community", "no_enforcement", ("none",), None),
        ("voluntary", "northern_ireland", "community", "no_enforcement", ("none",), None),
        ("community_order", "england", "custody", "no_enforcement", ("none",), None),
        ("licence", "england", "custody", "no_enforcement", ("none",), None),
        ("licence", "england", "hospital", "no_enforcement", ("none",), None),
        ("community_order", "wales", "deported", "no_enforcement", ("none",), None),
        ("community_order", "scotland", "community", "no_rule", (), None),
        ("licence", "northern_ireland", "community", "no_rule", (), None),
        (None, "england", "community", "cannot_decide", (), None),
        ("licence", None, "community", "cannot_decide", (), None),
        ("licence", "england", None, "cannot_decide", (), None),
    ),
)  # fmt: skip

WARNED = Table(
    title="Whether an earlier warning counts",
    explanation=(
        "A failure on 2 March 2026 under a community order in England, with a warning given on "
        "the day shown. A period of 12 months begins with the day of the warning."
    ),
    given=("warned on",),
    expected=("must follow",),
    rows=(
        (date(2026, 3, 2), "must_refer"),
        (date(2025, 3, 3), "must_refer"),
        (date(2025, 3, 2), "warn_or_refer"),
        (date(2024, 3, 2), "warn_or_refer"),
        (date(2026, 3, 3), "warn_or_refer"),
    ),
)

CHAPTER = Chapter(
    order=40,
    title="Failure to attend or comply",
    introduction=(
        "What the law of an order asks to follow from an absence without a reasonable excuse, or "
        "from a session in which somebody did not comply. The practitioner decides whether there "
        "was an excuse, and a person records what was done; nothing is sent anywhere by itself."
    ),
    entries=(
        "community-order-england-and-wales",
        "suspended-sentence-england-and-wales",
        "licence-england-and-wales",
        "post-sentence-supervision",
        "community-northern-ireland",
        "voluntary-in-the-community",
        "in-custody",
    ),
    tables=(FOLLOWS, WARNED),
)


@by_rows(FOLLOWS)
def test_what_must_follow(order, nation, setting, must_follow, open_to_choose, within_working_days):
    facts = FailureFacts(failed_on=TODAY, order=order, nation=nation, setting=setting)

    judged = judge_failure(facts, rules=RULES)

    assert judged.decision.outcome == must_follow
    assert (judged.choices, judged.working_days) == (open_to_choose, within_working_days)


@by_rows(WARNED)
def test_whether_an_earlier_warning_counts(warned_on, must_follow):
    facts = FailureFacts(
        failed_on=TODAY,
        order="community_order",
        nation="england",
        setting="community",
        warnings=(warned_on,),
    )

    assert judge_failure(facts, rules=RULES).decision.outcome == must_follow


def test_a_warning_counts_for_nothing_where_the_law_knows_none():
    facts = FailureFacts(
        failed_on=TODAY, order="licence", nation="england", setting="community", warnings=(TODAY,)
    )

    assert judge_failure(facts, rules=RULES).decision.outcome == "recall_or_warn"


def test_at_most_one_rule_covers_an_order():
    seen = [
        (order, nation, setting)
        for rule in RULES
        for order in rule.order
        for nation in rule.nation
        for setting in rule.setting
    ]

    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("day", "months", "over"),
    [
        (date(2025, 3, 2), 12, date(2026, 3, 2)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2025, 8, 31), 6, date(2026, 3, 1)),
        (date(2025, 12, 31), 2, date(2026, 3, 1)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 1, 31), 12, date(2026, 1, 31)),
    ],
)
def test_a_period_of_months_is_over_on_the_day_of_its_beginning(day, months, over):
    assert months_after(day, months) == over


@pytest.mark.parametrize("warned", [(), (date(2026, 1, 5),)])
def test_every_reason_has_its_sentence(warned):
    facts = FailureFacts(
        failed_on=TODAY,
        order="community_order",
        nation="england",
        setting="community",
        warnings=warned,
    )
    record = judge_failure(facts, rules=RULES).decision.as_record(words_of(CATALOGUE).reason)

    assert all(each["text"] for each in record["reasons"])
    assert record["grade"] == "secondary"
