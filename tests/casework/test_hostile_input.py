"""What those who look for holes send: fields that no form has, usual paths, hostile filters."""

import io
import logging
from itertools import cycle, product
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from desist.casework.access import Role
from desist.casework.accounts.actions.staff import choose_password
from desist.casework.accounts.models import User
from desist.casework.audit.door import Refused
from desist.casework.people.models import Person
from tests.casework.people import NOON

USUAL = [
    "admin/", "admin", "login", "wp-login.php", "phpmyadmin/", ".git/config", ".env",
    "server-status", "debug/", "__debug__/", "api/docs", "api/schema", "openapi.json",
    "swagger.json", "graphql", "metrics", "health", "healthz", "actuator/env", "console", "test/",
    "tests/", "backup.sql", "desist.sqlite3", "var/keys.toml", "keys.toml", "static/../keys.toml",
    "static/desist/", "static/%2e%2e/%2e%2e/keys.toml", "media/", "uploads/", "robots.txt~",
    "config.json", "info.php", "cgi-bin/", "jmx-console/", "manager/html", "solr/", "_profiler",
    "trace.axd", "elmah.axd", "demonstration/", "accounts/login/", "account/", "rest/",
    "fhir/metadata", "fhir/Patient",
]  # fmt: skip
HOSTILE = [
    "' OR 1=1 --", '"; DROP TABLE people_person; --', "last_name) UNION SELECT 1", "-last_name",
    "team__unit__region", "password", "user__password", "{{31337*31337}}", "${31337*31337}",
    "../../etc/passwd", "%00", "\u202e", "9" * 400, "-1", "1e9", "<script>alert(1)</script>",
]  # fmt: skip
NAMES = ["page", "sort", "order_by", "o", "filter", "column", "next", "q"]
MARK = "<img src=x onerror=alert(1)>&\"'"


@pytest.mark.parametrize("path", USUAL)
def test_what_is_usually_left_open_is_not_there(db, client, path):
    answer = client.get(f"/{path}")
    # The API says that a token is needed, whatever is asked for.
    assert answer.status_code in ((401,) if path.startswith("api/") else (302, 404))
    if answer.status_code == 302:
        assert answer["Location"].startswith("/account/sign-in")


@pytest.mark.parametrize("path", ["/people/", "/person", "/rules/"])
def test_hostile_values_in_an_address_change_nothing_but_the_filter(world, signed_in, path):
    browser = signed_in(world.member("mona", Role.MANAGER, region=world.north))
    person = world.person(last_name="Nowak")
    path = f"/person/{person.public_id}" if path == "/person" else path
    every = product(NAMES, HOSTILE) if path == "/people/" else zip(cycle(NAMES), HOSTILE)
    for name, value in every:  # the list alone reads the most of them
        answer = browser.get(path, {name: value})
        assert answer.status_code in (200, 302, 404), (name, value)
        assert "<script>alert" not in answer.text
        assert "982007569" not in answer.text
    assert Person.objects.count() == 1


def test_a_field_that_no_form_has_changes_nothing(world, signed_in):
    mona = world.member("mona", Role.MANAGER, region=world.north)
    person = world.person()
    browser = signed_in(mona)
    honest = {
        "first_names": "Ivo", "last_name": "Nowak", "born_on-day": "3", "born_on-month": "4",
        "born_on-year": "1970", "sex": "male", "read_version": "1",
    }  # fmt: skip
    more = {field.name: "7" for field in Person._meta.concrete_fields if field.name not in honest}
    more |= {"practitioner_id": "1", "team_id": "2", "is_active": "1", "role": "administrator"}
    assert browser.post(f"/people/{person.public_id}/change", more | honest).status_code == 302
    after = Person.objects.get(pk=person.pk)
    assert after.last_name == "Nowak"
    unchanged = ("public_id", "crn", "crn_copy", "team_id", "practitioner_id")
    assert [getattr(after, n) for n in unchanged] == [getattr(person, n) for n in unchanged]


def test_nobody_gives_themselves_more_by_inviting_somebody(world, signed_in):
    browser = signed_in(world.member("adam", Role.ADMINISTRATOR))
    sent = {"full_name": "Nia", "email": "nia@example.org", "is_active": "", "password": "x" * 20}
    browser.post("/account/staff/invite", sent | {"public_id": "x", "id": "1"})
    nia = User.objects.get(email="nia@example.org")
    assert nia.password == ""
    assert nia.is_active


def test_a_password_stands_in_no_table_cookie_or_log(world, client, caplog):
    caplog.set_level(logging.DEBUG)
    rita, password = world.member("rita", Role.REFERRER), "unmistakable words"
    choose_password(user=rita, password=password, invitation=None, by=rita, at=NOON)
    for typed in (password, f"{password} wrongly"):
        answer = client.post("/account/sign-in", {"email": rita.email, "password": typed})
        assert password not in answer.text
    assert password not in everything_stored()
    assert password not in str(client.cookies)
    assert password not in caplog.text


def everything_stored():
    found = io.StringIO()
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            found.write(str(cursor.fetchall()))
    return found.getvalue()


def test_marked_text_is_shown_as_text_wherever_a_person_is_named(world, signed_in):
    mona = world.member("mona", Role.MANAGER, region=world.north)
    person = world.person(first_names=MARK, last_name=MARK)
    browser = signed_in(mona)
    for path in (
        "/",
        "/people/",
        f"/person/{person.public_id}",
        f"/people/{person.public_id}/change",
    ):
        page = browser.get(path)
        assert "<img src=x" not in page.text, path
        policy = page["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy


def test_a_browser_keeps_nothing_of_a_page_behind_the_door(world, signed_in):
    browser = signed_in(world.member("mona", Role.MANAGER, region=world.north))
    assert browser.get("/people/")["Cache-Control"] == "no-store"
    assert Client().get("/account/sign-in")["X-Frame-Options"] == "DENY"


def test_the_operation_id_of_one_form_is_not_taken_for_another(world, signed_in):
    rita, operation = world.member("rita", Role.REFERRER), str(uuid4())
    person = world.person(practitioner=rita)
    browser = signed_in(rita)
    first = browser.post(
        f"/people/of/{person.public_id}/name", {"full_name": "Jay Ex", "operation": operation}
    )
    assert first.status_code == 302
    changed = {
        "first_names": "Jo", "last_name": "Ex", "born_on-day": "1", "born_on-month": "2",
        "born_on-year": "1980", "sex": "male", "read_version": "1", "operation": operation,
    }  # fmt: skip
    answer = browser.post(f"/people/{person.public_id}/change", changed)
    assert answer.status_code == 409
    assert "sent before" in answer.text
    assert Person.objects.get().last_name == person.last_name


def test_what_becomes_forbidden_while_a_page_is_sent_is_not_there(world, signed_in, monkeypatch):
    rita = world.member("rita", Role.REFERRER)
    person = world.person(practitioner=rita)

    def refuse(**_given):
        raise Refused("meanwhile")

    monkeypatch.setattr("desist.casework.people.views.person.change_person", refuse)
    browser = signed_in(rita)
    changed = {
        "first_names": "Jo", "last_name": "Ex", "born_on-day": "1", "born_on-month": "2",
        "born_on-year": "1980", "sex": "male", "read_version": "1", "operation": str(uuid4()),
    }  # fmt: skip
    answer = browser.post(f"/people/{person.public_id}/change", changed)
    assert answer.status_code == 404
    assert answer.content == browser.post(f"/people/{uuid4()}/change", changed).content
