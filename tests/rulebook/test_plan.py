"""The treatment plan as tables: what needs bring in, what a short dose costs, what cannot be."""

from datetime import date

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.curriculum import Programme
from desist.programme.treatment_plan import PlanRequest
from desist.programme.treatment_plan_check import plan_faults
from desist.scheduling.treatment_planning import plan_treatment
from tests.rulebook.chapter import Chapter, Table, by_rows

ISOTP = load_catalogue().in_force(Programme, "isotp", on=date(2026, 3, 3), adoptions=EVERYTHING)
LONELY = ("loneliness",)
SIX = (
    "loneliness",
    "intimacy-and-relationships",
    "emotional-regulation",
    "fantasy",
    "collecting",
    "online-communities",
)
TWO = ("self-esteem", "low-mood")

BY_NEED = Table(
    title="What needs bring in",
    explanation=(
        "Everyone does the 17 core exercises in all six modules, which take 15 sessions. A strong "
        "need asks for two exercises and some need for one; core exercises that serve it count. "
        "What is lacking comes in, in as few sessions as cover it. Where that is below 20 "
        "sessions, exercises come in by the programme's order until 20 are reached; those of that "
        "run that make no difference stay out."
    ),
    given=("strong needs", "some needs"),
    expected=("sessions", "brought in by need", "brought in to reach 20 sessions"),
    rows=(
        (
            (),
            (),
            20,
            (),
            ("good-life-review", "saying-what-i-need", "lapse-plan", "support-circle"),
        ),
        (
            LONELY,
            (),
            20,
            ("conversation-practice", "support-circle"),
            ("good-life-review", "lapse-plan"),
        ),
        (
            ("loneliness", "intimacy-and-relationships"),
            ("collecting",),
            20,
            ("conversation-practice", "support-circle"),
            ("good-life-review", "lapse-plan"),
        ),
        (
            SIX,
            TWO,
            21,
            (
                "mood-and-screen-diary",
                "riding-out-an-urge",
                "saying-what-i-need",
                "why-keep-things",
                "what-the-group-gave",
                "belonging-elsewhere",
            ),
            (),
        ),
    ),
)

SHORT_DOSE = Table(
    title="What a shorter dose costs",
    explanation=(
        "A person with strong needs in loneliness, intimacy, regulation, fantasy, collecting and "
        "online communities, and some need in self-esteem and low mood. With one session fewer "
        "than the needs take, collecting gets one exercise of its two."
    ),
    given=("sessions at most",),
    expected=("sessions", "strong covered", "some covered", "no room for"),
    rows=(
        ("no limit", 21, "12 of 12", "2 of 2", ()),
        (25, 21, "12 of 12", "2 of 2", ()),
        (21, 21, "12 of 12", "2 of 2", ()),
        (20, 20, "11 of 12", "2 of 2", ("why-keep-things", "letting-go-plan")),
    ),
)

CURVE = Table(
    title="What a session more or less buys",
    explanation=(
        "The share of what strong needs ask for that the best plan of each dose covers, for "
        "somebody whose sixteen needs are all strong. Beyond 26 sessions nothing is left to ask."
    ),
    given=("sessions",),
    expected=("share in hundredths",),
    rows=(
        (20, 66),
        (21, 72),
        (22, 78),
        (23, 84),
        (24, 91),
        (25, 97),
        (26, 100),
        (27, 100),
        (30, 100),
    ),
)

CANNOT_BE = Table(
    title="Requests that no plan can meet",
    explanation=(
        "The rules that bind are a smallest set: with any one of them given up there would be a "
        "plan. The person has a strong need in loneliness."
    ),
    given=("in format", "sessions at most", "must be in", "must be out"),
    expected=("rules that bind", "would do"),
    rows=(
        (
            "individual",
            18,
            (),
            (),
            ("minimum sessions", "sessions at most"),
            "sessions_at_most 20",
        ),
        ("individual", "no limit", (), ("writing-the-plan",), ("core", "exclude"), "exclude none"),
        (
            "individual",
            "no limit",
            ("belonging-elsewhere",),
            ("what-the-group-gave",),
            ("prerequisites", "include", "exclude"),
            "exclude none",
        ),
        (
            "individual",
            "no limit",
            ("small-decisions",),
            ("small-decisions",),
            ("include", "exclude"),
            "exclude none",
        ),
        ("group", 30, (), (), ("blocks", "sessions at most"), "sessions_at_most 35"),
        (
            "group",
            "no limit",
            (),
            ("letter-not-sent",),
            ("everyone does all", "exclude"),
            "exclude none",
        ),
    ),
)

IN_GROUP = Table(
    title="Focus and contribution in the group",
    explanation=(
        "Everyone attends all 35 sessions. A person is the focus of core exercises and of those "
        "that serve a need of theirs, and contributes in the others."
    ),
    given=("strong needs", "some needs"),
    expected=("focus", "contribution", "focus beyond core"),
    rows=(
        ((), (), 17, 27, ()),
        (
            LONELY,
            (),
            22,
            22,
            (
                "conversation-practice",
                "doing-before-feeling",
                "what-the-group-gave",
                "belonging-elsewhere",
                "support-circle",
            ),
        ),
        (
            (),
            ("collecting",),
            19,
            25,
            ("why-keep-things", "letting-go-plan"),
        ),
    ),
)

CHAPTER = Chapter(
    order=12,
    title="The treatment plan",
    introduction=(
        "In the individual format the plan is the best there is, and proven so. First it keeps "
        "the rules: core exercises, all modules, prerequisites, 20 to 30 sessions, what was asked "
        "to be in or out. Of all plans that do, it covers the most of strong needs; of those, the "
        "most of the other needs; of those, it takes the fewest sessions; and of those, it leaves "
        "out what stands late in the programme's order of preference, the last first, so that one "
        "plan remains. A session belongs to one module and has 70 minutes for exercises; an "
        "exercise goes on in the next session only where it must. The exercises and what they "
        "serve are ours: until a site has adopted the programme the answer is *awaiting adoption*."
    ),
    entries=("isotp",),
    tables=(BY_NEED, SHORT_DOSE, CURVE, CANNOT_BE, IN_GROUP),
)


def planned(
    *, strong=(), some=(), format_="individual", at_most="no limit", include=(), exclude=()
):
    """The answer to a request; a plan is held against the independent check as well."""
    request = PlanRequest(
        needs={**dict.fromkeys(strong, "strong"), **dict.fromkeys(some, "some")},
        sessions_at_most=None if at_most == "no limit" else at_most,
        include=include,
        exclude=exclude,
    )
    found = plan_treatment(programme=ISOTP, format=format_, request=request)
    if found.plan is not None:
        assert plan_faults(found.plan, ISOTP, request) == ()
    return found


def because(accounts, code):
    return tuple(each.id for each in accounts if each.reason_code == code)


@by_rows(BY_NEED)
def test_needs_bring_in_exercises(
    strong_needs, some_needs, sessions, brought_in_by_need, brought_in_to_reach_20_sessions
):
    plan = planned(strong=strong_needs, some=some_needs).plan

    assert plan.sessions == sessions
    assert len(because(plan.chosen, "plan.chosen.core")) == 17
    assert because(plan.chosen, "plan.chosen.need") == brought_in_by_need
    assert because(plan.chosen, "plan.chosen.minimum") == brought_in_to_reach_20_sessions
    assert all(each.planned >= each.asked for each in plan.coverage)


@by_rows(SHORT_DOSE)
def test_a_shorter_dose(sessions_at_most, sessions, strong_covered, some_covered, no_room_for):
    plan = planned(strong=SIX, some=TWO, at_most=sessions_at_most).plan

    def covered(strength):
        needs = [each for each in plan.coverage if each.strength == strength]
        return f"{sum(e.covered for e in needs)} of {sum(e.asked for e in needs)}"

    assert plan.sessions == sessions
    assert (covered("strong"), covered("some")) == (strong_covered, some_covered)
    assert because(plan.omitted, "plan.omitted.no_room") == no_room_for


@by_rows(CURVE)
def test_the_curve(sessions, share_in_hundredths):
    curve = planned(strong=ISOTP.needs).plan.curve

    [point] = [each for each in curve if each.sessions == sessions]
    assert round(100 * point.strong) == share_in_hundredths


@by_rows(CANNOT_BE)
def test_requests_that_no_plan_can_meet(
    in_format,
    sessions_at_most,
    must_be_in,
    must_be_out,
    rules_that_bind,
    would_do,
):
    found = planned(
        strong=LONELY,
        format_=in_format,
        at_most=sessions_at_most,
        include=must_be_in,
        exclude=must_be_out,
    )

    binding = (each.code.removeprefix("plan.binds.") for each in found.decision.reasons)
    [[change]] = [each.changes for each in found.decision.would_change]
    assert found.decision.outcome == "infeasible"
    assert tuple(each.replace("_", " ") for each in binding) == rules_that_bind
    name = change.fact.removeprefix("constraints.")
    assert f"{name} {change.instead or 'none'}" == would_do


@by_rows(IN_GROUP)
def test_focus_and_contribution(strong_needs, some_needs, focus, contribution, focus_beyond_core):
    plan = planned(strong=strong_needs, some=some_needs, format_="group").plan

    roles = list(plan.roles.values())
    assert plan.sessions == 35
    assert (roles.count("focus"), roles.count("contribution")) == (focus, contribution)
    assert because(plan.chosen, "plan.focus.need") == focus_beyond_core
