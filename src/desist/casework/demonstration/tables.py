"""Tables: those of an empty database, laid at once as the migrations would have left them.

For every change that a migration makes, Django renders all the models anew that hang together;
for an empty database that is most of the work. A demonstration begins
empty, so its tables are made from the models and the migrations noted as done. A test holds them
against what the migrations make. Anything that holds somebody's records is migrated.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.migrations.executor import MigrationExecutor

from desist.casework.audit import guards


class NotEmpty(RuntimeError):
    """There are tables already: those are migrated."""


def lay_tables(connection: Any) -> None:
    """Make every table, index, constraint and trigger, and note every migration as done.

    Raises:
        NotEmpty: the database has tables.
    """
    if connection.introspection.table_names():
        raise NotEmpty("migrate this database: it has tables")
    with connection.schema_editor() as editor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
    guards.lay(connection)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes(), fake=True)
