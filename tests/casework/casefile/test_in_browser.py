"""The list and a case in delivery in a browser, wide and narrow: clean for axe, nothing cut off."""

import pytest

from desist.casework.access import Role
from tests.casework.delivery.delivered import build_course
from tests.casework.window import NEEDS_A_BROWSER, inspect

pytestmark = NEEDS_A_BROWSER


@pytest.mark.parametrize("width", [390, 1280])
def test_a_case_in_delivery_and_its_list(world, visit, width):
    course = build_course(world)
    course.recorded(1)
    course.recorded(2, "absent")
    mona = world.member("mia", Role.MANAGER, region=world.north)
    page = visit(mona, viewport={"width": width, "height": 900})
    for name, address in (
        ("list", "/people/"),
        ("case", f"/person/{course.case.person.public_id}"),
        ("today", "/"),
    ):
        page.goto(address)
        inspect(page, f"delivery-{name}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
