"""A statement answers as its query set does, with the values of the moment, on either database."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Substr, Upper
from django.utils import timezone

from desist.casework.access import Role
from desist.casework.accounts.models import Appointment, Region, SignIn, User
from desist.casework.people.models import Person
from desist.casework.records.statement import MOST, NotAStatement, statement, statement_of_one


@statement
def called(*, name: str) -> QuerySet[Region]:
    return Region.objects.filter(name=name)


def test_a_value_may_be_another_each_time(world):
    assert called(name=world.north.name) == [world.north]
    assert called(name=world.south.name) == [world.south]
    assert called(name="nowhere") == []


def test_values_of_every_kind_stand_in_their_places(world):
    person, other = world.person(born_on=date(1971, 2, 3)), world.person()
    rita = world.member("rita")
    at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    SignIn.objects.create(user=rita, key_hash="k", level=1, started_at=at, seen_at=at, browser="b")

    @statement
    def people(*, team: int, public_id, born: date, crn: str) -> QuerySet[Person]:
        found = Person.objects.filter(team=team, public_id=public_id, born_on=born, crn=crn)
        return found.select_related("team__unit", "practitioner")

    @statement
    def seen(*, since: datetime, user: int) -> QuerySet[SignIn]:
        return SignIn.objects.filter(seen_at__gt=since, user=user)

    for each in (person, other):
        about = {"public_id": each.public_id, "born": each.born_on, "crn": each.crn}
        (found,) = people(team=world.team.pk, **about)
        assert found == each
        assert found.practitioner == rita
        assert people(team=world.far_team.pk, **about) == []
    second = timedelta(seconds=1)
    assert [len(seen(since=at + more, user=rita.pk)) for more in (-second, second)] == [1, 0]


def test_the_related_and_the_columns_come_as_the_query_set_says(world):
    user = world.member("mina", Role.MANAGER, region=world.north)

    @statement
    def posts(*, user: int) -> QuerySet[Appointment]:
        return Appointment.objects.filter(user=user).values_list("role", "region__name")

    assert posts(user=user.pk) == [("manager", world.north.name)]


def test_rows_are_made_as_the_query_set_makes_them(world):
    mina = world.member("mina", Role.MANAGER, region=world.north)
    person = world.person()

    def people():
        joined = Person.objects.select_related("team__unit__region", "practitioner")
        named = joined.annotate(initial=Upper(Substr("last_name", 1, 1)))
        return named.defer("crn").order_by("pk")

    def posts():
        return Appointment.objects.filter(user=mina).select_related("region", "unit")

    def names():
        return User.objects.order_by("pk").values_list("full_name", flat=True)

    def distinct():
        return Appointment.objects.values_list("role").distinct().order_by("user__full_name")

    for ask in (people, posts, names, distinct):
        assert statement(ask)() == list(ask())
    (found,) = [each for each in statement(people)() if each == person]
    assert found.__dict__.keys() == people().get(pk=person.pk).__dict__.keys()
    assert found._state.fields_cache.keys() == {"team", "practitioner"}
    assert found.initial == person.last_name[0].upper()
    assert (found.crn, found.team.unit.region) == (person.crn, world.north)
    (post,) = statement(posts)()
    assert post.unit is None


def test_what_is_neither_objects_nor_columns_is_refused(world):
    @statement
    def as_pairs() -> QuerySet[Region]:
        return Region.objects.values("name")

    with pytest.raises(NotAStatement, match="as_pairs"):
        as_pairs()


def test_a_question_is_put_into_sql_once_and_its_values_are_no_part_of_it(world, monkeypatch):
    made = []

    @statement
    def named(active: bool, *, name: str) -> QuerySet[User]:
        made.append((active, name))
        return User.objects.filter(is_active=active, full_name=name)

    world.member("ann"), world.member("bob")
    assert [each.full_name for name in ("Ann", "Bob") for each in named(True, name=name)] == [
        "Ann", "Bob",
    ]  # fmt: skip
    assert named(False, name="Ann") == []
    assert len(made) == 4  # each of two questions with two sets of marks
    assert not any("Ann" in str(each) for each in made)


def test_questions_are_not_kept_without_end(db):
    for number in range(MOST + 10):
        _one_of((number,))
    assert len(_one_of._written) <= MOST


@statement
def _one_of(keys: tuple[int, ...]) -> QuerySet[Region]:
    return Region.objects.filter(pk__in=keys)


def test_a_question_that_nothing_answers_asks_nobody(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert _one_of(()) == []


def test_what_depends_on_more_than_its_values_is_refused(world):
    @statement
    def by_the_clock() -> QuerySet[SignIn]:
        return SignIn.objects.filter(seen_at__lt=timezone.now())

    @statement
    def by_what_is_stored() -> QuerySet[Region]:
        return Region.objects.filter(pk=Region.objects.order_by("pk").first().pk)

    @statement
    def like(*, part: str) -> QuerySet[Region]:
        return Region.objects.filter(name__contains=part)

    @statement
    def first(*, number: int) -> QuerySet[Region]:
        return Region.objects.order_by("pk")[:number]

    for ask in (by_the_clock, by_what_is_stored, lambda: like(part="o"), lambda: first(number=1)):
        with pytest.raises(NotAStatement):
            ask()
    with pytest.raises(KeyError):
        called(name=True)


@statement_of_one
def regions_of(ids):
    return Region.objects.filter(pk__in=ids).order_by("pk")


def test_what_is_asked_of_some_is_put_into_sql_once_for_a_single_one(world, monkeypatch):
    north, south = world.north, world.south
    assert regions_of([north.pk]) == [north]  # put into SQL
    filtered = []
    made = Region.objects.filter
    monkeypatch.setattr(
        Region.objects, "filter", lambda **asked: filtered.append(asked) or made(**asked)
    )
    assert regions_of({south.pk: "by a mapping"}) == [south]
    assert not filtered
    assert regions_of([north.pk, south.pk]) == sorted([north, south], key=lambda each: each.pk)
    assert regions_of([]) == []
    assert len(filtered) == 2


@pytest.mark.usefixtures("transactional_db")
def test_another_thread_asks_by_its_own_connection():
    Region.objects.create(name="here")
    assert len(called(name="here")) == 1
    found = []

    def ask() -> None:
        found.append(len(called(name="here")))
        connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [1]
