"""Referrals: practitioners refer and state facts, managers screen, decide and pass on."""

from datetime import timedelta

from desist.casework.access import Role
from desist.casework.access.role import CASE_ROLES
from desist.casework.referrals.actions import (
    add_offence,
    begin_draft,
    decide_screening,
    record_earlier_programme,
    refer_person,
)
from desist.casework.referrals.models import Referral, ReferralDraft
from tests.casework.access_row import About, ActionRow, PageRow
from tests.casework.people import NOON
from tests.casework.referrals.referred import CLEAR, MAKING, draft_answers

DAY = NOON.date()
REFERRERS = frozenset({Role.REFERRER, Role.MANAGER})
STATING = REFERRERS | {Role.ASSESSOR}
MOVERS = REFERRERS | {Role.FACILITATOR}
CLINICIANS = CASE_ROLES - {Role.PROGRAMME_ADMINISTRATOR}
MANAGER = frozenset({Role.MANAGER})
EARLIER = {"title": "A programme", "setting": "", "ending": "partly", "year": None,
           "known_from": "person"}  # fmt: skip


def referral(scene, **given):
    """A fresh referral of the person of the scene."""
    made = refer_person(
        person=scene.person, programme="isotp", setting="custody", context="",
        referred_on=DAY - timedelta(days=1), by=scene.near(Role.REFERRER), at=NOON, **given,
    )  # fmt: skip
    return Referral.objects.get(pk=made.pk)


def offence(scene):
    return add_offence(referral=referral(scene), values=MAKING, **scene.by)


def screening(scene):
    """A referral that a manager took to a panel."""
    made = decide_screening(
        referral=referral(scene), read_version=1, ruling="panel", why="w", minute="",
        by=scene.near(Role.MANAGER), at=NOON,
    )  # fmt: skip
    return made.screenings.get()


def draft(scene, *, by=None):
    made = begin_draft(person=scene.person, by=by or scene.near(Role.REFERRER), at=NOON)
    return ReferralDraft.objects.get(pk=made.pk)


def done_to(verb, roles, **given):
    """An act done to a referral."""
    return ActionRow(
        verb=f"referrals.{verb}",
        about=About.PERSON,
        roles=roles,
        given=lambda scene: {"referral": referral(scene), **given},
    )


def on_person(verb, roles, **given):
    return ActionRow(
        verb=f"referrals.{verb}",
        about=About.PERSON,
        roles=roles,
        given=lambda scene: {"person": scene.person, **given},
    )


def about(name, roles, *ids):
    """A page of a referral."""
    return PageRow(
        name=f"referrals:{name}",
        about=About.PERSON,
        roles=roles,
        ids=lambda scene: (referral(scene).public_id, *ids),
    )


def of_person(name, roles, **given):
    return PageRow(
        name=f"referrals:{name}",
        about=About.PERSON,
        roles=roles,
        ids=lambda scene: (scene.person.public_id,),
        **given,
    )


def written_by_the_referrer(verb, given):
    """Only whoever began to write goes on with it."""
    return ActionRow(
        verb=f"referrals.{verb}",
        about=About.PERSON,
        roles=frozenset({Role.REFERRER}),
        given=lambda scene: {"draft": draft_answers(draft(scene), **scene.by), **given},
    )


def draft_page(name, *ids, **given):
    return PageRow(
        name=f"referrals:{name}",
        about=About.PERSON,
        roles=frozenset({Role.REFERRER}),
        ids=lambda scene: (draft_answers(draft(scene), **scene.by).public_id, *ids),
        **given,
    )


REASON = {"reason": "released", "effective_on": DAY, "note": ""}
ROWS = (
    on_person(
        "refer", REFERRERS, programme="isotp", setting="community", context="", referred_on=DAY
    ),
    on_person("begin_draft", REFERRERS),
    on_person("record_earlier", STATING, values=EARLIER),
    ActionRow(
        verb="referrals.strike_earlier",
        about=About.PERSON,
        roles=STATING,
        given=lambda scene: {
            "earlier": record_earlier_programme(
                person=scene.person, values=EARLIER, **scene.by
            )
        },
    ),
    done_to("change", REFERRERS, read_version=1, values={"context": "x"}),
    done_to(
        "move", MOVERS, read_version=1, to="on_hold", reason="health", effective_on=DAY, note=""
    ),
    done_to("screen", MANAGER, read_version=1, ruling="return", why="All of it", minute=""),
    done_to("add_offence", REFERRERS, values=MAKING),
    ActionRow(
        verb="referrals.change_offence",
        about=About.PERSON,
        roles=REFERRERS,
        given=lambda scene: {
            "offence": offence(scene), "read_version": 1, "values": {"is_struck": True},
        },
    ),
    done_to("record_protection", STATING, values=CLEAR, on=DAY),
    done_to("record_stance", CLINICIANS, offence="partly", appeal_pending=False, on=DAY),
    done_to("record_change", CLINICIANS, kind="new_charge", note="", on=DAY),
    done_to("look_again", MANAGER),
    done_to(
        "transfer_programme", MANAGER, read_version=1, programme="building-choices-moderate",
        reason="other_programme", note="",
    ),
    ActionRow(
        verb="referrals.transfer_area",
        about=About.PERSON,
        roles=MANAGER,
        given=lambda scene: {
            "referral": referral(scene), "read_version": 1, "team": scene.world.far_team,
            "practitioner": scene.far(Role.REFERRER), "effective_on": DAY, "note": "",
        },
    ),
    done_to("change_setting", REFERRERS, read_version=1, **REASON),
    written_by_the_referrer("save_step", {"step": "context", "read_version": 1, "values": {}}),
    written_by_the_referrer("drop_draft", {}),
    written_by_the_referrer("send_draft", {}),
    PageRow(name="referrals:waiting", about=About.SERVICE, roles=CASE_ROLES),
    PageRow(name="referrals:counts", about=About.SERVICE, roles=CASE_ROLES | {Role.LEAD}),
    PageRow(name="referrals:directory", about=About.SERVICE, roles=CASE_ROLES | {Role.LEAD}),
    of_person("of", CASE_ROLES),
    of_person("begin", REFERRERS, post=True, answers=frozenset({302})),
    of_person("record_earlier", STATING),
    PageRow(
        name="referrals:strike_earlier",
        about=About.PERSON,
        roles=STATING,
        ids=lambda scene: (
            record_earlier_programme(
                person=scene.person, values=EARLIER, **scene.by
            ).public_id,
        ),
    ),
    about("referral", CASE_ROLES),
    about("change", REFERRERS),
    about("move", MOVERS),
    about("step", MOVERS, "on_hold"),
    about("screen", MANAGER),
    PageRow(
        name="referrals:screening", about=About.PERSON, roles=CLINICIANS,
        ids=lambda scene: (screening(scene).public_id,),
    ),
    about("offence", REFERRERS),
    about("protection", STATING),
    about("stance", CLINICIANS),
    about("record_change", CLINICIANS),
    about("look_again", MANAGER),
    about("transfer_programme", MANAGER),
    about("transfer_area", MANAGER),
    about("change_setting", REFERRERS),
    PageRow(
        name="referrals:correct_offence", about=About.PERSON, roles=REFERRERS,
        ids=lambda scene: (offence(scene).public_id,),
    ),
    PageRow(
        name="referrals:strike_offence", about=About.PERSON, roles=REFERRERS,
        ids=lambda scene: (offence(scene).public_id,),
    ),
    draft_page("draft"),
    draft_page("draft_offences"),
    draft_page("draft_step", "basis"),
    draft_page("check"),
    draft_page("drop", post=True, answers=frozenset({302})),
)  # fmt: skip
