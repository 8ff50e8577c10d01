"""Before Django loads: a test installation in a temporary folder, on either database.

``DESIST_TEST_DATABASE=postgresql`` runs the same tests on a real PostgreSQL.
"""

import os

import django

from tests.casework.installation import prepare

prepare(os.environ)
django.setup()
