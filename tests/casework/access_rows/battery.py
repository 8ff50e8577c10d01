"""Battery: clinicians type and read, administrators may hand out, a sitting answers for itself."""

from desist.casework.access import Role
from desist.casework.battery import sitting_code
from desist.casework.battery.actions.administration import plan_point
from desist.casework.battery.actions.answer import Given
from desist.casework.battery.actions.exchange import ForeignForm
from desist.casework.battery.actions.item_text import import_text
from desist.casework.battery.actions.sitting import redeem_code, start_sitting
from desist.casework.battery.actions.typing import type_answers
from desist.casework.battery.instruments import instrument_in_force
from desist.casework.battery.models import Administration
from desist.casework.referrals.actions import refer_person
from desist.documents.exchange.wording import FormWording
from tests.casework.access_row import About, ActionRow, PageRow
from tests.casework.people import NOON

CLINICIANS = frozenset({Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR})
GIVERS = CLINICIANS | {Role.PROGRAMME_ADMINISTRATOR}


def referred(scene):
    return refer_person(
        person=scene.person, programme="isotp", setting="community", context="",
        referred_on=scene.by["at"].date(), by=scene.near(Role.REFERRER), at=scene.by["at"],
    )  # fmt: skip


def planned(scene):
    day = scene.by["at"].date()
    plan_point(
        referral=referred(scene), point="start", instruments=("ansie",), due_on=day, **scene.by
    )
    return Administration.objects.select_related("referral__person").get()


def typing(scene, value="1"):
    return {
        "administration": planned(scene), "mode": "typed", "form_order": "adult-40",
        "answered_on": scene.by["at"].date(), "values": {"1": value},
    }  # fmt: skip


def typed(scene, second):
    """Typed twice, by somebody who is nobody of the table."""
    given = typing(scene)
    given["form_order"] = given["administration"].form_order
    by = {"by": scene.other, "at": scene.by["at"]}
    scene.world.on_caseload(scene.other, scene.person)
    for value in ("1", second):
        type_answers(**given | {"values": {"1": value}}, **by)
        given["administration"].refresh_from_db()
    return given["administration"]


def to_type(scene):
    given = typing(scene)
    return given | {"form_order": given["administration"].form_order}


def sitting(scene):
    held = planned(scene)
    return start_sitting(
        referral=held.referral, administrations=[held], language="en-gb",
        codes=sitting_code.codes_of("x"), by=scene.near(Role.ASSESSOR), at=scene.by["at"],
    )  # fmt: skip


def seated(scene):
    made = redeem_code(sitting=sitting(scene), key="k", **scene.by)
    made.refresh_from_db()
    return made


def worded():
    """Wording without a word."""
    instrument = instrument_in_force("ansie", on=NOON.date())
    wording = FormWording(title="x", instruction="", licence="", items={})
    return {
        "instrument": instrument, "order": instrument.form_order[0], "wording": wording,
        "language": "en", "named": ("", ""),
    }  # fmt: skip


def on_form(verb, roles, made, **more):
    return ActionRow(
        verb=f"battery.{verb}", about=About.PERSON, roles=roles,
        given=lambda scene: {"administration": made(scene), **more},
    )  # fmt: skip


def by_itself(verb, made, **more):
    return ActionRow(
        verb=f"battery.{verb}", about=About.SYSTEM,
        given=lambda scene: {"sitting": made(scene), **more},
    )  # fmt: skip


def page(name, roles, made, **more):
    return PageRow(
        name=f"battery:{name}", about=About.PERSON, roles=roles,
        ids=lambda scene: (made(scene).public_id,), **more,
    )  # fmt: skip


ROWS = (
    ActionRow(
        verb="battery.plan", about=About.PERSON, roles=GIVERS,
        given=lambda scene: {
            "referral": referred(scene), "point": "end", "instruments": ("ansie",),
            "due_on": scene.by["at"].date(),
        },
    ),
    on_form("stop", GIVERS, planned, because="refused"),
    on_form("mark_in_error", CLINICIANS, planned, because="another's"),
    ActionRow(verb="battery.type", about=About.PERSON, roles=CLINICIANS, given=to_type),
    on_form("settle", CLINICIANS, lambda scene: typed(scene, "0"), values={"1": "0"}),
    on_form("correct", CLINICIANS, lambda scene: typed(scene, "1"), values={"1": "0"}, because="x"),
    ActionRow(
        verb="battery.start_sitting", about=About.PERSON, roles=GIVERS,
        given=lambda scene: {
            "administrations": [held := planned(scene)], "referral": held.referral,
            "language": "en-gb", "codes": sitting_code.codes_of("x"),
        },
    ),
    ActionRow(
        verb="battery.cancel_sitting", about=About.PERSON, roles=GIVERS,
        given=lambda scene: {"sitting": sitting(scene)},
    ),
    ActionRow(
        verb="battery.close_out", about=About.PERSON, roles=GIVERS,
        given=lambda scene: {"referral": seated(scene).referral, "because": "left"},
    ),
    ActionRow(
        verb="battery.follow_status", about=About.SYSTEM,
        given=lambda scene: {
            "referral": (held := planned(scene)).referral, "moot": [held], "again": []
        },
    ),
    ActionRow(
        verb="battery.import_answers", about=About.PERSON, roles=CLINICIANS,
        given=lambda scene: {
            "forms": [ForeignForm(administration=(held := planned(scene)), values={"1": "1"})],
            "referral": held.referral, "answered_on": scene.by["at"].date(),
        },
    ),
    ActionRow(
        verb="battery.export", about=About.SERVICE, roles=CLINICIANS,
        given=lambda scene: {"administrations": [planned(scene)], "recipient": "x"},
    ),
    ActionRow(
        verb="battery.import_text", about=About.SYSTEM, given=lambda _scene: worded(),
    ),
    ActionRow(
        verb="battery.withdraw_text", about=About.SYSTEM,
        given=lambda scene: {"text": import_text(**worded(), **scene.by)},
    ),
    by_itself("refuse_code", sitting),
    by_itself("redeem", sitting, key="k"),
    by_itself("choose_language", seated, language="cy"),
    by_itself("answer", seated, place=1, answers=[Given(item=1, sequence=1, value="1")]),
    by_itself("finish", seated),
    page("plan", GIVERS, referred),
    page("start", GIVERS, referred),
    page("close", GIVERS, referred),
    page("progress", GIVERS, sitting),
    page("cancel", GIVERS, sitting),
    page("form", CLINICIANS, planned),
    page("type", CLINICIANS, planned),
    page("settle", CLINICIANS, lambda scene: typed(scene, "0")),
    page("correct", CLINICIANS, lambda scene: typed(scene, "1")),
    page("stop", GIVERS, planned),
    page("in_error", CLINICIANS, planned),
    PageRow(
        name="battery:of", about=About.PERSON, roles=GIVERS,
        ids=lambda scene: (scene.person.public_id,),
    ),
)  # fmt: skip
