"""Every action by the door and every page through the client, tried by those who may and may not.

The table is ``access_rows/``; how to add a row stands in CONTRIBUTING.md. On SQLite every role
tries every page. On PostgreSQL, whose rows are compared rule by rule elsewhere, everybody whom a
page names tries it, and strangers, and some of the other roles in turn.
"""

from copy import deepcopy
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from desist.casework.access import Level, Role
from desist.casework.access.route import route_of
from desist.casework.accounts.models import SignIn
from desist.casework.accounts.nobody import NOBODY
from desist.casework.audit.door import Refused
from desist.casework.casefile.models import CaseSummary
from desist.casework.casefile.queries.derivation import derive
from desist.casework.people.actions import end_restriction, exclude, restrict_to
from tests.casework.access_row import About, ActionRow, PageRow, Scene, all_rows, every_action
from tests.casework.ground import ground
from tests.casework.pages.offered import forms_of
from tests.casework.people import LONG_AGO, NOON, build_world

AT_MOST = 2
ACTION_ROWS, PAGE_ROWS = all_rows(ActionRow), all_rows(PageRow)


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """One scene for every row, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Scene(build_world())
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def built(request, stage):
    """A row, and what it needs: built once for all who try, undone before the next row."""
    row = request.param
    with stage.undone():
        ground.begin(stage.state)
        needs = row.given(stage) if isinstance(row, ActionRow) else row.ids(stage)
        ground.leave()
        yield row, needs


of_every_action = pytest.mark.parametrize("built", ACTION_ROWS, ids=str, indirect=True)
of_every_page = pytest.mark.parametrize("built", PAGE_ROWS, ids=str, indirect=True)


@pytest.fixture
def scene(stage, db):
    """The scene as it was built: what a test does to it is undone."""
    with stage.undone():
        yield stage


def refused(scene, row, by, *, given, narrow=None):
    """Whether the door refuses; whatever was done is undone."""
    try:
        with scene.undone():
            if narrow:
                narrow()
            every_action()[row.verb](**deepcopy(given), by=by, at=NOON)
    except Refused:
        return True
    return False


def as_everybody(scene, row, *, roles=tuple(Role)):
    """Everybody who is not where this act is done, or has no business with it."""
    yield NOBODY, False
    yield scene.stranger, False
    for role in roles:
        yield scene.near(role), role in row.roles
        if role in row.roles and row.about in (About.PERSON, About.PLACE):
            yield scene.far(role), False


def some(roles, row):
    """All of these roles on SQLite; on PostgreSQL two, by the place of the row in the table."""
    if connection.vendor == "sqlite" or len(roles) <= AT_MOST:
        return roles
    first = PAGE_ROWS.index(row) % len(roles)
    return (roles + roles)[first : first + AT_MOST]


def tried(row):
    """Whom a page names, and some whom it does not."""
    return [*row.roles, *some([role for role in Role if role not in row.roles], row)]


def narrowed(scene, role):
    """How somebody in reach is kept away all the same."""
    user = scene.near(role)

    def on():
        return {"person": scene.person, "reason": "r", "on": LONG_AGO, **scene.by}

    def leave_out():
        for each in scene.person.restrictions.filter(ended_on=None):
            end_restriction(restriction=each, because="", on=LONG_AGO, **scene.by)
        restrict_to(user=scene.other, **on())

    yield "excluded", lambda: exclude(user=user, **on())
    yield "left out of a restriction", leave_out


@of_every_action
def test_an_action_is_done_by_those_whom_its_row_names_and_refused_to_all_others(built, scene):
    row, given = built
    if row.about is About.OWN:
        assert not refused(scene, row, scene.owner, given=given)
    elif row.about is About.SYSTEM:
        assert not refused(scene, row, row.system, given=given)
    else:
        assert row.roles, "nobody may do this: name who"
    for user, may in as_everybody(scene, row):
        assert refused(scene, row, user, given=given) is not may, user


@of_every_action
def test_an_action_leaves_the_summary_of_the_case_in_step(built, scene):
    """What an act told is looked at to see whether anything follows from it."""
    row, given = built
    if row.about is not About.PERSON:
        return
    by = scene.near(min(row.roles))
    every_action()[row.verb](**deepcopy(given), by=by, at=NOON)
    for each in CaseSummary.objects.all():
        derived = derive([each.person_id])[each.person_id]
        assert {name: getattr(each, name) for name in derived} == derived


def on_whom(row):
    return [role for role in Role if role in row.roles] if row.about is About.PERSON else []


@of_every_action
def test_an_action_on_a_person_is_refused_to_the_excluded_and_those_left_out(built, scene):
    row, given = built
    for role in on_whom(row):
        for what, narrow in narrowed(scene, role):
            kept_out = refused(scene, row, scene.near(role), given=given, narrow=narrow)
            assert kept_out, (role, what)


def ask(scene, row, user, *, ids, level=None, narrow=None):
    """The answer that somebody gets; whatever the page did is undone."""
    with scene.undone():
        if narrow:
            narrow()
        if level is None:
            browser = scene.browser(user)
        else:
            browser = scene.world.browser(Client(), user, level=level)
        if level is Level.SECOND_FACTOR:
            SignIn.objects.update(confirmed_at=timezone.now() - timedelta(minutes=20))
        to = reverse(row.name, args=ids)
        return browser.post(to) if row.post else browser.get(to)


@of_every_page
def test_a_page_is_seen_by_those_whom_its_row_names_and_is_not_there_for_others(built, scene):
    row, ids = built
    if row.about is About.OWN:
        assert ask(scene, row, scene.owner, ids=ids).status_code in row.answers
    for user, named in as_everybody(scene, row, roles=tried(row)):
        if user is NOBODY:
            continue
        may = named and row.about is not About.OWN
        answer = ask(scene, row, user, ids=ids)
        assert answer.status_code in (row.answers if may else {404}), user


@of_every_page
def test_a_page_about_a_person_out_of_reach_answers_byte_for_byte_like_one_that_never_was(
    built, scene
):
    row, ids = built
    nowhere = [uuid4() if isinstance(each, UUID) else each for each in ids]
    for role in some(on_whom(row), row):
        never = ask(scene, row, scene.near(role), ids=nowhere)
        assert never.status_code == 404
        far = ask(scene, row, scene.far(role), ids=ids)
        assert far.content == ask(scene, row, scene.far(role), ids=nowhere).content
        for what, narrow in narrowed(scene, role):
            answer = ask(scene, row, scene.near(role), ids=ids, narrow=narrow)
            assert answer.status_code == 404, (role, what)
            assert answer.content == never.content, (role, what)


@of_every_page
def test_a_page_asks_for_its_level_before_it_says_anything(built, scene):
    row, ids = built
    asked = route_of(resolve(reverse(row.name, args=ids)).func).level
    user = scene.owner if row.about is About.OWN else scene.near(min(row.roles))
    for level, door in ((Level.PASSWORD, "second-factor"), (Level.SECOND_FACTOR, "confirm")):
        if level < asked:
            answer = ask(scene, row, user, ids=ids, level=level)
            assert answer.status_code == 302
            assert answer["Location"].startswith(f"/account/{door}"), level


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a form holds what it offered")
@of_every_page
def test_a_form_takes_no_id_that_it_did_not_offer(built, scene):
    """Of another team, room or member of staff, as of one that never was."""
    row, ids = built
    if row.post:
        return
    user = scene.owner if row.about is About.OWN else scene.near(min(row.roles))
    address = reverse(row.name, args=ids)
    page = ask(scene, row, user, ids=ids)
    if not page["Content-Type"].startswith("text/html"):
        return
    for form in forms_of(page.text):
        for name, offered in form.offered.items():
            for other in (others_like(offered), str(uuid4())):
                with scene.undone():
                    sent = form.sent | {name: other}
                    answer = scene.browser(user).post(form.action or address, sent)
                assert f'id="{name}-error"' in answer.text, (row.name, name)


def test_what_a_form_offers_is_found_on_its_page(scene):
    page = ask(scene, next(row for row in PAGE_ROWS if row.name == "people:register"),
               scene.near(Role.REFERRER), ids=())  # fmt: skip
    (form,) = forms_of(page.text)
    assert form.offered == {"team": {str(scene.world.team.public_id)}}
    assert {"crn", "last_name", "csrfmiddlewaretoken"} <= form.sent.keys()


def others_like(offered):
    """The id of a row of the kind that a field offers, which it does not offer; if there is one."""
    for model in apps.get_models():
        if (
            hasattr(model, "public_id")
            and model._base_manager.filter(public_id__in=offered).exists()
        ):
            left = model._base_manager.exclude(public_id__in=offered).values_list(
                "public_id", flat=True
            )
            return str(left.first() or uuid4())
    return str(uuid4())
