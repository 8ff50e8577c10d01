"""Merging and unmerging: nothing lost, the stricter access of both, and exactly undone."""

from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desist.casework.access import Role, may, rows
from desist.casework.audit.door import Refused
from desist.casework.concerns.models import Concern
from desist.casework.people.actions import (
    AlreadyRegistered,
    add_other_name,
    break_glass,
    exclude,
    register_person,
    restrict_to,
)
from desist.casework.people.models import Person
from desist.casework.people.queries import find_by_crn, find_people
from desist.casework.referrals.actions import refer_person
from desist.casework.rights.actions.merging import CannotMerge, merge_people, unmerge_people
from desist.casework.rights.models import Merge
from desist.casework.rights.queries.merging import list_candidates
from desist.casework.rights.reach_of_rows import all_held, links_to_person
from tests.casework.concerns.concern import raised
from tests.casework.people import INSTALLATION, LONG_AGO, NOON
from tests.casework.rights.snapshot import counts, snapshot

BY = {"by": INSTALLATION, "at": NOON}
ON = {"reason": "r", "on": LONG_AGO, **BY}


def merged(survivor, other, by=INSTALLATION):
    return merge_people(survivor=survivor, merged=other, because="same prints", by=by, at=NOON)


def refer(person, by):
    given = {"programme": "isotp", "setting": "community", "source": "requirement", "context": "c"}
    return refer_person(person=person, referred_on=LONG_AGO, **given, by=by, at=NOON)


who = st.sets(st.sampled_from(["mona", "max", "anna", "finn", "rita"]))
lives = st.fixed_dictionaries(
    {"restricted": who, "excluded": who, "caseload": who, "referrals": st.integers(0, 1),
     "concerns": st.integers(0, 2), "names": st.integers(0, 1)}
)  # fmt: skip


def live(world, person, life, staff):
    for name in sorted(life["caseload"]):
        world.on_caseload(staff[name], person)
    for _ in range(life["referrals"]):
        refer(person, staff["rita"])
    for _ in range(life["concerns"]):
        raised(person, staff["rita"])
    for _ in range(life["names"]):
        add_other_name(person=person, full_name="Another Name", **BY)
    for name in sorted(life["restricted"]):
        restrict_to(person=person, user=staff[name], **ON)
    for name in sorted(life["excluded"]):
        exclude(person=person, user=staff[name], **ON)


def staff_of(world):
    place = {"region": world.north}
    return {
        "mona": world.member("mona", Role.MANAGER, **place),
        "max": world.member("max", Role.MANAGER, **place),
        "anna": world.member("anna", Role.ASSESSOR, **place),
        "finn": world.member("finn", Role.FACILITATOR),
        "rita": world.member("rita", Role.REFERRER),
    }


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=lives, second=lives)
def test_nothing_is_lost_access_is_the_stricter_and_unmerging_restores_exactly(
    world, first, second
):
    staff = staff_of(world)
    with transaction.atomic():
        one, other = world.person(), world.person(last_name="Else")
        live(world, one, first, staff)
        live(world, other, second, staff)
        before, sizes = snapshot(), counts()
        barred = {
            name
            for name, user in staff.items()
            for person, life in ((one, first), (other, second))
            if name in life["excluded"] or (life["restricted"] and name not in life["restricted"])
        }
        if (
            first["restricted"]
            and second["restricted"]
            and not (first["restricted"] & second["restricted"])
        ):
            with pytest.raises(CannotMerge, match="Nobody may see both"):
                merged(one, other)
        else:
            merge = merged(one, other)
            assert counts() == sizes
            for model, column in links_to_person():
                assert not model._base_manager.filter(**{column: other}).exists(), model
            for name in barred:
                assert not rows(staff[name], Person).filter(pk=one.pk).exists(), name
            assert not rows(staff["mona"], Person).filter(pk=other.pk).exists()
            stands = Merge.objects.get(pk=merge.pk)
            unmerge_people(merge=stands, because="other prints", **BY)
        assert snapshot() == before
        transaction.set_rollback(True)


def test_both_crns_and_both_names_lead_to_the_one_that_stays(pair, mona):
    one, other = pair
    merged(one, other, mona)
    for terms in (one.crn, other.crn, "stays", "stayes", other.crn[:5]):
        assert list(find_people(mona, terms)) == [one], terms
    assert find_by_crn(mona, other.crn) == one
    assert not may(mona, "see", Person.objects.get(pk=other.pk))


def test_the_page_of_a_merged_record_is_not_there(signed_in, pair, mona):
    one, other = pair
    merged(one, other, mona)
    browser = signed_in(mona)
    assert browser.get(f"/person/{other.public_id}").status_code == 404
    assert browser.get(f"/person/{one.public_id}").status_code == 200


def test_whoever_registers_the_crn_of_a_merged_record_is_led_to_the_one_that_stays(
    world, pair, mona
):
    one, other = pair
    merged(one, other, mona)
    values = {
        "crn": other.crn, "first_names": "A", "last_name": "B", "born_on": one.born_on,
        "sex": "male",
    }  # fmt: skip
    with pytest.raises(AlreadyRegistered) as found:
        register_person(
            team=world.team, values=values, practitioner=one.practitioner, by=mona, at=NOON
        )
    assert found.value.person == one


def test_break_glass_by_the_crn_of_a_merged_record_shows_the_one_that_stays(world, pair, mona):
    duty = world.member("dora", Role.FACILITATOR, Role.DUTY_MANAGER)
    one, other = pair
    merged(one, other, mona)
    assert break_glass(crn=other.crn, reason="missing", by=duty, at=NOON) == one
    exclude(person=one, user=duty, **ON)
    assert break_glass(crn=other.crn, reason="missing", by=duty, at=NOON) is None


def test_a_manager_who_reaches_one_of_the_two_alone_cannot_merge_and_learns_nothing(
    world, client, pair, mona
):
    one = pair[0]
    far = world.person(team=world.far_team, crn="X777777", born_on=one.born_on, last_name="Stays")
    with pytest.raises(Refused):
        merged(one, far, mona)
    with pytest.raises(Refused):
        merged(far, one, mona)
    browser = world.browser(client, mona)
    page = browser.get(f"/rights/merge/of/{one.public_id}").text
    assert far.crn not in page
    sent = {"crn": far.crn, "operation": str(uuid4())}
    hidden = browser.post(f"/rights/merge/of/{one.public_id}", sent).text
    nobody = browser.post(f"/rights/merge/of/{one.public_id}", sent | {"crn": "X999999"}).text
    words = "No other record that you may see has this CRN"
    assert words in hidden
    assert words in nobody
    for address in (f"{one.public_id}/{far.public_id}", f"{far.public_id}/{one.public_id}"):
        assert browser.get(f"/rights/merge/{address}").status_code == 404


def test_candidates_are_those_of_one_crn_or_of_one_birthday_and_sound(world, pair, mona):
    one, other = pair
    world.person(first_names="Quentin", last_name="Different")
    found = list_candidates(mona, one)
    assert [each.person for each in found] == [other]


def test_a_manager_merges_on_the_page_and_undoes_it(signed_in, pair, mona, rita):
    one, other = pair
    refer(other, rita)
    browser = signed_in(mona)
    address = f"/rights/merge/{one.public_id}/{other.public_id}"
    assert "differs" in browser.get(address).text
    assert 'id="because-error"' in browser.post(address, {"because": ""}).text
    sent = {"because": "same prints", "operation": str(uuid4())}
    assert browser.post(address, sent)["Location"] == f"/person/{one.public_id}"
    assert one.referrals.count() == 1
    undo = f"/rights/merge/{Merge.objects.get().public_id}/undo"
    browser.post(undo, {"undone_because": "brothers", "operation": str(uuid4())})
    assert other.referrals.count() == 1
    assert browser.get(undo).status_code == 404


def test_of_two_merges_at_once_the_second_is_refused(world, pair, mona):
    one, other = pair
    third = world.person()
    merged(one, other)
    with pytest.raises(CannotMerge, match="merged already"):
        merged(third, other)
    with pytest.raises(CannotMerge, match="merged already"):
        merged(one, one)


def test_whoever_was_merged_before_follows_and_merges_are_undone_in_turn(world, pair):
    one, other = pair
    third = world.person()
    before = snapshot()
    first = merged(one, other)
    second = merged(third, one)
    assert Person.objects.get(pk=other.pk).merged_into == third
    with pytest.raises(CannotMerge, match="later merge"):
        unmerge_people(merge=Merge.objects.get(pk=first.pk), because="x", **BY)
    for each in (second, first):
        unmerge_people(merge=Merge.objects.get(pk=each.pk), because="x", **BY)
    assert snapshot() == before


def test_a_concern_raised_under_one_record_is_read_under_the_other(pair, rita, mona):
    one, other = pair
    concern = raised(other, rita)
    merged(one, other)
    assert rows(mona, Concern).get().person == one
    assert may(mona, "see", Concern.objects.get(pk=concern.pk))


def test_what_came_to_the_survivor_after_the_merge_stays_with_it(pair, rita):
    one, other = pair
    merge = merged(one, other)
    added = refer(one, rita)
    unmerge_people(merge=Merge.objects.get(pk=merge.pk), because="x", **BY)
    added.refresh_from_db()
    assert added.person == one


def test_every_app_says_what_it_holds_and_every_link_is_moved():
    assert len(all_held()) > 30
    moved = {model._meta.label_lower for model, _ in links_to_person()}
    assert {"people.exclusion", "people.restriction", "referrals.referral"} <= moved
    assert "people.namekey" not in moved
