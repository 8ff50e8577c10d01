"""Candidates: who waits for a seat in a group, who fits into it, and why the others do not.

The same judgement as ``desist groups`` is made of what the service holds: the facts of those who
wait and of those who sit there already. It proposes; a person decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.groups.models import GroupMembership, ProgrammeGroup
from desist.casework.groups.queries.course import course_of
from desist.casework.groups.queries.facts import Facts, facts_of, week_of
from desist.casework.groups.queries.group import open_seats_of
from desist.casework.people.models import Access
from desist.casework.people.queries import pairs_kept_apart
from desist.casework.planning.models import AppointmentState, Enrolment, PlanState, TreatmentPlan
from desist.casework.planning.queries.case import rules_on
from desist.casework.planning.queries.kept_place import with_place
from desist.casework.referrals.programme import programme_of
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.words import words_of
from desist.programme.decision import AWAITING_ADOPTION, CANNOT_DECIDE, Decision, Reason, plain
from desist.programme.group_pool import GroupPool, Location, OfferedGroup
from desist.programme.group_rule import GroupRule
from desist.programme.waiting_list_rule import WaitingListRule
from desist.scheduling.group_account import LEFT_OUT
from desist.scheduling.group_forming import GroupForming, form_groups

MADE = (
    Access.SIGN_LANGUAGE, Access.SPEECH_TO_TEXT, Access.LARGE_PRINT, Access.EASY_READ,
)  # fmt: skip
"""Adjustments that any group can make: somebody is booked, or material is printed otherwise."""
UNKNOWN = {
    "born_on": gettext_lazy("when they were born"),
    "available": gettext_lazy("when they are free"),
    "apart_from": gettext_lazy("whom they must not meet"),
    "travel": gettext_lazy("how long the way is, and there is a limit"),
    "contact_offending": gettext_lazy("whether they committed a contact offence"),
}
"""What is not known of somebody, in words, by the name of the fact."""
HIDDEN = "\ue000"
"""Begins what a person out of reach is called: a character that nobody types."""
OF_THE_ROOM = (Access.STEP_FREE, Access.HEARING_LOOP)


NOT_OF_THEIRS = frozenset(
    {"group.left_out", "group.not_formed", "group.full", "group.full_exchange", "group.dearer"}
)
"""Reasons why somebody is left out that speak of the group, and of nothing about them."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One person who waits, and what the rule says of them and this group, in words."""

    enrolment: Enrolment
    facts: Facts
    decision: Decision
    is_proposed: bool
    said: Sequence[str]

    @property
    def is_open(self) -> bool:
        """Whether nothing about them stands against a seat, as far as an adopted rule says."""
        against = {each.code for each in self.decision.reasons}
        left_out = self.decision.outcome == LEFT_OUT and against <= NOT_OF_THEIRS
        return self.is_proposed or left_out

    @property
    def kept(self) -> dict[str, Any]:
        """What is kept of it with a seat: no values, since they speak of other people too."""
        held = self.decision
        return {
            "outcome": held.outcome,
            "reasons": [each.code for each in held.reasons],
            "missing": [each.partition("].")[2] for each in held.missing],
            "rules": [plain(each) for each in held.rules],
        }

    @property
    def is_undecided(self) -> bool:
        """Whether it cannot be said without facts that nobody recorded."""
        return self.decision.outcome == CANNOT_DECIDE

    @property
    def asks_for_the_way(self) -> bool:
        """Whether one of these facts is how long the way is."""
        return any(".travel." in each for each in self.decision.missing)

    @property
    def awaits_adoption(self) -> bool:
        """Whether this site has adopted no rule that says anything."""
        return self.decision.outcome == AWAITING_ADOPTION


def waiting_for(actor: Actor, group: ProgrammeGroup) -> QuerySet[Enrolment]:
    """Everybody whom somebody may seat, who takes part in the same, and sits in no group.

    Each says whether a plan of theirs ``is_approved``.
    """
    seats = GroupMembership._base_manager.filter(enrolment=OuterRef("pk"), left_on=None)
    plans = TreatmentPlan._base_manager.filter(enrolment=OuterRef("pk"), state=PlanState.APPROVED)
    held = rows(actor, Enrolment, "groups.join").filter(
        programme=group.programme,
        programme_version=group.programme_version,
        format=group.format,
        referral__status__in=with_place(),
    )
    related = held.exclude(Exists(seats)).select_related("person__team__unit", "referral")
    return related.annotate(is_approved=Exists(plans)).order_by("begins_on", "pk")


def judge_candidates(
    actor: Actor, group: ProgrammeGroup, waiting: Sequence[Enrolment], *, on: date
) -> list[Judged]:
    """What the rule says of these people and the group, those whom it proposes first.

    Of members out of reach nothing is told, not even that they are whom somebody must not meet.
    """
    seated = [each.enrolment for each in open_seats_of(group)]
    labels = labels_of(actor, [*seated, *waiting])
    known = {labels[each.pk]: facts_of(each, on=on) for each in (*seated, *waiting)}
    sitting = {labels[each.pk] for each in seated}
    forming = _forming(group, known, sitting, on=on)
    titles = course_of(group).titles
    judged = [
        Judged(
            enrolment=known[each.person].enrolment,
            facts=known[each.person],
            decision=each.decision,
            is_proposed=each.group is not None,
            said=_said_of(each.decision, titles),
        )
        for each in forming.placements
    ]
    return sorted(judged, key=lambda each: not each.is_proposed)


def labels_of(actor: Actor, enrolments: Sequence[Enrolment]) -> dict[int, str]:
    """What each is called in reasons: name and CRN, or, out of reach, a mark that is not shown."""
    seen = rows(actor, Enrolment).filter(pk__in=[each.pk for each in enrolments])
    reached = set(seen.values_list("pk", flat=True))
    return {
        each.pk: f"{each.person.name} ({each.person.crn})"
        if each.pk in reached
        else f"{HIDDEN}{each.pk}"
        for each in enrolments
    }


def _said_of(decision: Decision, titles: Mapping[str, str]) -> list[str]:
    """The reasons in words; that somebody is left out is said by what stands against it."""
    return [_said(each, titles) for each in decision.reasons if each.code != "group.left_out"]


def _said(reason: Reason, titles: Mapping[str, str]) -> str:
    if reason.code == "group.focus":
        named = [titles.get(each, each) for each in reason.values["modules"]]
        return _("In focus of: %(modules)s.") % {"modules": ", ".join(named)}
    if reason.code == "group_bar.missing":
        facts = (str(UNKNOWN[each.partition(".")[0]]) for each in reason.values["facts"])
        return _("Nobody recorded %(facts)s.") % {"facts": ", ".join(facts)}
    if reason.code == "group_bar.excluded":
        return _("It is recorded that they cannot come to %(place)s.") % {
            "place": reason.values["location"]
        }
    text = words_of(the_catalogue()).reason(reason)
    return _("Something that is not shown to you stands against it.") if HIDDEN in text else text


def _forming(
    group: ProgrammeGroup, known: Mapping[str, Facts], sitting: Collection[str], *, on: date
) -> GroupForming:
    rules = rules_on(on)
    return form_groups(
        _pool(group, known, sitting, on=on),
        rule=rules.one(GroupRule),
        waiting_rule=rules.one(WaitingListRule),
        programmes=[programme_of(group.programme, group.programme_version)],
    )


def _pool(
    group: ProgrammeGroup, known: Mapping[str, Facts], sitting: Collection[str], *, on: date
) -> GroupPool:
    place = group.room.place
    pairs = pairs_kept_apart([each.enrolment.person for each in known.values()], on=on)
    return GroupPool(
        schema=1,
        reference=group.name,
        decided_on=on,
        location=(_location(group),),
        group=(_offered(group),),
        person=tuple(
            facts.candidate(
                label,
                cohort=group.cohort,
                apart_from=tuple(_apart(facts, known, pairs)),
                group=group.name if label in sitting else None,
                excluded=(place.name,) if group.unit_id in facts.impossible_units else (),
                travel={place.name: facts.ways[place.pk]} if place.pk in facts.ways else {},
            )
            for label, facts in known.items()
        ),
    )


def _apart(
    facts: Facts, known: Mapping[str, Facts], pairs: frozenset[frozenset[int]]
) -> Iterator[str]:
    me = facts.enrolment.person_id
    for label, other in known.items():
        if frozenset((me, other.enrolment.person_id)) in pairs:
            yield label


def _location(group: ProgrammeGroup) -> Location:
    offered = [each for each in OF_THE_ROOM if getattr(group.room, each.value)]
    return Location(
        id=group.room.place.name,
        seats=group.room.capacity,
        adjustments=tuple(each.value for each in (*MADE, *offered)),
    )


def _offered(group: ProgrammeGroup) -> OfferedGroup:
    held = group.sessions.filter(state=AppointmentState.HELD).count()
    return OfferedGroup(
        id=group.name,
        programme=group.programme,
        cohort=group.cohort,  # type: ignore[arg-type] - the codes are the same
        sex="mixed",
        location=group.room.place.name,
        begins_on=group.begins_on,
        meets_a_week=group.a_week,
        free=week_of(group.meets),
        seats=group.seats,
        sessions_held=held,
    )
