"""What is laid again is what was built, and nothing is laid where it might not be."""

import pytest
from django.db import connection, transaction

from desist.casework.access import Role
from desist.casework.audit.queries import stored_events
from desist.casework.audit.verify import walk
from desist.casework.people.models import Person
from desist.casework.referrals.models import Referral
from tests.casework.casefile.cases import refer
from tests.casework.ground import ground, laid
from tests.casework.people import build_world

pytestmark = pytest.mark.usefixtures("db")


class Holder:
    """Something of the tests that holds others."""

    def __init__(self, world):
        self.world, self.calls = world, 0


@pytest.fixture
def built():
    """How often the function below was carried out, in this process."""
    return []


@pytest.fixture
def put_forward(built):
    """A laid function of this test alone: somebody registered and referred."""

    @laid
    def build(holder, last_name, *, by=None):
        built.append(last_name)
        holder.calls += 1
        person = holder.world.person(last_name=last_name)
        return person, refer(person)

    return build


def rows():
    """Everything that stands in the database, by table."""
    return {name: held for name, held in ground.stand().rows.items() if held}


def from_nothing(act):
    """What an act leaves and gives, on an empty database; then nothing is left of it."""
    with transaction.atomic():
        ground.begin()
        holder = Holder(build_world())
        given = act(holder)
        found = (holder, given, rows(), walk(stored_events()).findings)
        transaction.set_rollback(True)
    return found


def test_what_is_laid_is_what_was_built_row_by_row_and_its_trail_is_whole(put_forward, built):
    first = from_nothing(lambda held: put_forward(held, "Bond"))
    again = from_nothing(lambda held: put_forward(held, "Bond"))
    assert built == ["Bond"]
    assert first[2] == again[2]
    assert len(first[2]) > 10
    assert first[3] == again[3] == []
    assert again[1] == first[1]
    assert again[1][0] is not first[1][0]


def test_whoever_is_held_already_is_the_same_afterwards_and_what_was_changed_is_changed(
    put_forward,
):
    def act(held):
        rita = held.world.member("rita", Role.REFERRER)
        person, referral = put_forward(held, "Cole")
        return rita is held.world.staff["rita"], person.practitioner is rita, referral.person

    for _ in range(2):
        holder, (is_kept, is_hers, person), _, _ = from_nothing(act)
        assert is_kept
        assert is_hers
        assert (holder.calls, holder.world.registered) == (1, 1)
        assert person.last_name == "Cole"


def test_other_arguments_are_built_of_their_own(put_forward, built):
    from_nothing(lambda held: put_forward(held, "Abel"))
    from_nothing(lambda held: put_forward(held, "Bond"))
    assert built == ["Abel", "Bond"]


def test_one_thing_after_another_is_laid_in_that_order_alone(put_forward, built):
    for _ in range(2):
        from_nothing(lambda held: (put_forward(held, "Abel"), put_forward(held, "Bond")))
    from_nothing(lambda held: put_forward(held, "Bond"))
    assert built == ["Abel", "Bond", "Bond"]


def write(_held):
    Person.objects.update(last_name="Changed")


def go_back(_held):
    with transaction.atomic():
        Referral.objects.count()
        transaction.set_rollback(True)


def leave(_held):
    ground.leave()


@pytest.mark.parametrize("between", [write, go_back, leave])
def test_after_anything_else_it_is_built_as_it_stands(put_forward, built, between):
    def act(held):
        put_forward(held, "Abel")
        between(held)
        put_forward(held, "Bond")

    from_nothing(act)
    from_nothing(act)
    assert built == ["Abel", "Bond", "Bond"]


def test_what_cannot_be_told_apart_by_its_value_is_built_each_time(put_forward, built):
    for _ in range(2):
        from_nothing(lambda held: put_forward(held, "Abel", by=object()))
    assert built == ["Abel", "Abel"]


def test_what_fails_is_not_laid(built):
    @laid
    def fail(holder):
        built.append(holder.world.person())
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            from_nothing(fail)
    assert len(built) == 2


def test_nothing_is_laid_where_a_part_of_the_service_is_replaced(put_forward, built, monkeypatch):
    for _ in range(2):
        from_nothing(lambda held: put_forward(held, "Abel"))
    assert built == ["Abel", "Abel"]


def test_nothing_is_laid_where_what_is_written_stays(transactional_db, put_forward):
    assert not connection.in_atomic_block
    ground.begin()
    put_forward(Holder(build_world()), "Abel")
    assert ground.at is None
