"""The pictures of casework in the README and the guide, from a demonstration that is being served.

    make run                                          # in another window
    .venv/bin/python docs/images/make_casework.py     # or with its address behind it

Everybody in them is invented. Names behind the address make those pictures alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.browser import browser  # noqa: E402

WIDTH, COLOURS = 1180, 96
FIRST = "main tbody th a"
MANAGER, ASSESSOR, FACILITATOR = "Treatment manager", "Assessor", "Facilitator"
A_REFERRAL = "main a[href^='/referrals/']:not([href*='/of/'])"
DELIVERED = "/people/?stage=in_delivery"
PICTURES = (
    ("people", MANAGER, "/people/?stage=referred&waiting=26", (), 640),
    ("decision", MANAGER, "/demonstration/components", ".desist-decision", 0),
    ("case", MANAGER, DELIVERED, (FIRST,), 900),
    ("today", FACILITATOR, "/", (), 800),
    ("figures", MANAGER, "/referrals/counts", (), 760),
    (
        "screening",
        MANAGER,
        "/people/?stage=referred",
        (FIRST, "=Referrals", A_REFERRAL, "main a[href$='/screen']"),
        900,
    ),
    (
        "static-risk",
        ASSESSOR,
        "/people/?stage=assessed",
        (FIRST, "=Assessment", "=Static risk"),
        900,
    ),
    ("profile-page", ASSESSOR, "/people/?stage=complete", (FIRST, "=Assessment", "=Profile"), 1000),
    ("plan-page", MANAGER, DELIVERED, (FIRST, "=Plan"), 900),
    ("questionnaires", ASSESSOR, DELIVERED, (FIRST, "=Questionnaires"), 800),
    ("sessions", FACILITATOR, DELIVERED, (FIRST, "=Sessions"), 900),
    ("group-candidates", MANAGER, "/groups/", ("=NW-15", "=See who fits"), 900),
    ("groups-year", MANAGER, "/groups/year", (), 640),
    ("register", FACILITATOR, "/groups/", (FIRST, ".desist-next__button"), 900),
    ("group-attendance", FACILITATOR, "/groups/", (FIRST, "=Who came, session by session"), 640),
    ("reviews", FACILITATOR, DELIVERED, (FIRST, "=Reviews"), 800),
    ("study", "Evaluator", "/studies/", ("=Are those who get a place convicted again",), 1560),
    ("findings", MANAGER, "/studies/findings", ("=Read it",), 2400),
    ("report-page", MANAGER, "/people/?stage=complete", (FIRST, "=Outcome"), 900),
)
"""Name, role, address, what is followed (a selector, or ``=`` and the words of a link) or, without
a height, cut out, and how high."""


def take(started: object, address: str, picture: tuple) -> None:
    """Sign in as the role, follow the links, and keep a picture in few colours."""
    name, role, path, places, height = picture
    size = {"width": WIDTH, "height": height or 900}
    page = started.new_page(base_url=address, viewport=size)
    page.goto("/demonstration/")
    page.locator(f"button:has-text('{role}:')").first.click()
    page.goto(path)
    target = HERE / f"{name}.png"
    if height:
        for each in places:
            words = each.removeprefix("=")
            found = page.get_by_role("link", name=words) if words != each else page.locator(each)
            if not found.count():
                page.close()
                sys.exit(f"{name}: {page.url} has no {each}")
            with page.expect_navigation():
                found.first.click()
        page.screenshot(path=target)
    else:
        page.locator(places).first.screenshot(path=target)
    page.close()
    with Image.open(target) as held:
        held.convert("RGB").quantize(COLOURS).save(target, optimize=True)
    print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")


def main() -> None:
    """Make all of them, or those that are named."""
    address, *names = sys.argv[1:] or ["http://127.0.0.1:8000"]
    with browser() as started:
        for picture in PICTURES:
            if not names or picture[0] in names:
                take(started, address, picture)


if __name__ == "__main__":
    main()
