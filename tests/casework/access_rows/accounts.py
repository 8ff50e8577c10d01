"""Accounts: administrators look after those of others, everybody after their own."""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from desist.casework.access import Level, Role
from desist.casework.accounts.actions.provider import offer_link
from desist.casework.accounts.actions.second_factor import (
    prove_second_factor,
    start_second_factor,
)
from desist.casework.accounts.actions.sign_in import sign_in
from desist.casework.accounts.models import Appointment
from desist.casework.accounts.one_time_code import code_at, new_secret, step_of
from tests.casework.access_row import About, ActionRow, PageRow

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
AUDITORS = frozenset({Role.AUDITOR})
DAY = date(2026, 3, 2)
IDENTITY = {"issuer": "https://sign-in.example", "subject": "s-1"}
CODES = ("abcde-fghjk",)


def entry_of(scene):
    given = {"key": uuid4().hex, "level": Level.PASSWORD, "browser": "test", "at": timezone.now()}
    return sign_in(user=scene.owner, by=scene.owner, **given)


def with_telephone(scene, *, proved):
    """The owner's telephone; proved an hour before the acts of these rows."""
    secret, owner = new_secret(), scene.owner
    start_second_factor(user=owner, secret=secret, by=owner, at=scene.by["at"])
    if proved:
        before = scene.by["at"] - timedelta(hours=1)
        code = code_at(secret, step_of(before))
        given = {"code": code, "recovery_codes": CODES, "by": owner, "at": before}
        prove_second_factor(user=owner, **given)
    return {"user": owner, "code": code_at(secret, step_of(scene.by["at"]))}


def offer(scene):
    given = {"user": scene.owner, "token": "t" * 43, **IDENTITY}
    return offer_link(**given, by=scene.owner, at=scene.by["at"])


def appointment(scene):
    return Appointment.objects.get(user=scene.other)


def post_in(scene):
    return {
        "user": scene.other, "role": Role.ASSESSOR, "region": scene.world.north, "unit": None,
        "begins_on": DAY,
    }  # fmt: skip


def own(verb, given):
    return ActionRow(verb=f"accounts.{verb}", about=About.OWN, given=given)


def administrative(verb, given):
    return ActionRow(
        verb=f"accounts.{verb}", about=About.SERVICE, roles=ADMINISTRATORS, given=given
    )


def page(name, ids=lambda _scene: (), **given):
    return PageRow(
        name=f"accounts:{name}", about=About.SERVICE, roles=ADMINISTRATORS, ids=ids, **given
    )


def other_id(scene):
    return (scene.other.public_id,)


SENT = {"post": True, "answers": frozenset({200, 302})}
ROWS = (
    administrative("add_region", lambda scene: {"name": "West"}),
    administrative("add_unit", lambda scene: {"region": scene.world.north, "name": "Wear"}),
    administrative("add_team", lambda scene: {"unit": scene.world.unit, "name": "Bridge"}),
    administrative("invite", lambda scene: {"email": "new@example.org", "full_name": "New"}),
    administrative("invite_again", lambda scene: {"user": scene.other, "token": "t" * 43}),
    administrative("appoint", post_in),
    administrative("end_appointment", lambda scene: {"post": appointment(scene), "ends_on": DAY}),
    administrative("close", lambda scene: {"user": scene.other}),
    own("choose_password", lambda s: {"user": s.owner, "password": "x" * 20, "invitation": None}),
    own("sign_in", lambda s: {"user": s.owner, "key": "k", "level": Level.PASSWORD, "browser": ""}),
    own("raise_level", lambda scene: {"entry": entry_of(scene), "key": "k"}),
    own("sign_out", lambda scene: {"entry": entry_of(scene)}),
    own("sign_out_everywhere", lambda scene: {"user": scene.owner, "keep": None}),
    own("know_device", lambda scene: {"user": scene.owner, "token": "t" * 43}),
    own("start_second_factor", lambda scene: {"user": scene.owner, "secret": new_secret()}),
    own(
        "prove_second_factor",
        lambda scene: with_telephone(scene, proved=False) | {"recovery_codes": CODES},
    ),
    own("use_second_factor", lambda scene: with_telephone(scene, proved=True)),
    own("use_recovery_code", lambda scene: with_telephone(scene, proved=True) | {"code": CODES[0]}),
    ActionRow(
        verb="accounts.resolve",
        about=About.SERVICE,
        roles=AUDITORS,
        given=lambda scene: {"email": scene.other.email},
    ),
    PageRow(name="accounts:resolve", about=About.SERVICE, roles=AUDITORS),
    own("offer_link", lambda s: {"user": s.owner, "token": "t" * 43, **IDENTITY}),
    own("link_identity", lambda s: {"user": s.owner, "offer": offer(s)}),
    PageRow(
        name="accounts:end_one",
        about=About.OWN,
        roles=frozenset(),
        ids=lambda scene: (entry_of(scene).public_id,),
        post=True,
        answers=frozenset({302}),
    ),
    page("staff"),
    page("invite"),
    page("member", other_id),
    page("new_link", other_id, **SENT),
    page("appoint", other_id),
    page("close", other_id, **SENT),
    page("end_post", lambda scene: (appointment(scene).public_id,), **SENT),
)
