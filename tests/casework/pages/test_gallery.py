"""The gallery in a browser: each component is clean for axe, small, on paper, without motion."""

import pytest

from tests.casework.window import NEEDS_A_BROWSER, inspect

pytestmark = NEEDS_A_BROWSER


@pytest.fixture
def gallery(window, settings, db):
    settings.ROOT_URLCONF = "tests.casework.pages.demonstration_urls"

    def show(**given):
        page = window(**given)
        page.goto("/demonstration/components")
        return page

    return show


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_any_component(gallery, width):
    page = gallery(viewport={"width": width, "height": 900})
    inspect(page, f"components-{width}")


def test_nothing_is_cut_off_at_four_hundred_percent(gallery):
    page = gallery(viewport={"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_paper_shows_what_was_said_and_nothing_that_could_be_pressed(gallery):
    page = gallery()
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Apply filters").is_visible()
    assert not page.get_by_role("link", name="Skip to main content").is_visible()
    assert page.get_by_text("Would change if").is_visible()


def test_nothing_moves_for_whoever_asked_for_no_motion(gallery):
    page = gallery(reduced_motion="reduce")
    moving = page.evaluate(
        """[...document.querySelectorAll("*")].filter((each) => {
          const style = getComputedStyle(each)
          return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0
        }).length"""
    )
    assert moving == 0
