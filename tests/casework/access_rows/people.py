"""People: managers settle who works with somebody and who may not see them."""

from datetime import date

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.people.actions import exclude, make_search, put_on_caseload, restrict_to
from tests.casework.access_row import About, ActionRow, PageRow

DAY = date(2026, 3, 2)
MANAGERS = frozenset({Role.MANAGER})
REGISTRARS = frozenset({Role.REFERRER, Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR})


def person(verb, roles, given=lambda _scene: {}):
    """An act done to the person of the scene."""
    return ActionRow(
        verb=f"people.{verb}",
        about=About.PERSON,
        roles=roles,
        given=lambda scene: {"person": scene.person, **given(scene)},
    )


def new_person(scene):
    values = {
        "crn": "X654321", "first_names": "Ivo", "last_name": "Nowak", "born_on": date(1970, 4, 3),
        "sex": "male",
    }  # fmt: skip
    return {"team": scene.world.team, "values": values, "practitioner": scene.near(Role.REFERRER)}


def narrowing(scene):
    return {"user": scene.other, "reason": "kin", "on": DAY}


def entry(scene):
    given = {"person": scene.person, "user": scene.other, "begins_on": DAY}
    return {"entry": put_on_caseload(**given, **scene.by), "on": DAY}


def restriction(scene):
    """One that names whoever may end it, so that it keeps nobody of the table out."""
    named = {"person": scene.person, "reason": "staff", "on": DAY, **scene.by}
    made = [restrict_to(user=scene.near(role), **named) for role in Role]
    return {"restriction": made[0], "because": "moved", "on": DAY}


def exclusion(scene):
    made = exclude(person=scene.person, **narrowing(scene), **scene.by)
    return {"exclusion": made, "because": "moved", "on": DAY}


def at_large(verb, roles, given):
    return ActionRow(verb=f"people.{verb}", about=About.SERVICE, roles=roles, given=given)


def person_id(scene):
    return (scene.person.public_id,)


def access_page(name, ids):
    return PageRow(name=f"people:{name}", about=About.PERSON, roles=MANAGERS, ids=ids)


ROWS = (
    ActionRow(verb="people.register", about=About.PLACE, roles=REGISTRARS, given=new_person),
    person("change", REGISTRARS, lambda _: {"read_version": 1, "values": {"last_name": "Other"}}),
    person("name_otherwise", REGISTRARS, lambda _scene: {"full_name": "Another Name"}),
    person(
        "put_on_caseload", MANAGERS, lambda scene: {"user": scene.other, "begins_on": DAY}
    ),
    person("restrict", MANAGERS, narrowing),
    person("exclude", MANAGERS, narrowing),
    ActionRow(verb="people.take_off_caseload", about=About.PERSON, roles=MANAGERS, given=entry),
    ActionRow(
        verb="people.end_restriction", about=About.PERSON, roles=MANAGERS, given=restriction
    ),
    ActionRow(verb="people.end_exclusion", about=About.PERSON, roles=MANAGERS, given=exclusion),
    at_large("search", CASE_ROLES, lambda _scene: {"terms": "nowak"}),
    at_large(
        "break_glass",
        frozenset({Role.DUTY_MANAGER}),
        lambda scene: {"crn": scene.person.crn, "reason": "missing tonight"},
    ),
    at_large("resolve", frozenset({Role.AUDITOR}), lambda scene: {"crn": scene.person.crn}),
    PageRow(
        name="people:search", about=About.SERVICE, roles=CASE_ROLES, post=True,
        answers=frozenset({302}),
    ),
    access_page("access", person_id),
    access_page("add_to_caseload", person_id),
    access_page("add_restriction", person_id),
    access_page("add_exclusion", person_id),
    access_page("end_caseload", lambda scene: (entry(scene)["entry"].public_id,)),
    access_page("lift_restriction", lambda scene: (restriction(scene)["restriction"].public_id,)),
    access_page("lift_exclusion", lambda scene: (exclusion(scene)["exclusion"].public_id,)),
    PageRow(
        name="people:found",
        about=About.OWN,
        roles=CASE_ROLES,
        ids=lambda scene: (
            make_search(terms="nowak", by=scene.owner, at=scene.by["at"]).public_id,
        ),
    ),
    PageRow(name="people:register", about=About.SERVICE, roles=REGISTRARS),
    PageRow(name="people:resolve", about=About.SERVICE, roles=frozenset({Role.AUDITOR})),
    PageRow(name="people:emergency", about=About.SERVICE, roles=frozenset({Role.DUTY_MANAGER})),
    PageRow(
        name="people:change", about=About.PERSON, roles=REGISTRARS,
        ids=person_id,
    ),
)  # fmt: skip
