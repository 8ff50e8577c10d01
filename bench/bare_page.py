"""The bare page: what a plain Django page costs, as the measure for the pages of casework. Frozen.

It reads a session and a user, and fifty rows of one indexed table, and renders 16 kB with Jinja2:
no access rules, no trail, nothing of Desist. Served by the same server in the same run as the pages
that are held against it (`bench/casework_pages.py`). Its database is named by BARE_PAGE_DATABASE.
"""

from __future__ import annotations

import os

import django
from django.conf import settings

ROWS, SHOWN = 100_000, 50
TEMPLATE = """<!doctype html><html lang="en"><head><title>Rows</title></head><body>
<p>{{ user.username }}</p><table>{% for row in rows %}
<tr><td>{{ row.pk }}</td><td><a href="/row/{{ row.pk }}">{{ row.name }}</a></td>
<td>{{ row.due_on }}</td><td>{{ row.text }}</td></tr>{% endfor %}</table></body></html>"""

settings.configure(
    SECRET_KEY="bare",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["BARE_PAGE_DATABASE"],
            "CONN_MAX_AGE": None,
            "OPTIONS": {"init_command": "PRAGMA journal_mode=wal"},
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the settings
from django.db import connection, models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from jinja2 import Environment  # noqa: E402


class Row(models.Model):
    """A row of the one table."""

    name = models.CharField(max_length=100)
    due_on = models.DateField(db_index=True)
    text = models.CharField(max_length=200)

    class Meta:
        """Of an app that is not installed: the row needs none."""

        app_label = "bare"


page = Environment(autoescape=True).from_string(TEMPLATE)


def rows(request: HttpRequest) -> HttpResponse:
    """The first fifty rows by date, for whoever is signed in."""
    if not request.user.is_authenticated:  # type: ignore[attr-defined]
        return HttpResponse(status=403)
    found = list(Row.objects.order_by("due_on", "pk")[:SHOWN])
    return HttpResponse(page.render(rows=found, user=request.user))  # type: ignore[attr-defined]


urlpatterns = [path("rows", rows)]
application = get_wsgi_application()


def prepare() -> str:
    """Make the tables and their rows, sign somebody in; the name and value of the cookie."""
    from datetime import date, timedelta

    from django.contrib.auth import get_user_model, login
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    day = date(2026, 1, 1)
    Row.objects.bulk_create(
        (
            Row(name=f"Row {n}", due_on=day + timedelta(days=n * 7919 % 900), text=f"{n} " * 33)
            for n in range(ROWS)
        ),
        batch_size=5000,
    )
    request = HttpRequest()
    request.session = SessionStore()
    backend = "django.contrib.auth.backends.ModelBackend"
    login(request, get_user_model().objects.create_user("reader"), backend=backend)
    request.session.save()
    return f"sessionid={request.session.session_key}"


if __name__ == "__main__":
    print(prepare())
