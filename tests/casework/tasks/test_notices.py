"""Notices: what is due and by when, about nobody; sent once, again where it failed."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.tasks import jobs
from desist.casework.tasks.actions import CLAIM_LASTS, claim_notice, raise_task
from desist.casework.tasks.models import Notice
from tests.casework.people import INSTALLATION

pytestmark = pytest.mark.usefixtures("queue")


@pytest.fixture
def queue(monkeypatch, settings):
    """Jobs that were put into the queue: their ids and until when they wait."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DESIST_NOTIFIER = "desist.casework.tasks.notifier.by_mail"
    held = []

    class Job:
        """What a job offers, without a worker."""

        func = staticmethod(jobs.deliver.func)

        def __init__(self, run_after=None):
            self.run_after = run_after

        def using(self, *, run_after):
            return Job(run_after)

        def enqueue(self, public_id):
            held.append((public_id, self.run_after))

    monkeypatch.setattr(jobs, "deliver", Job())
    monkeypatch.setattr(jobs.transaction, "on_commit", lambda done: done())
    return held


@pytest.fixture
def mona(world, person):
    """A manager for whom something is overdue about the person."""
    now = timezone.now()
    day = timezone.localdate() - timedelta(days=1)
    user = world.member("mona", Role.MANAGER, region=world.north)
    raise_task(
        person=person, kind="x.look", about=person, role="manager", due_on=day,
        by=INSTALLATION, at=now,
    )  # fmt: skip
    return user


def write():
    return jobs.write_notices(day=timezone.localdate(), at=timezone.now())


def test_a_notice_says_what_and_by_when_and_names_nobody(mona, person, queue):
    assert write() == 1
    jobs.deliver.func(queue[0][0])
    (letter,) = mail.outbox
    assert letter.to == [mona.email]
    assert "Look at it, by" in letter.body
    assert "/tasks/" in letter.body
    for secret in (person.last_name, person.first_names, person.crn, str(person.public_id)):
        assert secret not in letter.body + letter.subject


def test_it_is_written_once_a_day_and_sent_once_however_often_the_job_runs(mona, queue):
    write()
    assert write() == 1
    assert Notice.objects.count() == 1
    for public_id, _when in queue:
        jobs.deliver.func(public_id)
    assert len(mail.outbox) == 1
    assert write() == 0


def test_where_it_cannot_be_sent_it_is_tried_again_later_and_later(mona, queue, settings):
    settings.DESIST_NOTIFIER = "tests.casework.tasks.broken_notifier.broken"
    write()
    before = timezone.now()
    jobs.deliver.func(queue[0][0])
    jobs.deliver.func(queue[1][0])
    waits = [when - before for _id, when in queue[1:]]
    assert timedelta(minutes=1) < waits[0] < waits[1]
    assert Notice.objects.get().sent_at is None
    settings.DESIST_NOTIFIER = "desist.casework.tasks.notifier.by_mail"
    jobs.deliver.func(queue[0][0])
    assert Notice.objects.get().sent_at is not None
    assert len(mail.outbox) == 1


def test_after_the_last_try_it_fails_for_whoever_watches_the_jobs(mona, queue, settings):
    settings.DESIST_NOTIFIER = "tests.casework.tasks.broken_notifier.broken"
    write()
    for _try in range(jobs.MOST_TRIES - 1):
        jobs.deliver.func(queue[0][0])
    with pytest.raises(ConnectionError):
        jobs.deliver.func(queue[0][0])


def test_nothing_is_written_to_whom_nothing_is_due(world, queue):
    world.member("mark", Role.MANAGER, region=world.south)
    assert write() == 0
    assert queue == []


def test_a_notice_that_somebody_else_holds_is_looked_at_again(world, mona, queue):
    """Who holds it may have ended before it was sent."""
    write()
    ((public_id, _at_once),) = queue
    assert claim_notice(notice=Notice.objects.get(), by=INSTALLATION, at=timezone.now())
    jobs.deliver.func(public_id)
    assert not mail.outbox
    again, later = queue[-1]
    assert again == public_id
    assert later > timezone.now() + CLAIM_LASTS / 2
    Notice.objects.update(claimed_at=timezone.now() - CLAIM_LASTS * 2)
    jobs.deliver.func(public_id)
    assert len(mail.outbox) == 1
    jobs.deliver.func(public_id)
    assert len(queue) == 2, "what was sent is left alone"
