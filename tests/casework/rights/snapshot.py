"""Snapshot: everything in the database, but for the trail and what only a merge leaves."""

from django.apps import apps

LEFT_OUT = {
    "audit.auditevent", "audit.auditedobject", "audit.completedoperation", "rights.merge",
    "rights.movedrow",
}  # fmt: skip
DERIVED = {"people.namekey": ("person_id", "kind", "key")}


def snapshot():
    """The rows of every model, in an order of their own."""
    found = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if label not in LEFT_OUT:
            columns = DERIVED.get(label) or [f.attname for f in model._meta.concrete_fields]
            found[label] = sorted(model._base_manager.values_list(*columns), key=repr)
    return found


def counts():
    """How many rows there are of every model that is not derived."""
    held = snapshot()
    return {label: len(rows) for label, rows in held.items() if label not in DERIVED}
