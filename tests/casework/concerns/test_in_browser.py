"""In a real browser: an imminent concern raised and closed, every act of the hand counted."""

from __future__ import annotations

from tests.casework.window import NEEDS_A_BROWSER, follow, inspect

pytestmark = NEEDS_A_BROWSER


class Hand:
    """A hand at a keyboard and mouse: it counts clicks and the pages that were loaded."""

    def __init__(self, page):
        self.page, self.clicks, self.pages = page, 0, 0
        page.on("framenavigated", self._loaded)

    def _loaded(self, *_):
        self.pages += 1

    def link(self, name):
        self.clicks += 1
        follow(self.page.get_by_role("link", name=name, exact=True).first)

    def button(self, name):
        self.clicks += 1
        follow(self.page.get_by_role("button", name=name, exact=True))

    def choose(self, label):
        self.clicks += 1
        self.page.get_by_label(label).check()

    def write(self, label, text):
        self.page.get_by_label(label).fill(text)


def raise_one(hand):
    hand.link("Concerns")
    hand.choose("Self-harm or suicide")
    hand.choose("Now: somebody may be harmed today")
    hand.write("What you saw or were told", "Said that he would not be here next week")
    hand.choose("A session")
    hand.button("Raise concern")


def test_an_imminent_concern_is_raised_and_closed(person, visit, finn, mona):
    page = visit(finn)
    page.goto(f"/person/{person.public_id}")
    hand = Hand(page)
    raise_one(hand)
    page.get_by_role("heading", name="Do this now").wait_for()
    assert (hand.clicks, hand.pages) == (5, 2), "two to open and send, three to say what it is"
    inspect(page, "concern-raised")
    hand.button("Record who was told")
    inspect(page, "concern-told")
    hand.choose("Health")
    hand.write("Name, and reference number if they gave one", "Crisis team")
    hand.button("Save")
    inspect(page, "concern-after-telling")
    duty = visit(mona)
    duty.goto(page.url)
    hers = Hand(duty)
    hers.button("Acknowledge")
    inspect(duty, "concern-acknowledged")
    hand.page.reload()
    hand.link("Ask for it to be closed")
    inspect(page, "concern-ask-to-close")
    hand.write("What was done, and what came of it?", "Crisis team saw him tonight; he is safe")
    hand.button("Ask to close")
    inspect(page, "concern-closing")
    duty.reload()
    hers.button("Close")
    inspect(duty, "concern-close")
    hers.button("Close concern")
    duty.get_by_text("The concern is closed.").wait_for()
    inspect(duty, "concern-closed")
    assert "Crisis team saw him tonight" in duty.inner_text("main")
    assert (hand.clicks, hers.clicks) == (10, 3)
    assert hand.pages + hers.pages <= 12


def test_axe_finds_nothing_on_the_other_pages(person, visit, finn, concern):
    page = visit(finn)
    for name, address in (
        ("of", f"of/{person.public_id}"),
        ("agreement", f"agreement/of/{person.public_id}"),
        ("correct", f"{concern.public_id}/correct"),
    ):
        page.goto(f"/concerns/{address}")
        inspect(page, f"concerns-{name}")
        follow(page.locator("main form[novalidate] button[type=submit]").last)
        inspect(page, f"concerns-{name}-error")
    page.goto("/concerns/agreement/paper/cy")
    inspect(page, "concerns-paper")


def test_nothing_is_cut_off_at_four_hundred_percent(person, visit, finn, concern):
    page = visit(finn)
    page.set_viewport_size({"width": 320, "height": 800})
    for address in (f"of/{person.public_id}", str(concern.public_id), "agreement/paper/en"):
        page.goto(f"/concerns/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
