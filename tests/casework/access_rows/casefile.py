"""The case list, and one person's page."""

from desist.casework.access.role import CASE_ROLES
from tests.casework.access_row import About, PageRow

ROWS = (
    PageRow(name="casefile:people", about=About.SERVICE, roles=CASE_ROLES),
    PageRow(
        name="casefile:person",
        about=About.PERSON,
        roles=CASE_ROLES,
        ids=lambda scene: (scene.person.public_id,),
    ),
)
