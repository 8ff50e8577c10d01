"""Every catch-up becomes an appointment that makes good another, with its id, history and record."""

import json

from django.db import migrations

TIMES = ("day", "starts", "minutes", "room", "facilitator", "co_facilitator")


def _become_sessions(apps, _editor):
    made = {}
    for each in apps.get_model("delivery", "CatchUp").objects.select_related("missed"):
        made[each.pk] = _session_of(apps, each)
    for each in apps.get_model("delivery", "CatchUpRevision").objects.order_by("pk"):
        _keep_revision(apps, each, made[each.of_id])
    records = apps.get_model("delivery", "SessionRecord").objects.filter(catch_up__isnull=False)
    for each in records:
        records.filter(pk=each.pk).update(appointment=made[each.catch_up_id], catch_up=None)


def _session_of(apps, catch_up):
    """The same session: holds on time, and the trail, know it by its ``public_id``.

    It changed last when its first state was kept; what was copied in bulk has none.
    """
    missed, first = catch_up.missed, catch_up.revisions.order_by("number").first()
    changed_at = first.at if first else missed.changed_at
    values = {name: getattr(catch_up, name) for name in (*TIMES, "public_id", "version", "state")}
    values |= {name: getattr(missed, name) for name in ("plan", "number", "module", "exercises")}
    return apps.get_model("planning", "Appointment").objects.create(
        enrolment=catch_up.enrolment, makes_good=missed, changed_at=changed_at, **values
    )


def _keep_revision(apps, revision, session):
    """A state that it had, as a state of the session that it is now."""
    held = json.loads(revision.content)
    held["makes_good"] = held.pop("missed")
    held |= {"plan": session.plan_id, "number": session.number, "module": session.module}
    held |= {"exercises": session.exercises, "sequence": 0}
    held["changed_at"] = session.changed_at.isoformat()
    apps.get_model("planning", "AppointmentRevision").objects.create(
        of=session, number=revision.number, by=revision.by, at=revision.at,
        content=json.dumps(held, ensure_ascii=False, sort_keys=True),
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("delivery", "0002_two_at_a_catch_up"),
        ("planning", "0004_a_catch_up_is_a_session"),
    ]

    operations = [migrations.RunPython(_become_sessions)]
