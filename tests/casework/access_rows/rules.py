"""Rule sets: managers adopt and withdraw, another manager or an assessor seconds."""

from datetime import date

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.rules.actions import adopt_rule
from desist.casework.rules.queries import the_catalogue
from tests.casework.access_row import About, ActionRow, PageRow

DAY = date(2026, 3, 2)
MANAGERS = frozenset({Role.MANAGER})
SEEN = CASE_ROLES | {Role.LEAD, Role.EVALUATOR, Role.AUDITOR, Role.ADMINISTRATOR}
SECONDERS = MANAGERS | {Role.ASSESSOR}


def entry():
    """A rule that takes two people."""
    return the_catalogue().versions("rm2000")[-1]


def proposed(scene):
    """Proposed by somebody who is not of the table: nobody seconds their own."""
    proposer = scene.world.member("proposer", Role.MANAGER, region=scene.world.north)
    return adopt_rule(entry=entry(), why="checked", on=DAY, by=proposer, at=scene.by["at"])


def on_adoption(verb, roles, **given):
    return ActionRow(
        verb=f"rules.{verb}",
        about=About.SERVICE,
        roles=roles,
        given=lambda scene: {"adoption": proposed(scene), "read_version": 1, "on": DAY, **given},
    )


def page(name, roles, ids):
    return PageRow(name=f"rules:{name}", about=About.SERVICE, roles=roles, ids=ids)


ROWS = (
    ActionRow(
        verb="rules.adopt",
        about=About.SERVICE,
        roles=MANAGERS,
        given=lambda _scene: {"entry": entry(), "why": "checked", "on": DAY},
    ),
    on_adoption("second", SECONDERS),
    on_adoption("withdraw", MANAGERS, because="superseded"),
    page("list", SEEN, lambda _scene: ()),
    page("rule", SEEN, lambda _scene: ("rm2000", entry().version)),
    page("adopt", MANAGERS, lambda _scene: ("rm2000", entry().version)),
    page("second", SECONDERS, lambda scene: (proposed(scene).public_id,)),
    page("withdraw", MANAGERS, lambda scene: (proposed(scene).public_id,)),
)
