"""Assessment: assessors and managers code, sign, rate and judge; a manager answers."""

from datetime import date

from desist.casework.access import Role
from desist.casework.assessment.actions import disclosure, rating, ruling
from desist.casework.assessment.actions.coding import begin_coding, finish_coding
from desist.casework.assessment.actions.decision import decide_eligibility
from desist.casework.assessment.actions.forecast import ask_forecast
from desist.casework.assessment.actions.second_coding import (
    ask_second_coder,
    begin_second_coding,
)
from desist.casework.assessment.actions.signed_fact import enter_signed_fact
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.assessment.roles import CLINICIANS, READERS
from desist.casework.referrals.actions import refer_person
from desist.casework.rules.queries import the_catalogue
from tests.casework.access_row import About, ActionRow, PageRow
from tests.casework.people import INSTALLATION

DAY = date(2026, 3, 2)
ACTED = (disclosure, rating, ruling)
"""Whose actions are tried below by their verb alone."""
ASSESSORS = frozenset({Role.ASSESSOR, Role.MANAGER})
MANAGERS = frozenset({Role.MANAGER})
CODER = frozenset({Role.ASSESSOR})
"""Of the table, the assessor is the one who codes: a draft is nobody else's."""


def referral(scene):
    """Somebody put forward."""
    return refer_person(
        person=scene.person, programme="isotp", setting="community", context="",
        referred_on=DAY, by=scene.near(Role.REFERRER), at=scene.by["at"],
    )  # fmt: skip


def finished(scene, by=None):
    """A coding that is finished, by somebody who is not of the table."""
    case = referral(scene)
    coder = by or scene.world.member("coder", Role.ASSESSOR, region=scene.world.north)
    given = {"by": coder, "at": scene.by["at"]}
    coding = begin_coding(referral=case, tool="osp", guide="coding-osp v1", on=DAY, **given)
    return finish_coding(coding=coding, read_version=1, on=DAY, **given)


def asked(scene):
    coding = finished(scene)
    return ask_second_coder(coding=coding, read_version=2, on=DAY, **scene.by)


def fact(scene):
    return enter_signed_fact(
        referral=referral(scene), fact="rsr", on=DAY, signatory="S", result={"percentage": 1.0},
        by=scene.near(Role.ASSESSOR), at=scene.by["at"],
    )  # fmt: skip


def forecast(scene):
    by = {"by": scene.near(Role.ASSESSOR), "at": scene.by["at"]}
    return ask_forecast(entry=the_catalogue().versions("noms-2014")[-1], **by)


def decision(scene):
    """Stored as the rules gave it; here they lack every fact."""
    return decide_eligibility(referral=referral(scene), on=DAY, **scene.by)


def recommended(scene):
    """A decision that recommends something, as if the rules had every fact."""
    found = decision(scene)
    EligibilityDecision._base_manager.filter(pk=found.pk).update(outcome="eligible")
    found.refresh_from_db()
    return found


def draft(scene):
    """A coding that the assessor of the table has begun."""
    by = {"by": scene.near(Role.ASSESSOR), "at": scene.by["at"]}
    return begin_coding(referral=referral(scene), tool="osp", guide="coding-osp v1", on=DAY, **by)


def on_draft(verb, **given):
    """Done to a coding by its coder alone."""
    return ActionRow(
        verb=f"assessment.{verb}",
        about=About.PERSON,
        roles=CODER,
        given=lambda scene: {"coding": draft(scene), "read_version": 1, **given},
    )


def on_referral(verb, roles=ASSESSORS, **given):
    return ActionRow(
        verb=f"assessment.{verb}",
        about=About.PERSON,
        roles=roles,
        given=lambda scene: {"referral": referral(scene), "on": DAY, **given},
    )


def differing(scene):
    """A first coding with which a second coder did not agree."""
    from desist.casework.assessment.actions.coding import save_coding

    first = asked(scene)
    other = scene.world.member("second", Role.ASSESSOR, Role.SECOND_CODER, region=scene.world.north)
    given = {"by": other, "at": scene.by["at"]}
    second = begin_second_coding(coding=first, on=DAY, **given)
    save_coding(coding=second, read_version=1, items={"image": 1}, **given)
    finish_coding(coding=second, read_version=2, on=DAY, **given)
    first.refresh_from_db()
    return first


def page(name, roles, ids, **given):
    return PageRow(name=f"assessment:{name}", about=About.PERSON, roles=roles, ids=ids, **given)


def of_referral(name, roles, *more, **given):
    return page(name, roles, lambda scene: (referral(scene).public_id, *more), **given)


MOVED = frozenset({302})
ROWS = (
    on_referral("begin_coding", tool="osp", guide="coding-osp v1"),
    on_referral("sign_fact", fact="rsr", signatory="S", result={"percentage": 1.0}),
    on_referral("rate_needs", ratings={"loneliness": (1, "said so")}),
    on_referral("decide"),
    on_draft("save_coding", items={"image": 1}),
    on_draft("finish_coding", on=DAY),
    on_draft("give_up_coding"),
    ActionRow(
        verb="assessment.accept",
        about=About.PERSON,
        roles=MANAGERS,
        given=lambda scene: {"decision": recommended(scene), "on": DAY},
    ),
    ActionRow(
        verb="assessment.ask_second_coder",
        about=About.PERSON,
        roles=ASSESSORS,
        given=lambda scene: {"coding": finished(scene), "read_version": 2, "on": DAY},
    ),
    ActionRow(
        verb="assessment.settle",
        about=About.PERSON,
        roles=ASSESSORS,
        given=lambda scene: (
            lambda first: {
                "coding": first,
                "read_version": first.version,
                "settled": {"image": ("second", "in the papers")},
                "on": DAY,
            }
        )(differing(scene)),
    ),
    ActionRow(
        verb="assessment.withdraw_fact",
        about=About.PERSON,
        roles=ASSESSORS,
        given=lambda scene: {
            "fact": fact(scene),
            "read_version": 1,
            "because": "another's",
            "on": DAY,
        },
    ),
    ActionRow(
        verb="assessment.override",
        about=About.PERSON,
        roles=MANAGERS,
        given=lambda scene: {
            "decision": decision(scene),
            "outcome": "not_eligible",
            "reason": "other",
            "words": "w",
            "on": DAY,
        },
    ),
    ActionRow(
        verb="assessment.record_panel",
        about=About.PERSON,
        roles=MANAGERS,
        given=lambda scene: {
            "decision": decision(scene),
            "outcome": "not_eligible",
            "minute": "m",
            "members": [("A", "chair"), ("B", "member")],
            "held_on": DAY,
        },
    ),
    ActionRow(
        verb="assessment.export_case",
        about=About.SYSTEM,
        system=INSTALLATION,
        given=lambda scene: {"referral": referral(scene), "recipient": "r", "on": DAY},
    ),
    ActionRow(
        verb="assessment.forecast",
        about=About.SERVICE,
        roles=ASSESSORS,
        given=lambda _scene: {"entry": the_catalogue().versions("noms-2014")[-1]},
    ),
    ActionRow(
        verb="assessment.compute_forecast",
        about=About.SYSTEM,
        system=INSTALLATION,
        given=lambda scene: {
            "forecast": forecast(scene),
            "changed": (),
        },
    ),
    page("overview", READERS, lambda scene: (scene.person.public_id,)),
    of_referral("of_referral", READERS, answers=MOVED),
    of_referral("risk", READERS),
    of_referral("begin", ASSESSORS, "osp", post=True, answers=MOVED),
    of_referral("enter_fact", ASSESSORS, "rsr"),
    of_referral("rate", ASSESSORS),
    of_referral("profile", CLINICIANS),
    of_referral("talk", CLINICIANS),
    of_referral("eligibility", READERS),
    of_referral("decide", ASSESSORS, post=True, answers=MOVED),
    page("coding", READERS, lambda scene: (finished(scene).public_id,)),
    page("code", CODER, lambda scene: (draft(scene).public_id, 1)),
    page("look_over", CODER, lambda scene: (draft(scene).public_id,)),
    page("give_up", CODER, lambda scene: (draft(scene).public_id,)),
    page(
        "ask_second",
        ASSESSORS,
        lambda scene: (finished(scene).public_id,),
        post=True,
        answers=MOVED,
    ),
    page("settle", ASSESSORS, lambda scene: (differing(scene).public_id,)),
    page("withdraw_fact", ASSESSORS, lambda scene: (fact(scene).public_id,)),
    page("decision", READERS, lambda scene: (decision(scene).public_id,)),
    page("accept", MANAGERS, lambda scene: (decision(scene).public_id,), post=True, answers=MOVED),
    page("override", MANAGERS, lambda scene: (decision(scene).public_id,)),
    page("panel", MANAGERS, lambda scene: (decision(scene).public_id,)),
    PageRow(
        name="assessment:forecast",
        about=About.SERVICE,
        roles=ASSESSORS,
        ids=lambda _scene: ("noms-2014", 1),
    ),
)
"""Coding second takes two roles at once: it is tried in ``assessment/test_policy.py``."""
