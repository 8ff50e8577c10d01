"""Rights: taken by whoever works with the person, answered, merged and ended by managers."""

from datetime import date

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.rights.actions.ending import CLOCK, ask_whether_kept, hold_record
from desist.casework.rights.actions.merging import merge_people
from desist.casework.rights.actions.requesting import limit_use, take_request
from desist.casework.rights.apps import TAKERS
from desist.casework.rights.law import retention_on
from desist.casework.rights.queries.retention import Due
from tests.casework.access_row import About, ActionRow, PageRow
from tests.casework.people import NOON
from tests.casework.rights.decided import ruled_decision

DAY = date(2026, 3, 2)
MANAGERS = frozenset({Role.MANAGER})
SENT = frozenset({302})


def person(scene):
    return {"person": scene.person}


def other(scene):
    """Another record of the same team."""
    return scene.world.person(practitioner=scene.near(Role.REFERRER))


def asked(scene, kind="access"):
    given = {"kind": kind, "asked_for": "a copy", "received_on": DAY}
    taker = scene.near(Role.REFERRER)
    return take_request(person=scene.person, **given, by=taker, at=NOON)


def merged(scene):
    return merge_people(survivor=scene.person, merged=other(scene), because="prints", **scene.by)


def limit(scene):
    boss = scene.world.member("boss", Role.MANAGER, region=scene.world.north)
    given = {"ground": "accuracy_contested", "begins_on": DAY}
    return limit_use(person=scene.person, **given, by=boss, at=NOON)


def hold(scene):
    boss = scene.world.member("boss", Role.MANAGER, region=scene.world.north)
    return hold_record(person=scene.person, because="inquiry", on=DAY, by=boss, at=NOON)


def due(scene):
    rule = retention_on(DAY)
    found = Due(person=scene.person, period=rule.period[-1], due_on=DAY)
    return {"person": scene.person, "due": found, "rule": rule}


def review(scene):
    return ask_whether_kept(**due(scene), by=CLOCK, at=NOON)


def act(verb, roles, given, about=About.PERSON, **more):
    return ActionRow(verb=f"rights.{verb}", about=about, roles=roles, given=given, **more)


def page(name, roles, ids, **more):
    return PageRow(name=f"rights:{name}", about=About.PERSON, roles=roles, ids=ids, **more)


def ids(make):
    return lambda scene: (make(scene).public_id,)


def person_id(scene):
    return (scene.person.public_id,)


def decision(scene):
    boss = scene.world.member("boss", Role.MANAGER, region=scene.world.north)
    return ruled_decision(scene.world, boss, scene.person)


def pair_of_ids(scene):
    return (scene.person.public_id, other(scene).public_id)


ANSWER = {"read_version": 1, "outcome": "given", "reasons": "done", "on": DAY}
COPY = {"recipient": "person", "form": "html", "document": b"x", "records": 1, "left_out": {}}

ROWS = (
    act(
        "ask",
        TAKERS,
        lambda scene: person(scene) | {"kind": "access", "asked_for": "a copy", "received_on": DAY},
    ),
    act("answer", MANAGERS, lambda scene: {"request": asked(scene), **ANSWER}),
    act("give_copy", MANAGERS, lambda scene: {"request": asked(scene), **COPY}),
    act("note", TAKERS, lambda scene: person(scene) | {"text": "no", "about": "", "on": DAY}),
    act(
        "limit",
        MANAGERS,
        lambda scene: person(scene) | {"ground": "accuracy_contested", "begins_on": DAY},
    ),
    act("lift_limit", MANAGERS, lambda scene: {"limit": limit(scene), "on": DAY}),
    act("hold", MANAGERS, lambda scene: person(scene) | {"because": "inquiry", "on": DAY}),
    act("release", MANAGERS, lambda scene: {"hold": hold(scene), "on": DAY}),
    act("find_due", frozenset(), due, about=About.SYSTEM, system=CLOCK),
    act(
        "keep",
        MANAGERS,
        lambda scene: {"review": review(scene), "kept_until": DAY, "because": "appeal"},
    ),
    act("end", MANAGERS, lambda scene: person(scene) | {"how": "erase", "because": "asked"}),
    act(
        "merge",
        MANAGERS,
        lambda scene: {"survivor": scene.person, "merged": other(scene), "because": "prints"},
    ),
    act("unmerge", MANAGERS, lambda scene: {"merge": merged(scene), "because": "brothers"}),
    page("of", TAKERS, person_id),
    page("ask", TAKERS, person_id),
    page("note", TAKERS, person_id),
    page("limit", MANAGERS, person_id),
    page("lift", MANAGERS, ids(limit), post=True, answers=SENT),
    page("hold", MANAGERS, person_id),
    page("release", MANAGERS, ids(hold), post=True, answers=SENT),
    page("request", TAKERS, ids(asked)),
    page("notice", TAKERS, ids(decision)),
    page("answer", MANAGERS, ids(asked)),
    page("copy", MANAGERS, ids(asked)),
    page("review", MANAGERS, ids(review)),
    page("end", MANAGERS, person_id),
    page("candidates", MANAGERS, person_id),
    page("merge", MANAGERS, pair_of_ids),
    page("unmerge", MANAGERS, ids(merged)),
    PageRow(name="rights:equality", about=About.SERVICE, roles=MANAGERS | {Role.LEAD}),
    PageRow(name="rights:due", about=About.SERVICE, roles=MANAGERS),
    PageRow(
        name="rights:purposes",
        about=About.SERVICE,
        roles=CASE_ROLES | {Role.LEAD, Role.AUDITOR, Role.EVALUATOR},
    ),
)
