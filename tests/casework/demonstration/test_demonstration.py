"""The demonstration: few invented people reach every stage and status, and its trail is whole."""

from django.db import connection, transaction
from django.test import Client

from desist.casework.access import Role
from desist.casework.accounts.models import Appointment as Post
from desist.casework.audit.models import AuditEvent
from desist.casework.audit.queries import stored_events
from desist.casework.audit.verify import walk
from desist.casework.battery.models import Administration
from desist.casework.delivery.models import Absence, SessionRecord, Verdict
from desist.casework.demonstration.bulk import multiply
from desist.casework.demonstration.demonstrate import in_one_go, seed
from desist.casework.outcomes.models import Ending, FinalReport
from desist.casework.people.models import Person
from desist.casework.planning.models import Appointment, Enrolment
from desist.casework.planning.queries.hindrance import hindrances_of
from desist.casework.referrals.models import ENDED, Referral, Status
from desist.casework.reviews.models import LifePlan, Review
from desist.casework.rights.actions.ending import end_record
from desist.casework.tasks.models import Task
from tests.casework.demonstration.crawl import crawl
from tests.casework.demonstration.marked import mark_everything
from tests.casework.people import NOON, World

SHAPES = {
    Role.MANAGER: 120, Role.FACILITATOR: 70, Role.ASSESSOR: 80, Role.REFERRER: 50,
    Role.PROGRAMME_ADMINISTRATOR: 35, Role.AUDITOR: 6, Role.ADMINISTRATOR: 8, Role.EVALUATOR: 9,
    Role.LEAD: 9, Role.LINKER: 5,
}  # fmt: skip
"""How many kinds of address each of these comes to, at least."""


def test_few_people_reach_most_statuses_and_everybody_has_a_session_ahead(db, settings):
    settings.DEMONSTRATION = True
    with in_one_go(at=NOON):
        assert next(iter(list(seed(now=NOON, people=26)))).startswith("9 teams in 3 regions")
    # What an assessment recommends decides some of them: few people do not come to all.
    reached = set(Referral.objects.values_list("status", flat=True))
    assert len(set(Status.values) - reached) <= 4
    assert SessionRecord.objects.filter(attendance="complied").count() > 50
    answered = Administration.objects.filter(state="completed")
    assert {"start", "middle"} <= set(answered.values_list("point", flat=True))
    assert Absence.objects.exclude(verdict=Verdict.AWAITING).exists()
    assert {"ran_its_course", "removed", "left"} == set(
        Ending.objects.values_list("code", flat=True)
    )
    assert FinalReport.objects.values("state").distinct().count() > 1
    running = Enrolment.objects.filter(ended_on=None, referral__status=Status.ON_PROGRAMME)
    ahead = Appointment.objects.filter(day__gte=NOON.date(), enrolment__in=running)
    assert ahead.values("enrolment").distinct().count() == running.count() > 0
    assert any("leave" in hindrances_of(each) for each in ahead), "a facilitator is away"
    assert Review.objects.exclude(held_on=None).exists()
    assert LifePlan.objects.exists()
    assert walk(stored_events()).findings == []
    if connection.vendor == "sqlite":
        assert mark_everything() > 500
        check_that_no_link_leads_nowhere_and_nothing_typed_is_taken_for_a_page()
    check_that_whoever_is_through_can_be_made_anonymous_and_erased()
    check_that_copies_are_whole()


def check_that_whoever_is_through_can_be_made_anonymous_and_erased():
    """Nothing that stays points to what goes, whatever somebody has been through."""
    open_ = Referral.objects.exclude(status__in=ENDED).values("person")
    through = Person.objects.exclude(referrals=None).exclude(pk__in=open_)
    assert through.filter(referrals__administrations__state="completed").exists()
    for person in through.distinct():
        managers = Post.objects.filter(role=Role.MANAGER, region=person.team.unit.region)
        by = managers.first().user
        for how in ("anonymise", "erase"):
            with transaction.atomic():
                end_record(person=person, how=how, because="old", by=by, at=NOON)
                transaction.set_rollback(True)


def check_that_no_link_leads_nowhere_and_nothing_typed_is_taken_for_a_page():
    """Every page that is linked to is there for whoever was shown the link."""
    for role, least in SHAPES.items():
        post = Post.objects.filter(role=role).order_by("pk").first()
        walked = crawl(World.browser(None, Client(), post.user))
        assert walked.missing == [], role
        assert walked.raw == [], role
        assert len(walked.shapes) >= least, (role, len(walked.shapes))
        assert walked.marks > 10, (role, walked.marks)


def check_that_copies_are_whole():
    """What is multiplied for measurements: counted, opened, and held by a trail that goes on."""
    counted = (Person, Referral, SessionRecord, Task)
    before = [each._base_manager.count() for each in counted]
    told = AuditEvent.objects.count()
    assert [*multiply(copies=2)] == ["78 people"]
    assert [each._base_manager.count() for each in counted] == [3 * each for each in before]
    first, last = LifePlan.objects.order_by("pk").first(), LifePlan.objects.latest("pk")
    assert last.matters == first.matters != ""
    assert last.enrolment.person.summary.person == last.enrolment.person
    newest = Task.objects.filter(about__startswith="referrals.referral:").latest("pk")
    assert Referral.objects.get(public_id=newest.about_id).person == newest.person
    assert AuditEvent.objects.count() > told
    assert walk(stored_events()).findings == []
