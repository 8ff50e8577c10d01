"""May and which rows agree, whoever asks; denial beats every grant; encryption keeps its place."""

import pytest
from django.db import connection

from desist.casework.access import Role, may, rows
from desist.casework.access.circumstances import Circumstances, under
from desist.casework.access.policy import POLICIES, NoPolicy, register, rule_for
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.models import DeliveryUnit, Region, Team, User
from desist.casework.people.actions import break_glass, exclude, restrict_to
from desist.casework.people.models import Person
from desist.casework.records.encrypted_text import NotOurs, seal, unseal
from desist.casework.referrals.actions import move_referral, refer_person
from desist.casework.referrals.models import Referral
from desist.casework.tasks.actions import raise_task
from desist.casework.tasks.queries import list_tasks_about
from tests.casework.agreement import agreed
from tests.casework.people import INSTALLATION, LONG_AGO, NOON

BY = {"by": INSTALLATION, "at": NOON}


@pytest.fixture
def crowd(world):
    """Staff of every role and place, and people with every kind of restriction."""
    staff = [world.member(f"{role.value}-n", role, region=world.north) for role in Role]
    staff += [world.member(f"{role.value}-s", role, region=world.south) for role in CASE_ROLES]
    staff += [world.member("both", Role.MANAGER, Role.DUTY_MANAGER, region=world.south)]
    staff += [world.member("no-post")]
    rita = world.member("referrer-n", Role.REFERRER)
    people = [
        world.person(practitioner=rita, team=team) for team in (world.team, world.far_team) * 3
    ]
    made = [
        refer_person(
            person=person, programme="isotp", setting="community", context="",
            referred_on=LONG_AGO, by=rita, at=NOON,
        )
        for person in people
    ]  # fmt: skip
    manager, both = world.member("manager-n"), world.member("both")
    on = {"reason": "r", "on": LONG_AGO, **BY}
    restrict_to(person=people[2], user=manager, **on)
    restrict_to(person=people[3], user=both, **on)
    exclude(person=people[4], user=manager, **on)
    exclude(person=people[4], user=rita, **on)
    restrict_to(person=people[4], user=manager, **on)
    for person in people[:3]:
        world.on_caseload(world.member("facilitator-n"), person)
    break_glass(crn=people[0].crn, reason="r", by=world.member("both"), at=NOON)
    move_referral(
        referral=made[0], read_version=1, to="withdrawn", reason="other", note="",
        effective_on=NOON.date(), **BY,
    )  # fmt: skip
    return staff


def test_may_and_which_rows_agree_for_everybody_everything_and_every_rule(crowd):
    answers = [allowed for _model, _verb, allowed in agreed(crowd, POLICIES)]
    assert len(answers) > 5000
    assert sum(answers) > 200


def test_no_rule_about_people_lets_the_excluded_or_those_left_out_near_anybody(world):
    """That is why whoever was fetched need not be asked about again."""
    roles = [role for role in Role if role is not Role.DUTY_MANAGER]
    owner, other = world.member("owner", *roles, region=world.north), world.member("other")
    near, shut, left = [world.person(practitioner=owner) for _ in range(3)]
    exclude(person=shut, user=owner, reason="r", on=LONG_AGO, **BY)
    restrict_to(person=left, user=other, reason="r", on=LONG_AGO, **BY)
    rules = POLICIES[Person].rules
    assert sum(rule.may(owner, near) for rule in rules.values()) > 20
    for verb, rule in rules.items():
        assert not rule.may(owner, shut), verb
        assert not rule.may(owner, left), verb


def test_an_exclusion_beats_every_grant(world, crowd):
    excluded = Person.objects.filter(exclusions__isnull=False).first()
    manager = world.member("manager-n")
    assert excluded.restrictions.filter(user=manager).exists()
    assert not rows(manager, Person).filter(pk=excluded.pk).exists()


def test_breaking_glass_shows_for_eight_hours_and_lets_nothing_be_changed(world):
    duty = world.member("dora", Role.FACILITATOR, Role.DUTY_MANAGER)
    person = world.person()
    from django.utils import timezone

    found = break_glass(
        crn=person.crn.lower(), reason="missing tonight", by=duty, at=timezone.now()
    )
    assert found == person
    assert may(duty, "see", person)
    assert not may(duty, "people.change", person)
    exclude(person=person, user=duty, reason="kin", on=LONG_AGO, **BY)
    assert break_glass(crn=person.crn, reason="again", by=duty, at=timezone.now()) is None
    assert break_glass(crn="X999999", reason="again", by=duty, at=timezone.now()) is None
    assert not may(duty, "see", person)


def test_what_no_rule_speaks_of_is_denied():
    with pytest.raises(NoPolicy):
        rule_for(Referral, "burn")


def test_a_model_whose_field_has_no_class_cannot_be_settled(monkeypatch):
    monkeypatch.delitem(POLICIES, Region)
    with pytest.raises(ValueError, match="no class for"):
        register(Region, rules={})


def test_a_ciphertext_opens_in_its_own_place_alone():
    sealed = seal("a note", place="t.c:1")
    assert "note" not in sealed
    assert unseal(sealed, place="t.c:1") == "a note"
    with pytest.raises(NotOurs):
        unseal(sealed, place="t.c:2")
    with pytest.raises(NotOurs):
        unseal(sealed[:-4] + "AAAA", place="t.c:1")


def test_a_note_stands_encrypted_in_the_database_and_cannot_be_moved_or_bulk_written(world):
    rita = world.member("rita", Role.REFERRER)
    first, second = (
        refer_person(
            person=world.person(), programme="isotp", setting="community", context=words,
            referred_on=LONG_AGO, by=rita, at=NOON,
        )
        for words in ("first secret", "")
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT context FROM referrals_referral ORDER BY id")
        stored = [row[0] for row in cursor.fetchall()]
        assert all(each.startswith("v1.k1.") for each in stored)
        cursor.execute(
            "UPDATE referrals_referral SET context = %s WHERE id = %s", [stored[0], second.pk]
        )
    assert Referral.objects.get(pk=first.pk).context == "first secret"
    with pytest.raises(NotOurs):
        _ = Referral.objects.get(pk=second.pk).context
    with pytest.raises(TypeError):
        Referral.objects.filter(pk=first.pk).update(context="plain")
    with pytest.raises(TypeError):
        Referral.objects.filter(context="first secret")


def test_the_models_of_the_organisation_are_seen_by_all_staff_and_by_nobody_else(world):
    for model in (Region, DeliveryUnit, Team):
        assert rows(world.member("rita", Role.REFERRER), model).exists()
        assert not rows(world.member("new"), model).exists()
    assert not rows(world.member("rita"), User).exists()


def test_a_question_about_a_person_is_answered_to_those_who_reach_them_with_the_person_at_hand(
    world, django_assert_num_queries
):
    near = world.member("near", Role.MANAGER, region=world.north)
    far = world.member("far", Role.MANAGER, region=world.south)
    person, other = world.person(), world.person()
    for each in (person, other):
        raise_task(
            person=each, kind="look_at_life_plan", about=each, role=Role.MANAGER,
            due_on=LONG_AGO, **BY,
        )  # fmt: skip
    for actor, expected in ((near, 1), (far, 0)):
        with under(Circumstances(actor=actor, at=NOON)):
            found = list_tasks_about(actor, person)
            assert len(found) == expected
    with under(Circumstances(actor=near, at=NOON)):
        (task,) = list_tasks_about(near, person)
        with django_assert_num_queries(0):
            assert task.person is person
    exclude(person=person, user=near, reason="kin", on=LONG_AGO, **BY)
    with under(Circumstances(actor=near, at=NOON)):
        assert list_tasks_about(near, person) == []
