"""Studies in a test: jobs are done at once."""

import pytest


@pytest.fixture
def at_once(settings):
    """What is put off is done before the page is answered."""
    backend = "django_tasks.backends.immediate.ImmediateBackend"
    settings.TASKS = {"default": {"BACKEND": backend}}


@pytest.fixture
def all_rules_decide(settings):
    """As in a demonstration."""
    settings.DEMONSTRATION = True
