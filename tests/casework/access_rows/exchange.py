"""Other systems: the administrator lets them in; each refers within its own place."""

from datetime import date, timedelta

from django.utils import timezone

from desist.casework.access import Role
from desist.casework.exchange.actions.submission import Sent
from desist.casework.exchange.actions.system import let_system_in, make_token
from desist.casework.exchange.jobs import COURIER
from desist.casework.exchange.models import OtherSystem, OutboundEvent
from desist.casework.exchange.models.event import EventKind, EventState
from desist.casework.exchange.scope import Scope
from desist.casework.referrals.actions import refer_person
from tests.casework.access_row import About, ActionRow, PageRow

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
DAY = date(2026, 3, 2)
BASIS = {"programme": "isotp", "setting": "community", "context": ""}


def place(scene):
    named = {"name": "Cases", "scopes": (Scope.EVENTS,), "webhook": ""}
    return named | {"region": scene.world.north, "unit": None}


def system(scene):
    held = OtherSystem.objects.first()
    return held or let_system_in(**place(scene), **scene.by)


def token(scene):
    lasts = timedelta(days=30)
    return make_token(system=system(scene), token="t" * 43, lasts=lasts, **scene.by)


def event(scene):
    by = {"by": scene.near(Role.MANAGER), "at": scene.by["at"]}
    referral = refer_person(person=scene.person, **BASIS, referred_on=DAY, **by)
    made = OutboundEvent(system=system(scene), kind=EventKind.REFERRAL, referral=referral)
    made.at, made.state = timezone.now(), EventState.FAILED
    made.save()
    return made


def received(scene):
    given = {"person": scene.person, "system": system(scene), "key": "k" * 8, "body": "{}"}
    return given | {"sent": Sent(basis=BASIS), "on": DAY}


def answered(scene):
    return {"event": event(scene), "state": EventState.DELIVERED, "answer": "200"}


def with_id(make):
    return lambda scene: (make(scene).public_id,)


ROWS = (
    ActionRow(
        verb="exchange.receive",
        about=About.PERSON,
        roles=frozenset({Role.MANAGER}),
        given=received,
    ),
    ActionRow(verb="exchange.let_in", about=About.SERVICE, roles=ADMINISTRATORS, given=place),
    ActionRow(
        verb="exchange.make_token",
        about=About.SERVICE,
        roles=ADMINISTRATORS,
        given=lambda scene: {
            "system": system(scene),
            "token": "u" * 43,
            "lasts": timedelta(days=1),
        },
    ),
    ActionRow(
        verb="exchange.revoke_token",
        about=About.SERVICE,
        roles=ADMINISTRATORS,
        given=lambda scene: {"token": token(scene)},
    ),
    ActionRow(
        verb="exchange.end_system",
        about=About.SERVICE,
        roles=ADMINISTRATORS,
        given=lambda scene: {"system": system(scene)},
    ),
    ActionRow(verb="exchange.note_answer", about=About.SYSTEM, given=answered, system=COURIER),
    ActionRow(
        verb="exchange.send_again",
        about=About.SERVICE,
        roles=ADMINISTRATORS,
        given=lambda scene: {"event": event(scene)},
    ),
    PageRow(name="exchange:systems", about=About.SERVICE, roles=ADMINISTRATORS),
    PageRow(name="exchange:let_in", about=About.SERVICE, roles=ADMINISTRATORS),
    PageRow(name="exchange:system", about=About.SERVICE, roles=ADMINISTRATORS, ids=with_id(system)),
    PageRow(name="exchange:token", about=About.SERVICE, roles=ADMINISTRATORS, ids=with_id(system)),
    PageRow(
        name="exchange:revoke",
        about=About.SERVICE,
        roles=ADMINISTRATORS,
        ids=with_id(token),
        post=True,
        answers=frozenset({302}),
    ),
    PageRow(
        name="exchange:end",
        about=About.SERVICE,
        roles=ADMINISTRATORS,
        ids=with_id(system),
        post=True,
        answers=frozenset({302}),
    ),
    PageRow(
        name="exchange:again",
        about=About.SERVICE,
        roles=ADMINISTRATORS,
        ids=with_id(event),
        post=True,
        answers=frozenset({302}),
    ),
)
