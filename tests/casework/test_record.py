"""A row read from the database is the same as Django would make of it, for every kind of record."""

import pytest
from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.signals import post_init, pre_init

from desist.casework.records.record import Record

RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]
django = models.Model.from_db.__func__


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_it_is_made_as_django_makes_it(model):
    named = [field.attname for field in model._meta.concrete_fields]
    for names in (named, [name for name in named if name != named[-1]], ["id"]):
        values = [f"what {name} holds" for name in names]
        ours = model.from_db("default", names, values)
        theirs = django(model, "default", names, values)
        assert type(ours) is type(theirs)
        assert _told(ours) == _told(theirs)
        assert ours.get_deferred_fields() == theirs.get_deferred_fields()


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_nothing_waits_for_it_to_be_made(model):
    assert not pre_init.has_listeners(model)
    assert not post_init.has_listeners(model)
    ours = [each for each in model.__mro__ if "__init__" in vars(each)]
    assert set(ours) <= {models.Model, models.utils.AltersData, AbstractBaseUser, object}


def _told(row):
    held = {name: value for name, value in vars(row).items() if name != "_state"}
    state = row._state
    return held, state.adding, state.db, dict(state.fields_cache)
