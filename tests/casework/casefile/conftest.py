"""Kinds of task to be due in tests of the case file."""

import pytest


@pytest.fixture
def a_kind(monkeypatch):
    """Three kinds of task whose codes begin with what this gives, one a role."""
    from django.apps import apps

    from desist.casework.casefile.queries import case_filters
    from desist.casework.tasks.kind import TaskKind, all_kinds

    def look_again():
        for each in (all_kinds, case_filters.kind_words, case_filters._same_for_all):
            each.cache_clear()

    kinds = tuple(
        TaskKind(
            code=f"example_{role}", text=f"Do what a {role} does", address="referrals:referral"
        )
        for role in ("manager", "referrer", "facilitator")
    )
    config = apps.get_app_config("casefile")
    monkeypatch.setattr(config, "task_kinds", kinds, raising=False)
    look_again()
    yield "example"
    look_again()
