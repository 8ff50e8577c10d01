"""In a browser: time-outs are announced, nothing typed is lost, axe finds nothing."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.accounts.actions.second_factor import prove_second_factor, start_second_factor
from desist.casework.accounts.actions.staff import choose_password
from desist.casework.accounts.models import SignIn
from desist.casework.accounts.one_time_code import code_at, new_secret, step_of
from desist.casework.people.models import Exclusion
from tests.casework.people import NOON
from tests.casework.window import NEEDS_A_BROWSER, inspect, press, touch

pytestmark = NEEDS_A_BROWSER
PASSWORD = "three random words"  # noqa: S105


@pytest.fixture
def world(transactional_db):
    from tests.casework.people import build_world

    return build_world()


@pytest.fixture
def mona(world):
    return world.member("mona", Role.MANAGER, region=world.north)


@pytest.fixture
def secret(mona):
    """Mona's password and telephone."""
    choose_password(user=mona, password=PASSWORD, invitation=None, by=mona, at=NOON)
    made, before = new_secret(), timezone.now() - timedelta(minutes=10)
    start_second_factor(user=mona, secret=made, by=mona, at=before)
    code = code_at(made, step_of(before))
    prove_second_factor(user=mona, code=code, recovery_codes=("abcde-fghjk",), by=mona, at=before)
    return made


@pytest.fixture
def form(world, visit, mona):
    """A form that somebody is filling in, in a window whose clock can be moved."""
    world.member("mia", Role.MANAGER, region=world.north)
    page = visit(mona)
    page.clock.install()
    page.goto(f"/people/of/{world.person().public_id}/access/exclude")
    page.get_by_label("Member of staff").select_option(label="Mia")
    page.get_by_label("Why?").fill("Her cousin")
    return page


def test_the_idle_time_out_is_announced_and_staying_loses_nothing(form):
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=25))
    form.clock.fast_forward("25:00")
    box = form.get_by_role("alertdialog")
    assert "signed out in 5 minutes" in box.inner_text()
    inspect(form, "idle-warning")
    with form.expect_response("**/account/still-here"):
        touch(form, "Stay signed in")
    box.wait_for(state="detached")
    assert timezone.now() - SignIn.objects.get().seen_at < timedelta(minutes=1)
    assert form.get_by_label("Why?").input_value() == "Her cousin"
    form.clock.fast_forward("25:00")
    form.get_by_role("alertdialog").wait_for()


def test_the_end_after_twelve_hours_is_announced(world, visit, mona):
    page = visit(mona)
    SignIn.objects.update(started_at=timezone.now() - timedelta(hours=11, minutes=56))
    page.goto("/people/")
    assert "nearly 12 hours" in page.get_by_role("alertdialog").inner_text()
    touch(page, "I have read this")
    page.get_by_role("alertdialog").wait_for(state="detached")


def test_what_was_sent_too_late_is_sent_again_after_signing_in_elsewhere(form, secret):
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=31))
    press(form, "Exclude")
    assert "is not lost" in form.inner_text("main")
    inspect(form, "kept")
    with form.context.expect_page() as opened:
        form.get_by_role("link", name="Sign in (opens in a new tab)").click()
    tab = opened.value
    tab.get_by_label("Email address").fill("mona@example.org")
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    press(tab, "Continue")
    tab.get_by_label("Six-digit code").fill(code_at(secret, step_of(timezone.now())))
    press(tab, "Sign in")
    assert "Close this tab" in tab.inner_text("main")
    inspect(tab, "signed-in")
    tab.close()
    press(form, "Send what I typed")
    form.get_by_role("heading", name="Access").wait_for()
    assert Exclusion.objects.get().reason == "Her cousin"


def test_axe_finds_nothing_on_the_pages_of_access_and_accounts(world, visit, mona):
    person = world.person()
    mia = world.member("mia", Role.MANAGER, region=world.north)
    page = visit(mona)
    base = f"/people/of/{person.public_id}/access"
    for name in ("", "/caseload", "/restrict", "/exclude"):
        page.goto(base + name)
        inspect(page, f"access{name.replace('/', '-')}")
    page.get_by_label("Member of staff").select_option(label="Mia")
    page.get_by_label("Why?").fill("Her cousin")
    press(page, "Exclude")
    ending = page.get_by_role("link", name=re.compile("^End.*Mia$"))
    ending.wait_for()
    inspect(page, "access-held")
    ending.click()
    press(page, "End it")
    inspect(page, "access-end-error")
    page.goto("/account/")
    inspect(page, "account")
    adam = visit(world.member("adam", Role.ADMINISTRATOR))
    for path in (f"/account/staff/{mia.public_id}", f"/account/staff/{mia.public_id}/appoint"):
        adam.goto(path)
        inspect(adam, f"staff-{path.count('/')}")
    aude = visit(world.member("aude", Role.AUDITOR))
    for path in ("/account/staff/resolve", "/audit/"):
        aude.goto(path)
        inspect(aude, path.strip("/").replace("/", "-"))


def test_axe_finds_nothing_on_the_ways_in(window, world):
    page = window()
    for path in ("/account/sign-in", "/account/reset"):
        page.goto(path)
        inspect(page, path.strip("/").replace("/", "-"))
    press(page, "Send link")
    inspect(page, "reset-error")
    page.get_by_label("Email address").fill("nobody@example.org")
    press(page, "Send link")
    inspect(page, "reset-sent")
