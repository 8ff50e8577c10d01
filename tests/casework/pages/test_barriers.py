"""What axe finds stays found: contrast is passed over only where the very same was looked at."""

import pytest

from tests.browser import barriers
from tests.casework.window import NEEDS_A_BROWSER

pytestmark = NEEDS_A_BROWSER
PAGE = """<!doctype html><html lang="en"><head><title>Page</title><style>
.pale {{ color: #bbb }} .dark {{ color: #111 }} .night {{ background: #222 }}
</style></head><body><main><h1 class="dark">Page</h1>{}</main></body></html>"""


@pytest.fixture
def found(chromium):
    """What is found on a page of this text, by the same eyes each time."""
    page, seen = chromium.new_page(), set()

    def look(text, then=""):
        page.set_content(PAGE.format(text))
        first = {each["id"] for each in barriers(page, seen)}
        if not then:
            return first
        page.evaluate(then)
        return {each["id"] for each in barriers(page, seen)}

    yield look
    page.close()


def test_a_colour_that_is_new_is_looked_at_on_a_later_page(found):
    assert found('<p class="dark">Words</p>') == set()
    assert found('<p class="pale">Words</p>') == {"color-contrast"}


def test_so_is_one_that_stands_in_something_else(found):
    assert found('<p class="dark">Words</p>') == set()
    assert found('<div class="night"><p class="dark">Words</p></div>') == {"color-contrast"}


def test_so_is_a_colour_that_no_class_gives(found):
    assert found("<p>Words</p>") == set()
    assert found('<p style="color: #ccc">Words</p>') == {"color-contrast"}


def test_what_was_hidden_is_looked_at_once_it_is_shown(found):
    show = "document.querySelector('.pale').hidden = false"
    assert found('<p class="pale" hidden>Words</p>') == set()
    assert found('<p class="pale" hidden>Words</p>', then=show) == {"color-contrast"}


def test_every_other_rule_runs_on_every_page(found):
    for _ in range(2):
        assert found('<p class="dark">Words</p><img src="data:,">') == {"image-alt"}
