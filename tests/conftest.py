"""Before Django loads: a test installation in a temporary folder, on either database.

``DESIST_TEST_DATABASE=postgresql`` runs the same tests on a real PostgreSQL.
"""

import fcntl
import os

import django
import pytest
from hypothesis import settings

from tests.browser import browser
from tests.casework.installation import prepare

prepare(os.environ)
django.setup()

from tests.casework import schema  # noqa: E402 - Django must be set up before this

# Whether an answer is right does not depend on how busy the machine is; bench/ measures time.
settings.register_profile("desist", deadline=None)
settings.load_profile("desist")


@pytest.fixture(scope="session")
def chromium():
    """A browser, started once: a second one in the same process would not start."""
    with browser() as started:
        yield started


@pytest.fixture(scope="session")
def kept_tables(request):
    """Where the migrated tables of a SQLite are kept between runs; beside it the lock of a run."""
    return request.config.cache.mkdir("tables") / f"{schema.fingerprint()}.sqlite3"


@pytest.fixture(scope="session")
def alone(kept_tables):
    """Held by the one worker that makes the tables; the others wait, and copy them."""
    with kept_tables.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lambda: fcntl.flock(lock, fcntl.LOCK_UN)


@pytest.fixture(scope="session")
def django_db_keepdb(kept_tables, alone, django_db_modify_db_settings, django_db_blocker):
    """Whether tables are there already. The database goes with the run."""
    with django_db_blocker.unblock():
        return schema.bring(kept_tables)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker, kept_tables, alone):
    """The database of the tests, its tables kept for others where they were made anew."""
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            schema.keep(kept_tables)
    alone()
