"""The policy of models that libraries bring: no page shows them."""

from django_tasks_db.models import DBTaskResult

from desist.casework.access import NOBODY, register

_fields = " ".join(field.name for field in DBTaskResult._meta.concrete_fields if field.name != "id")
register(DBTaskResult, rules={"see": NOBODY}, why="jobs carry opaque ids alone", staff=_fields)
