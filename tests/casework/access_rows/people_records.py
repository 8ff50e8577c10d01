"""Records about a person: who records, who changes, who sees the pages of each kind."""

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.people import actions
from tests.casework.about_people import records_of_a_person as held
from tests.casework.access_row import About, ActionRow, PageRow

GIVES_FACTS = frozenset({Role.REFERRER, Role.MANAGER})
PROTECTS = GIVES_FACTS | {Role.ASSESSOR}
DELIVERS = PROTECTS | {Role.FACILITATOR}
PRACTITIONER = frozenset({Role.REFERRER})


def new(verb, values, roles, **given):
    return ActionRow(
        verb=f"people.{verb}",
        about=About.PERSON,
        roles=roles,
        given=lambda scene: {
            "person": scene.person,
            "values": values(scene) if callable(values) else values,
            **given,
        },
    )


def made(action, values, argument):
    """A record to be changed, under the name that its action gives it."""

    def given(scene):
        found = values(scene) if callable(values) else values
        record = action(person=scene.person, values=found, **scene.by)
        return {argument: record, "read_version": 1, "values": {}}

    return given


def changed(verb, action, values, argument, roles):
    given = made(action, values, argument)
    return ActionRow(verb=f"people.{verb}", about=About.PERSON, roles=roles, given=given)


def apart(scene):
    """The other is reached by everybody who reaches the person."""
    other = scene.world.person(practitioner=scene.near(Role.REFERRER))
    scene.world.on_caseload(scene.near(Role.FACILITATOR), other)
    return held.APART | {"other": other}


def wish(scene):
    return held.wish(scene.person)


def page(kind, roles):
    return PageRow(
        name="people:record",
        about=About.PERSON,
        roles=roles,
        ids=lambda scene: (scene.person.public_id, kind),
    )


def change_page(kind, action, values, argument, roles):
    given = made(action, values, argument)
    return PageRow(
        name="people:change_record",
        about=About.PERSON,
        roles=roles,
        ids=lambda scene: (kind, given(scene)[argument].public_id),
    )


KINDS = (
    ("sentence", "record_sentence", "change_sentence", held.SENTENCE, "sentence", GIVES_FACTS),
    (
        "whereabouts", "record_whereabouts", "change_whereabouts", held.WHEREABOUTS, "period",
        GIVES_FACTS,
    ),
    ("mappa", "record_mappa", "change_mappa", held.MAPPA, "mappa", PROTECTS),
    ("harm", "assess_harm", "change_harm_assessment", held.HARM, "assessment", PROTECTS),
    ("condition", "record_condition", "change_condition", held.CONDITION, "condition", PROTECTS),
    ("kept-apart", "keep_apart", "change_kept_apart", apart, "apart", PROTECTS),
    ("location", "wish_location", "change_location_wish", wish, "wish", CASE_ROLES),
)  # fmt: skip
SINGLE = (
    ("responsivity", "state_responsivity", held.RESPONSIVITY, DELIVERS),
    ("arrangement", "state_arrangement", held.ARRANGEMENT, CASE_ROLES),
    ("equality", "state_equality", held.EQUALITY, PRACTITIONER),
)


def rows_of_kinds():
    for kind, record, change, values, argument, roles in KINDS:
        action = getattr(actions, record)
        yield new(record, values, roles)
        yield changed(change, action, values, argument, roles)
        yield page(kind, roles)
        yield change_page(kind, action, values, argument, roles)


ROWS = (
    *rows_of_kinds(),
    *(new(verb, values, roles, read_version=0) for _kind, verb, values, roles in SINGLE),
    *(page(kind, roles) for kind, _verb, _values, roles in SINGLE),
    new("screen_learning", held.SCREEN, PROTECTS),
    new("judge_learning", held.JUDGEMENT, PROTECTS),
    page("screen", PROTECTS),
    page("judgement", PROTECTS),
    page("name", GIVES_FACTS | {Role.PROGRAMME_ADMINISTRATOR}),
    PageRow(
        name="people:details",
        about=About.PERSON,
        roles=CASE_ROLES,
        ids=lambda scene: (scene.person.public_id,),
    ),
    PageRow(
        name="people:history",
        about=About.PERSON,
        roles=CASE_ROLES,
        ids=lambda scene: (scene.person.public_id,),
    ),
)
