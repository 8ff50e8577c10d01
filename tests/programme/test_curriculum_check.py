"""Every fault that a programme file can have, each made on purpose and seen to be named."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from desist.programme.curriculum import (
    Accreditation,
    Block,
    Check,
    Coverage,
    CoverageCheck,
    Exercise,
    Format,
    Module,
    Programme,
    Step,
)
from desist.programme.entry import Grade


def exercise(id_, module, **changes):
    sound = Exercise(
        id=id_,
        title=id_,
        module=module,
        aim="Try it.",
        steps=("Do it.",),
        material="Paper.",
        outcome="It is done.",
        serves_steps=("begin",),
        serves_needs=("calm",),
        minutes=60,
        group_sessions=1.0,
        core=False,
    )
    return replace(sound, **changes)


INDIVIDUAL = Format(
    id="individual",
    title="Individual",
    selection="by_need",
    minimum_sessions=2,
    maximum_sessions=4,
    opening_minutes=10,
    practice_review_minutes=20,
    block=(
        Block(module="first", setting="one_to_one", minutes=90),
        Block(module="last", setting="one_to_one", minutes=90),
    ),
)
GROUP = Format(
    id="group",
    title="Group",
    selection="focus",
    minimum_sessions=5,
    maximum_sessions=5,
    block=(
        Block(module="first", setting="group", minutes=120, sessions=2),
        Block(module="last", setting="group", minutes=120, sessions=3),
    ),
)
SOUND = Programme(
    id="small",
    title="A small programme",
    version=1,
    in_force_from=date(2020, 1, 1),
    source="made up for this test",
    licence="MIT",
    grade=Grade.AUTHORED,
    summary="Two modules.",
    needs=("calm",),
    step=(Step(id="begin", title="Begin", areas=("self-management",)),),
    module=(
        Module(id="first", title="First", aim="Begin."),
        Module(id="last", title="Last", aim="End."),
    ),
    exercise=(
        exercise("hello", "first", core=True),
        exercise("look", "first", requires=("hello",)),
        exercise("practise", "last", core=True, requires=("hello",)),
        exercise("again", "last", requires=("practise",)),
        exercise("goodbye", "last", requires=("look",)),
    ),
    format=(INDIVIDUAL, GROUP),
    coverage=Coverage(strong=2, some=1),
    fill_order=("look", "again"),
    accreditation=(
        Accreditation(setting="community", nation="scotland", format="group", status="accredited"),
    ),
    check=(
        CoverageCheck(check="every_step_served"),
        CoverageCheck(check="every_need_served"),
        CoverageCheck(check="every_module_has_core"),
        CoverageCheck(check="module_longest", module="last"),
        CoverageCheck(check="blocks_add_up", format="group", sessions=5, minutes=120),
        CoverageCheck(check="works_without_account", need="calm"),
    ),
)


def with_exercise(id_, **changes):
    """The sound programme, one exercise of it changed."""
    return replace(
        SOUND,
        exercise=tuple(
            replace(each, **changes) if each.id == id_ else each for each in SOUND.exercise
        ),
    )


def with_format(id_, **changes):
    """The sound programme, one format of it changed."""
    return replace(
        SOUND,
        format=tuple(replace(each, **changes) if each.id == id_ else each for each in SOUND.format),
    )


def with_checks(*checks):
    return replace(SOUND, check=checks)


def with_group_block(number, **changes):
    blocks = list(GROUP.block)
    blocks[number - 1] = replace(blocks[number - 1], **changes)
    return with_format("group", block=tuple(blocks))


BROKEN = {
    # -------------------------------------------------------------- ids and references
    "an exercise twice": (
        replace(SOUND, exercise=(*SOUND.exercise, SOUND.exercise[-1])),
        "exercise[goodbye]",
        "appears 2 times",
    ),
    "a step twice": (replace(SOUND, step=SOUND.step * 2), "step[begin]", "appears 2 times"),
    "a module twice": (
        replace(SOUND, module=(*SOUND.module, SOUND.module[0])),
        "module[first]",
        "appears 2 times",
    ),
    "a format twice": (
        replace(SOUND, format=(INDIVIDUAL, GROUP, GROUP)),
        "format[group]",
        "appears 2 times",
    ),
    "a need twice": (replace(SOUND, needs=("calm", "calm")), "needs[calm]", "appears 2 times"),
    "a filling exercise twice": (
        replace(SOUND, fill_order=("look", "look")),
        "fill_order[look]",
        "appears 2 times",
    ),
    "an unknown module": (
        with_exercise("look", module="middle"),
        "exercise[look].module",
        "names 'middle', which the programme does not have",
    ),
    "an unknown step": (
        with_exercise("look", serves_steps=("rest",)),
        "exercise[look].serves_steps",
        "names 'rest'",
    ),
    "an unknown need": (
        with_exercise("look", serves_needs=("clam",)),
        "exercise[look].serves_needs",
        "names 'clam'",
    ),
    "an unknown prerequisite": (
        with_exercise("look", requires=("helo",)),
        "exercise[look].requires",
        "names 'helo'",
    ),
    # -------------------------------------------------------------- prerequisites
    "a prerequisite later in the module": (
        with_exercise("again", requires=("goodbye",)),
        "exercise[again].requires",
        "names 'goodbye', which comes later",
    ),
    "a prerequisite in a later module": (
        with_exercise("look", requires=("again",)),
        "exercise[look].requires",
        "names 'again', which comes later",
    ),
    "core work that rests on work by need": (
        with_exercise("practise", requires=("look",)),
        "exercise[practise].requires",
        "names 'look', which is chosen by need, but practise is core",
    ),
    "prerequisites in a circle": (
        with_exercise("practise", requires=("again",)),
        "exercise[practise].requires",
        "leads back to itself through practise, again",
    ),
    "an exercise that requires itself": (
        with_exercise("look", requires=("look",)),
        "exercise[look].requires",
        "leads back to itself through look",
    ),
    # -------------------------------------------------------------- what an exercise says
    "an exercise without steps": (
        with_exercise("look", steps=()),
        "exercise[look].steps",
        "is empty",
    ),
    "an exercise without an outcome": (
        with_exercise("look", outcome=""),
        "exercise[look].outcome",
        "is empty",
    ),
    "an exercise that serves nothing": (
        with_exercise("look", serves_steps=(), serves_needs=()),
        "exercise[look]",
        "serves no step and no need",
    ),
    "an account with no other way": (
        with_exercise("look", asks_account=True),
        "exercise[look].without_account",
        "is empty, though the exercise asks for an account",
    ),
    "another way where none is needed": (
        with_exercise("look", without_account="Talk of something else."),
        "exercise[look].asks_account",
        "is false",
    ),
    # -------------------------------------------------------------- doses
    "no minutes": (with_exercise("look", minutes=0), "exercise[look].minutes", "is 0"),
    "minutes nobody keeps to": (
        with_exercise("look", minutes=62),
        "exercise[look].minutes",
        "is 62",
    ),
    "a third of a group session": (
        with_exercise("look", group_sessions=1.3),
        "exercise[look].group_sessions",
        "is 1.3",
    ),
    "no time in the group": (
        with_exercise("look", group_sessions=0.0),
        "exercise[look].group_sessions",
        "is 0, but the group does every exercise",
    ),
    "exercises that do not fill their block": (
        with_exercise("look", group_sessions=0.5),
        "format[group].block",
        "gives first 2 sessions, its exercises take 1.5",
    ),
    "more asked for some need than for a strong one": (
        replace(SOUND, coverage=Coverage(strong=1, some=2)),
        "coverage",
        "asks 1 for a strong need and 2 for some need",
    ),
    "nothing asked for some need": (
        replace(SOUND, coverage=Coverage(strong=1, some=0)),
        "coverage",
        "and 0 for some need",
    ),
    "more asked than there are": (
        replace(SOUND, coverage=Coverage(strong=6, some=1)),
        "needs[calm]",
        "is served by 5 exercises; a strong need asks for 6",
    ),
    "no coverage where need decides": (replace(SOUND, coverage=None), "coverage", "is missing"),
    # -------------------------------------------------------------- filling up
    "an unknown filling exercise": (
        replace(SOUND, fill_order=("look", "agian")),
        "fill_order[agian]",
        "names 'agian'",
    ),
    "a core exercise to fill up with": (
        replace(SOUND, fill_order=("hello", "look")),
        "fill_order[hello]",
        "is core",
    ),
    "filling up before what it requires": (
        replace(SOUND, fill_order=("goodbye", "look")),
        "fill_order[goodbye]",
        "requires 'look', which is not in yet",
    ),
    "filling up that stops too soon": (
        replace(with_format("individual", minimum_sessions=4), fill_order=("look",)),
        "fill_order",
        "up to 3 sessions, fewer than its 4",
    ),
    "core work beyond the longest dose": (
        with_format("individual", minimum_sessions=1, maximum_sessions=1),
        "format[individual].maximum_sessions",
        "is 1, but core exercises alone take 2",
    ),
    # -------------------------------------------------------------- formats
    "no format": (replace(SOUND, format=()), "format", "is empty"),
    "a dose upside down": (
        with_format("individual", minimum_sessions=5),
        "format[individual].minimum_sessions",
        "runs from 5 to 4",
    ),
    "a session that its opening uses up": (
        with_format("individual", opening_minutes=70),
        "format[individual].block[1].minutes",
        "is 90, which opening and practice review use up",
    ),
    "negative opening minutes": (
        with_format("individual", opening_minutes=-5),
        "format[individual].opening_minutes",
        "is -5",
    ),
    "a block of no sessions": (
        with_group_block(1, sessions=0),
        "format[group].block[1].sessions",
        "is 0",
    ),
    "an uncounted block in a group": (
        with_group_block(1, sessions=None),
        "format[group].block[1].sessions",
        "is missing",
    ),
    "a counted block where need decides": (
        with_format(
            "individual", block=tuple(replace(each, sessions=2) for each in INDIVIDUAL.block)
        ),
        "format[individual].block[1].sessions",
        "is given, but a plan by need decides it",
    ),
    "a block of an unknown module": (
        with_group_block(2, module="lats"),
        "format[group].block[2].module",
        "names 'lats'",
    ),
    "a module without a block": (
        with_format("group", block=GROUP.block[:1]),
        "format[group].block",
        "leaves out the module last",
    ),
    "blocks in another order than the modules": (
        with_format("individual", block=INDIVIDUAL.block[::-1]),
        "format[individual].block",
        "is not in the order of the modules",
    ),
    "two blocks of one module where need decides": (
        with_format("individual", block=(INDIVIDUAL.block[0], *INDIVIDUAL.block)),
        "format[individual].block",
        "has 2 blocks of first",
    ),
    "blocks short of the dose": (
        with_format("group", minimum_sessions=6, maximum_sessions=6),
        "format[group].block",
        "comes to 5 sessions, the format to 6 to 6",
    ),
    "a one-to-one block in a group": (
        with_group_block(2, setting="one_to_one"),
        "format[group].id",
        "is group, but the settings of its blocks are group, one_to_one",
    ),
    "a mixed format that mixes nothing": (
        with_format("group", id="mixed"),
        "format[mixed].id",
        "is mixed, but the settings of its blocks are group",
    ),
    "need without exercises": (
        replace(SOUND, exercise=(), fill_order=()),
        "format[individual].selection",
        "is by_need, but there are no exercises",
    ),
    # -------------------------------------------------------------- accreditation
    "accredited in a format it does not have": (
        replace(SOUND, accreditation=(replace(SOUND.accreditation[0], format="mixed"),)),
        "accreditation[1].format",
        "names 'mixed'",
    ),
    "accreditation that ends before it begins": (
        replace(
            SOUND,
            accreditation=(
                replace(
                    SOUND.accreditation[0], begins_on=date(2010, 1, 1), ends_on=date(2009, 1, 1)
                ),
            ),
        ),
        "accreditation[1].ends_on",
        "2009-01-01 is before 2010-01-01",
    ),
    "a dispute that is not explained": (
        replace(
            SOUND,
            accreditation=(replace(SOUND.accreditation[0], disputed_on=date(2009, 1, 1)),),
        ),
        "accreditation[1].note",
        "is empty",
    ),
    # -------------------------------------------------------------- what the programme promises
    "a step that nothing serves": (
        replace(SOUND, step=(*SOUND.step, Step(id="rest", title="Rest", areas=("sleep",)))),
        "step[rest]",
        "is served by no exercise",
    ),
    "a need that nothing serves": (
        replace(SOUND, needs=("calm", "company")),
        "needs[company]",
        "is served by no exercise",
    ),
    "a module without core work": (
        with_exercise("practise", core=False),
        "module[last]",
        "has no core exercise",
    ),
    "a longest module that is not, individually": (
        with_exercise("look", minutes=120),
        "module[last]",
        "has 180 minutes in the format individual, no more than first",
    ),
    "a longest module that is not, in the group": (
        with_group_block(1, minutes=180),
        "module[last]",
        "has 360 minutes in the format group, no more than first",
    ),
    "blocks that break their promise": (
        with_checks(CoverageCheck(check="blocks_add_up", format="group", sessions=6)),
        "format[group].block",
        "has 5 group sessions, not 6",
    ),
    "sessions longer than promised": (
        with_group_block(2, minutes=150),
        "format[group].block",
        "has group sessions of 150 minutes, not of 120 alone",
    ),
    "no sessions of the promised setting": (
        with_checks(
            CoverageCheck(check="blocks_add_up", format="group", setting="one_to_one", sessions=1)
        ),
        "format[group].block",
        "has 0 group one_to_one sessions, not 1",
    ),
    "an account asked for after all": (
        with_exercise("look", asks_account=True, without_account="Another way."),
        "exercise[look].asks_account",
        "is true, though it serves calm",
    ),
    "a check about nothing": (
        with_checks(CoverageCheck(check="module_longest")),
        "check[module_longest].module",
        "is missing",
    ),
    "a check about an unknown module": (
        with_checks(CoverageCheck(check="module_longest", module="skils")),
        "check[module_longest].module",
        "names 'skils'",
    ),
    "a check about an unknown need": (
        with_checks(CoverageCheck(check="works_without_account", need="clam")),
        "check[works_without_account].need",
        "names 'clam'",
    ),
    "a check about a format it does not have": (
        with_checks(CoverageCheck(check="blocks_add_up", format="mixed", sessions=5)),
        "check[blocks_add_up].format",
        "names 'mixed'",
    ),
    "a check told more than it takes": (
        with_checks(CoverageCheck(check="every_step_served", module="last")),
        "check[every_step_served].module",
        "is given, but this check takes none",
    ),
}


def test_a_sound_programme_has_no_faults():
    assert list(SOUND.faults()) == []


@pytest.mark.parametrize(("programme", "path", "problem"), BROKEN.values(), ids=BROKEN)
def test_a_broken_programme_names_its_fault(programme, path, problem):
    faults = list(programme.faults())

    found = [fault for fault in faults if fault.path == path and problem in fault.problem]
    assert found, [f"{fault.path} {fault.problem}" for fault in faults]
    assert all(fault.remedy for fault in faults)


def test_every_kind_of_check_is_broken_somewhere_above():
    assert {each.check for each in SOUND.check} == set(get_args(Check))


def test_all_faults_are_told_at_once():
    broken = replace(with_exercise("look", minutes=7, module="middle"), needs=())

    paths = {fault.path for fault in broken.faults()}

    assert {"exercise[look].minutes", "exercise[look].module", "exercise[hello].serves_needs"} <= (
        paths
    )


def test_a_circle_is_told_once():
    faults = [
        fault
        for fault in with_exercise("practise", requires=("again",)).faults()
        if "leads back" in fault.problem
    ]

    assert len(faults) == 1
