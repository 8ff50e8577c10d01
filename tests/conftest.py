"""Before Django loads: a test installation in a temporary folder, on either database.

``DESIST_TEST_DATABASE=postgresql`` runs the same tests on a real PostgreSQL.
"""

import gc
import os
from inspect import signature

import django
import pytest
from hypothesis import settings

from tests import clock
from tests.browser import browser
from tests.casework.installation import prepare

clock.begin()  # what a module takes for today as it is read is of that day too
prepare(os.environ)
django.setup()

from tests.casework import schema  # noqa: E402 - Django must be set up before this
from tests.casework.ground import ground  # noqa: E402

# Whether an answer is right does not depend on how busy the machine is; bench/ measures time.
settings.register_profile("desist", deadline=None)
settings.load_profile("desist")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Windows of a browser first: they take longest, and nobody waits for the last of them.

    On PostgreSQL only what asks a database: the rest was answered beside SQLite already.
    """
    items.sort(key=lambda item: not asks_for(item, "chromium"))
    if os.environ.get("DESIST_TEST_DATABASE") == "postgresql":
        left = [item for item in items if not asks_for(item, "django_db_setup")]
        items[:] = [item for item in items if asks_for(item, "django_db_setup")]
        config.hook.pytest_deselected(items=left)


def asks_for(item, name):
    """Whether a test, or something that it asks for, asks for a fixture."""
    return name in getattr(item, "fixturenames", ())


def pytest_collection_finish():
    """What was collected stays until the end: it is not gone through again for what could go."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item):
    """However long those before it took, a test begins at the moment that was asked for."""
    clock.begin()
    ground.leave()
    ground.is_open = not replaces(getattr(item, "function", None))


def pytest_fixture_setup(fixturedef):
    """What is built once is built by the service as it is, with no part of it replaced."""
    if replaces(fixturedef.func):
        ground.is_open = False
        ground.leave()


def replaces(function):
    """Whether a test, or something it asks for, puts something in the place of a part."""
    ours = getattr(function, "__module__", "").startswith("tests")
    return ours and "monkeypatch" in signature(function).parameters


@pytest.fixture(scope="session")
def chromium():
    """A browser, started once: a second one in the same process would not start."""
    with browser() as started:
        yield started


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings, django_db_blocker):
    """The tables are there already. The database goes with the run."""
    with django_db_blocker.unblock():
        schema.lay()
    return True


@pytest.fixture
def transactional_db(transactional_db):
    """A database that keeps what is written, and is as empty afterwards as it was before."""
    yield transactional_db
    schema.end_trail()
