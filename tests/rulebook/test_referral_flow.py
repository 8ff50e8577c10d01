"""The life of a referral as tables: what may follow what, for whom, why, and on which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desist.catalogue.load import load_catalogue
from desist.programme.referral_flow import ReferralFlow
from desist.programme.referral_move import Move, Standing, choices, judge_move
from tests.rulebook.chapter import Chapter, Table, by_rows

FLOW = next(each for each in load_catalogue().of_kind(ReferralFlow) if each.id == "referral-flow")
TODAY = date(2026, 3, 2)
SINCE = date(2026, 2, 20)
WITHDRAWN = ("withdrawn", "closed", "referred_elsewhere")

NEXT = Table(
    title="What may follow what",
    explanation=(
        "For each status, all that may come next: for a court requirement in the community, held "
        "from awaiting allocation. What is on no list of choices (a place given, a session "
        "attended, a screening decided) is here too. Withdrawn is reachable from every open status."
    ),
    given=("status",),
    expected=("may be followed by",),
    rows=(
        (
            "referred",
            ("awaiting_assessment", "returned", "screening_panel", "not_eligible", "on_hold"),
        ),
        ("returned", ("referred",)),
        ("screening_panel", ("awaiting_assessment", "returned", "not_eligible")),
        (
            "awaiting_assessment",
            (
                "panel", "awaiting_allocation", "suitable_not_ready", "deprioritised",
                "not_eligible", "not_suitable", "on_hold", "recall", "return_to_court",
            ),
        ),
        (
            "panel",
            (
                "awaiting_allocation", "suitable_not_ready", "deprioritised", "not_eligible",
                "not_suitable", "awaiting_assessment",
            ),
        ),
        (
            "awaiting_allocation",
            (
                "suitable_not_ready", "deprioritised", "not_suitable", "awaiting_assessment",
                "scheduled", "on_hold", "recall", "return_to_court",
            ),
        ),
        (
            "suitable_not_ready",
            (
                "deprioritised", "not_suitable", "awaiting_assessment", "awaiting_allocation",
                "recall", "return_to_court",
            ),
        ),
        (
            "deprioritised",
            (
                "not_suitable", "awaiting_assessment", "awaiting_allocation", "recall",
                "return_to_court",
            ),
        ),
        (
            "scheduled",
            (
                "suitable_not_ready", "deprioritised", "awaiting_assessment", "on_programme",
                "awaiting_allocation", "deselected", "on_hold", "recall", "return_to_court",
            ),
        ),
        (
            "on_programme",
            (
                "suitable_not_ready", "awaiting_assessment", "awaiting_allocation", "complete",
                "deselected", "on_hold", "breach", "recall", "return_to_court",
            ),
        ),
        (
            "on_hold",
            (
                "deselected", "awaiting_assessment", "awaiting_allocation", "recall",
                "return_to_court",
            ),
        ),
        ("breach", ("awaiting_assessment", "recall", "return_to_court")),
        ("recall", ("awaiting_assessment",)),
        ("return_to_court", ("deferred", "awaiting_assessment")),
        ("deferred", ("awaiting_assessment", "return_to_court")),
        ("complete", ("follow_up",)),
        ("follow_up", ()),
        ("withdrawn", ()),
        ("not_eligible", ("awaiting_assessment",)),
        ("not_suitable", ("awaiting_assessment",)),
        ("referred_elsewhere", ()),
        ("deselected", ("awaiting_assessment",)),
        ("closed", ()),
    ),
)  # fmt: skip

ENDINGS = Table(
    title="How it may end from anywhere",
    explanation="Which endings are open to every status of a phase, whatever else may follow.",
    given=("phase",),
    expected=("withdrawn", "referred elsewhere", "closed"),
    rows=(
        ("screening", True, True, True),
        ("assessment", True, True, True),
        ("waiting", True, True, True),
        ("delivery", True, True, True),
        ("interrupted", True, True, True),
        ("afterwards", False, False, True),
        ("ended", False, False, False),
    ),
)

ENFORCED = Table(
    title="What never happens to a voluntary referral, and what not in custody",
    explanation="Somebody on the programme, and a step that the practitioner or the court takes.",
    given=("source", "setting", "to"),
    expected=("allowed",),
    rows=(
        ("requirement", "community", "breach", True),
        ("licence", "community", "breach", True),
        ("voluntary", "community", "breach", False),
        ("requirement", "custody", "breach", False),
        ("licence", "community", "recall", True),
        ("voluntary", "community", "recall", False),
        ("licence", "custody", "recall", False),
        ("requirement", "community", "return_to_court", True),
        ("voluntary", "community", "return_to_court", False),
        ("voluntary", "custody", "return_to_court", False),
    ),
)

CUSTODY = Table(
    title="Release and transfer",
    explanation=(
        "Somebody on the programme in custody who leaves the prison waits for a place again, and "
        "what was delivered counts on. In the community the reasons do not exist."
    ),
    given=("setting", "reason"),
    expected=("allowed", "keeps sessions", "keeps group"),
    rows=(
        ("custody", "released", True, True, False),
        ("custody", "moved_to_another_prison", True, True, False),
        ("community", "released", False, True, False),
        ("community", "moved_to_another_prison", False, True, False),
        ("community", "moved_area", True, True, False),
    ),
)

WHO = Table(
    title="Whose step it is",
    explanation="Steps by who asks for them.",
    given=("leaves", "to", "role"),
    expected=("allowed",),
    rows=(
        ("returned", "referred", "referrer", True),
        ("referred", "awaiting_assessment", "referrer", False),
        ("referred", "awaiting_assessment", "manager", True),
        ("awaiting_assessment", "awaiting_allocation", "assessor", False),
        ("on_programme", "breach", "referrer", True),
        ("on_programme", "breach", "facilitator", False),
        ("on_programme", "complete", "facilitator", True),
        ("on_programme", "deselected", "facilitator", False),
        ("scheduled", "on_programme", "facilitator", True),
        ("awaiting_allocation", "withdrawn", "referrer", True),
        ("awaiting_allocation", "withdrawn", "facilitator", False),
        ("awaiting_allocation", "withdrawn", "the system", True),
    ),
)

GUARDS = Table(
    title="What must be there first",
    explanation=(
        "Scheduled needs an approved plan and a facilitator (or a place in a group), complete its "
        "record; whoever holds those says whether they are there. A hold ends where it began."
    ),
    given=("leaves", "to", "unmet", "held from"),
    expected=("because",),
    rows=(
        ("awaiting_allocation", "scheduled", ("allocation",), "", ("guard",)),
        ("awaiting_allocation", "scheduled", (), "", ()),
        ("on_programme", "complete", ("completion",), "", ("guard",)),
        ("on_programme", "complete", (), "", ()),
        ("on_hold", "on_programme", (), "on_programme", ()),
        ("on_hold", "on_programme", (), "scheduled", ("only_back",)),
        ("on_hold", "scheduled", ("allocation",), "scheduled", ("guard",)),
        ("on_hold", "awaiting_allocation", (), "on_programme", ()),
    ),
)

DAYS = Table(
    title="On which day",
    explanation=(
        "A referral that has been awaiting assessment for so many days is withdrawn today, from a "
        "day so many days ago on. Order is kept: no change is dated before the last one."
    ),
    given=("since days ago", "dated days ago"),
    expected=("because",),
    rows=(
        (10, 0, ()),
        (10, 10, ()),
        (10, 11, ("before_last_change",)),
        (60, 28, ()),
        (60, 29, ("too_far_back",)),
        (10, 29, ("before_last_change", "too_far_back")),
        (10, -1, ("in_future",)),
    ),
)

REASONS = Table(
    title="Coded reasons",
    explanation="A step that takes reasons takes one of its own, and never none.",
    given=("to", "reason"),
    expected=("because",),
    rows=(
        ("withdrawn", "declines", ()),
        ("withdrawn", "", ("reason_missing",)),
        ("withdrawn", "death", ("reason_unknown",)),
        ("closed", "death", ()),
        ("closed", "entered_in_error", ()),
        ("closed", "order_ended", ()),
        ("closed", "transferred", ()),
        ("scheduled", "", ()),
        ("scheduled", "declines", ("reason_unknown",)),
    ),
)

PLACE = Table(
    title="For whom sessions can be booked",
    explanation=(
        "Somebody who waits for a place, takes part, or has their place kept: also while they are "
        "assessed again or on hold. For nobody else is a session booked, nor anybody asked to."
    ),
    given=("place",),
    expected=("statuses",),
    rows=(
        (True, (
            "awaiting_assessment", "awaiting_allocation", "suitable_not_ready", "deprioritised",
            "scheduled", "on_programme", "on_hold",
        )),
        (False, (
            "referred", "returned", "screening_panel", "panel", "breach", "recall",
            "return_to_court", "deferred", "complete", "follow_up", "withdrawn", "not_eligible",
            "not_suitable", "referred_elsewhere", "deselected", "closed",
        )),
    ),
)  # fmt: skip

CHAPTER = Chapter(
    order=32,
    title="The life of a referral",
    introduction=(
        "Every status, what may follow it, whose step that is, for which coded reasons and from "
        "which day on. The flow decides nothing about anybody; it keeps the steps in order."
    ),
    entries=("referral-flow",),
    tables=(NEXT, ENDINGS, ENFORCED, CUSTODY, WHO, GUARDS, DAYS, REASONS, PLACE),
)


def stands(status, **given):
    held = {"since": SINCE, "source": "requirement", "setting": "community"} | given
    return Standing(status=status, **held)


def asks(standing, to, **given):
    """A move as asked for by the system today, with the first reason that the way takes."""
    way = FLOW.way(standing.status, to)
    fitting = [
        name
        for name in (way.reasons if way else ())
        if standing.setting in (FLOW.reason_called(name).settings or (standing.setting,))
    ]
    held = {"reason": fitting[0] if fitting else "", "roles": None} | given
    held = {"effective_on": TODAY, "today": TODAY} | held
    return judge_move(standing, Move(to=to, **held), flow=FLOW)


def codes(decision):
    return tuple(each.code.removeprefix("referral_flow.") for each in decision.reasons)


@by_rows(NEXT)
def test_next(status, may_be_followed_by):
    standing = stands(status, held_from="awaiting_allocation")
    possible = tuple(
        way.to
        for way in FLOW.ways_from(status)
        if asks(standing, way.to).outcome == "allowed" and way.to not in WITHDRAWN
    )
    assert possible == may_be_followed_by


@pytest.mark.parametrize("status", [each.id for each in FLOW.status])
def test_each_status_has_its_row(status):
    assert status in {row[0] for row in NEXT.rows}


@by_rows(ENDINGS)
def test_endings(phase, withdrawn, referred_elsewhere, closed):
    for status in (each for each in FLOW.status if each.phase == phase):
        standing = stands(status.id)
        expected = {
            "withdrawn": withdrawn, "referred_elsewhere": referred_elsewhere, "closed": closed,
        }  # fmt: skip
        found = {to: asks(standing, to).outcome == "allowed" for to in expected}
        assert found == expected, status.id


@by_rows(ENFORCED)
def test_enforced(source, setting, to, allowed):
    decision = asks(stands("on_programme", source=source, setting=setting), to)
    assert (decision.outcome == "allowed") is allowed


@by_rows(CUSTODY)
def test_custody(setting, reason, allowed, keeps_sessions, keeps_group):
    decision = asks(stands("on_programme", setting=setting), "awaiting_allocation", reason=reason)
    way = FLOW.way("on_programme", "awaiting_allocation")
    assert (decision.outcome == "allowed") is allowed
    assert (way.keeps_sessions, way.keeps_group) == (keeps_sessions, keeps_group)


@by_rows(WHO)
def test_who(leaves, to, role, allowed):
    roles = None if role == "the system" else frozenset({role})
    assert (asks(stands(leaves), to, roles=roles).outcome == "allowed") is allowed


@by_rows(GUARDS)
def test_guards(leaves, to, unmet, held_from, because):
    decision = asks(stands(leaves, held_from=held_from or None), to, unmet=unmet)
    assert codes(decision) == because


@by_rows(DAYS)
def test_days(since_days_ago, dated_days_ago, because):
    standing = stands("awaiting_assessment", since=TODAY - timedelta(days=since_days_ago))
    decision = asks(standing, "withdrawn", effective_on=TODAY - timedelta(days=dated_days_ago))
    assert codes(decision) == because


@by_rows(REASONS)
def test_reasons(to, reason, because):
    decision = asks(stands("awaiting_allocation"), to, reason=reason)
    assert codes(decision) == because


def test_the_choices_of_a_role_are_those_steps_by_hand_that_would_be_allowed():
    for status in FLOW.status:
        standing = stands(status.id, held_from="scheduled")
        for role in ("manager", "referrer", "facilitator"):
            offered = choices(standing, frozenset({role}), flow=FLOW)
            assert all(each.by_hand for each in offered)
            for each in offered:
                decision = asks(standing, each.to, roles=frozenset({role}))
                assert decision.outcome == "allowed", (status.id, each.to, codes(decision))


def test_a_flow_with_a_dead_end_or_a_name_that_is_not_there_is_faulty():
    less = tuple(each for each in FLOW.transition if each.to != "withdrawn")
    problems = [fault.problem for fault in replace(FLOW, transition=less).faults()]
    assert problems.count("cannot be withdrawn from") == len(FLOW.open_statuses)
    wrong = replace(FLOW.transition[0], to="nowhere", reasons=("because",))
    paths = [fault.problem for fault in replace(FLOW, transition=(*less, wrong)).faults()]
    assert "nowhere is no status" in paths
    assert "because is no reason" in paths
    twice = replace(FLOW, transition=(*FLOW.transition, FLOW.transition[0]))
    assert any("says twice" in fault.problem for fault in twice.faults())


@by_rows(PLACE)
def test_place(place, statuses):
    assert tuple(each.id for each in FLOW.status if FLOW.has_place(each.id) is place) == statuses
