"""The order of the Django floor, held by tests: what no import contract can see."""

import ast
import re
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import URLPattern, get_resolver

import desist.casework
from desist.casework.access.policy import NOBODY, POLICIES
from desist.casework.access.role import FieldClass
from desist.casework.access.route import Level, route_of
from desist.casework.audit.door import ACTIONS, ANEW
from desist.casework.audit.event_format import Kind
from desist.casework.pages.form import Form
from desist.casework.people.models import Person
from desist.casework.records.record import Record
from tests.architecture.source import settings as project
from tests.casework.access_row import (
    TAKE_TWO_ROLES,
    ActionRow,
    PageRow,
    all_rows,
    every_action,
)

HERE = Path(desist.casework.__file__).parent
SOURCES = sorted(path for path in HERE.rglob("*.py") if "migrations" not in path.parts)
OURS = [app for app in apps.get_app_configs() if app.name.startswith("desist.casework.")]
MODELS = [model for app in OURS for model in app.get_models()]
TRAIL = {"audit.auditevent", "audit.auditedobject"}
"""Numbered by themselves: their place in the chain is their id."""
WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create",
          "update_or_create", "force_insert"}  # fmt: skip
RECORDED = {"concerns.record_told", "outcomes.issue_report"}
"""They keep that something was given out elsewhere, and give nothing out themselves."""
MAY_WRITE = {"audit/chain.py", "audit/door.py", "records/editable.py"}
"""Beneath the actions: the trail itself, the door, and the one function that amends a record."""


def order():
    contracts = project()["tool"]["importlinter"]["contracts"]
    name = "Apps of casework follow a person's journey"
    (layers,) = (each["layers"] for each in contracts if each["name"] == name)
    return [layer.strip("()") for layer in layers]


def name_of(path):
    return path.relative_to(HERE).as_posix()


def is_action_file(path):
    return path.name == "actions.py" or "actions" in path.parent.parts


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_link_points_to_the_same_app_or_a_lower_one(model):
    place = order().index
    for field in model._meta.concrete_fields:
        if field.is_relation:
            target = field.related_model._meta.app_label
            assert place(target) >= place(model._meta.app_label), f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_has_a_number_inside_and_an_opaque_id_outside(model):
    if model._meta.label_lower not in TRAIL:
        assert issubclass(model, Record)
        assert isinstance(model._meta.pk, models.BigAutoField)
        assert model._meta.get_field("public_id").unique


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_every_model_also_of_a_library_has_a_policy_with_a_class_for_each_field(model):
    policy = POLICIES[model]
    assert set(policy.classes) == {field.name for field in model._meta.concrete_fields}
    assert "see" in policy.rules


def test_rows_that_nobody_sees_say_why():
    for policy in POLICIES.values():
        if policy.rules["see"] is NOBODY:
            assert policy.why, f"{policy.model.__name__}: shown to nobody, without a reason"


def reaches_person(model):
    """The path from a model to a person, if there is one; a person is reached by none."""
    if model is Person:
        return None
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model is Person:
            return field.name
        if field.is_relation and field.related_model in MODELS and field.related_model is not model:
            further = reaches_person(field.related_model)
            if further:
                return f"{field.name}__{further}"
    return None


def test_every_model_that_reaches_a_person_is_held_by_its_app_and_says_so_in_its_policy():
    held = {each.model: each.person for app in OURS for each in import_held(app)}
    for model in MODELS:
        path = reaches_person(model)
        if path or model is Person:
            assert model in held, f"{model.__name__} has no line in held.py"
            assert POLICIES[model].person == (path or "")


def import_held(app):
    if app.label in ("access", "pages", "records"):
        return ()
    return import_module(f"{app.name}.held").HELD


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_actions_write(path):
    if is_action_file(path) or name_of(path) in MAY_WRITE:
        return
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            assert name not in WRITES, f"{name} at line {node.lineno}: write in an action"
            if name == "update" and "filter" in ast.dump(node.func.value):
                raise AssertionError(f"update at line {node.lineno}: write in an action")


@pytest.mark.parametrize("path", [each for each in SOURCES if is_action_file(each)], ids=name_of)
def test_every_public_function_of_actions_is_an_action_or_says_why_not(path):
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            marks = {each.func.id for each in node.decorator_list if isinstance(each, ast.Call)}
            assert marks & {"action", "bookkeeping"}, node.name
            assert not node.args.args, f"{node.name}: keyword-only"
            given = {each.arg for each in node.args.kwonlyargs}
            assert "at" in given, f"{node.name} takes the time"
            assert "by" in given or "bookkeeping" in marks, f"{node.name} takes who acts"


def test_every_action_has_a_rule_for_its_verb():
    from desist.casework.access.policy import AT_LARGE

    known = set(AT_LARGE) | {verb for policy in POLICIES.values() for verb in policy.rules}
    assert not {verb for verb in ACTIONS if verb not in known and not verb.startswith("x.")}


def test_what_gives_out_or_looks_up_is_told_each_time_whatever_operation_id_comes():
    every_action()
    giving = {
        verb for verb, act in ACTIONS.items() if act.kind in (Kind.DISCLOSURE, Kind.CONSULTATION)
    }
    assert {verb for verb in giving if not verb.startswith("x.")} - ANEW == RECORDED


def test_every_action_has_its_row_of_access_cases():
    every_action()
    rows = {row.verb for row in all_rows(ActionRow)}
    assert rows <= ACTIONS.keys(), "rows for actions that are gone"
    owed = ACTIONS.keys() - rows - TAKE_TWO_ROLES
    without = {verb for verb in owed if verb.split(".")[0] != "x"}
    assert not without, f"add a row in tests/casework/access_rows for {sorted(without)}"


def test_every_page_with_an_object_or_for_some_roles_has_its_row_of_access_cases():
    rows = {row.name for row in all_rows(PageRow)}
    named = {name: view for name, view, _ids in named_pages()}
    assert rows <= named.keys(), "rows for pages that are gone"
    without = {
        name
        for name, view, ids in named_pages()
        if name not in rows | TAKE_TWO_ROLES and (ids or route_of(view).roles)
    }
    assert not without, f"add a row in tests/casework/access_rows for {sorted(without)}"


def named_pages(found=None, namespace=""):
    """Every page by its name, and whether its address holds an id."""
    for each in get_resolver().url_patterns if found is None else found:
        if isinstance(each, URLPattern):
            name = f"{namespace}:{each.name}" if namespace else each.name
            yield name, each.callback, "<uuid:" in str(each.pattern)
        else:
            yield from named_pages(each.url_patterns, each.namespace or namespace)


def is_page_file(path):
    parts = path.relative_to(HERE).with_suffix("").parts
    return any(each == "views" or each.endswith("_views") for each in parts)


FETCHERS = {"get_object_or_404", "get_list_or_404", "in_bulk"}


@pytest.mark.parametrize("path", [each for each in SOURCES if is_page_file(each)], ids=name_of)
def test_a_page_gets_objects_by_fetch_and_rows_alone(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("objects", "_base_manager", "_default_manager"), node.lineno
        if isinstance(node, ast.Name):
            assert node.id not in FETCHERS, node.lineno


def patterns(found=None, before=""):
    for each in get_resolver().url_patterns if found is None else found:
        if isinstance(each, URLPattern):
            yield before + str(each.pattern), each.callback
        else:
            yield from patterns(each.url_patterns, before + str(each.pattern))


def test_every_address_has_a_route_and_those_open_to_all_say_why():
    every = list(patterns())
    assert len(every) > 20
    for address, view in every:
        asked = route_of(view)
        assert asked is not None, f"{address} has no route"
        assert asked.why or (asked.roles and asked.level >= Level.SECOND_FACTOR), address


PARTS = {"uuid": str(uuid4()), "str": "x" * 43, "slug": "rm2000", "int": "1"}
"""An example for every kind of part of an address that varies."""


@pytest.mark.parametrize("address", [address for address, _view in patterns()])
def test_nobody_gets_past_the_door_of_any_address_without_signing_in(client, db, address):
    view = dict(patterns())[address]
    path = "/" + re.sub("<([a-z]+):[a-z_]+>", lambda part: PARTS[part[1]], address)
    answer = client.get(path)
    if route_of(view).level > Level.ANONYMOUS:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/sign-in")
    else:
        assert answer.status_code in (200, 404, 405)


def subclasses(form):
    for each in form.__subclasses__():
        yield each
        yield from subclasses(each)


def test_a_form_takes_no_field_of_its_model_that_has_no_class():
    for form in subclasses(Form):
        if form.writes is None:
            continue
        classes = POLICIES[form.writes].classes
        carried = {"operation", "read_version"}
        unknown = set(form.base_fields) - set(classes) - carried
        assert not unknown, f"{form.__name__} takes {unknown}"
        forbidden = {name for name in form.base_fields if classes.get(name) is FieldClass.SECRET}
        assert not forbidden, form.__name__


def test_the_apps_are_installed_from_the_top_down():
    installed = [app.rsplit(".", 1)[1] for app in settings.INSTALLED_APPS if "casework" in app]
    assert installed == [name for name in order() if name in installed]
