"""The words for a coded value are those that Django gives, in whatever language is spoken."""

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from desist.casework.records.record import Record

CODED = [
    (model, field)
    for model in apps.get_models()
    if issubclass(model, Record)
    for field in model._meta.concrete_fields
    if field.choices
]


@pytest.mark.parametrize(("model", "field"), CODED, ids=lambda each: getattr(each, "name", ""))
def test_they_are_those_of_django(model, field):
    for code in [*dict(field.flatchoices), "no such code", None]:
        row = model(**{field.attname: code})
        for language in ("en-gb", "cy"):
            with translation.override(language):
                words = models.Model._get_FIELD_display(row, field)
                assert row._get_FIELD_display(field) == words
