"""Before Django loads: a test installation in a temporary folder, on either database.

``DESIST_TEST_DATABASE=postgresql`` runs the same tests on a real PostgreSQL.
"""

import os

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

# Whether an answer is right does not depend on how busy the machine is; bench/ measures time.
settings.register_profile("desist", deadline=None)
settings.load_profile("desist")


def pytest_runtest_setup():
    """However long those before it took, a test begins at the moment that was asked for."""
    clock.begin()


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
