"""Before Django loads: a test installation in a temporary folder, on either database.

``DESIST_TEST_DATABASE=postgresql`` runs the same tests on a real PostgreSQL.
"""

import os

import django
import pytest
from hypothesis import settings

from tests.browser import browser
from tests.casework.installation import prepare

prepare(os.environ)
django.setup()

# Whether an answer is right does not depend on how busy the machine is; bench/ measures time.
settings.register_profile("desist", deadline=None)
settings.load_profile("desist")


@pytest.fixture(scope="session")
def chromium():
    """A browser, started once: a second one in the same process would not start."""
    with browser() as started:
        yield started
