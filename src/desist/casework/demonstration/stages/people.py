"""What is held about people, for the demonstration: sentence, protection, needs, arrangements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from desist.casework.demonstration.seed import Seed
from desist.casework.people.actions import (
    add_other_name,
    assess_harm,
    judge_learning,
    keep_apart,
    record_condition,
    record_mappa,
    record_sentence,
    record_whereabouts,
    screen_learning,
    state_arrangement,
    state_equality,
    state_responsivity,
    wish_location,
)
from desist.casework.people.models import (
    ETHNIC_GROUP,
    ORIENTATION,
    PARTNERSHIP,
    PARTS,
    RELIGION,
    WEEKDAYS,
    YES_NO,
    Person,
)

WELSH_REGION = "Cymru"
ORDERS = (
    ("community_order", "programme_requirement", 40),
    ("suspended_sentence_order", "programme_requirement", 20),
    ("licence", "licence_condition", 30),
    ("post_sentence_supervision", "supervision_requirement", 5),
    ("voluntary", "none", 5),
)
CONDITIONS = (
    ("internet", "", "Uses devices that have been declared, and keeps their history."),
    ("device_monitoring", "", "Monitoring software on every device."),
    ("no_contact_children", "", "No unsupervised contact under 16."),
    ("no_contact_person", "R.T.", "No contact by any means."),
    ("no_go_place", "P4", ""),
    ("travel", "", "Tells the police before travelling abroad."),
    ("polygraph", "", "Examined every six months."),
)
KNOWN = ("no", "suspected", "diagnosed", "not_asked")
PAIRS_APART = 9


def people_stage(made: Seed, people: Sequence[Person]) -> int:
    """Fill in what is held about each of them, by their practitioners; how many records."""
    count = 0
    for person in people:
        at = made.now - timedelta(days=made.dice.randrange(1, 19))
        begun = made.arrived.get(person.pk, at).date()
        count += _bind(made.dice, person, at, begun) + _protect(made.dice, person, at)
        count += _take_part(made.dice, person, at) + _ask(made.dice, person, at)
    return count + _keep_apart(made, people)


def _bind(dice: Random, person: Person, at: datetime, arrived: date) -> int:
    who = _by(person, at)
    orders = [each[:2] for each in ORDERS]
    ((order, requirement),) = dice.choices(orders, [each[2] for each in ORDERS])
    begins_on = arrived - timedelta(days=dice.randrange(10, 150))
    values = {
        "order": order,
        "requirement": requirement,
        "number": str(dice.randrange(1, 9)),
        "nation": "wales" if person.team.unit.region.name == WELSH_REGION else "england",
        "begins_on": begins_on,
        "ends_on": begins_on + timedelta(days=dice.randrange(540, 1100)),
        "source": "licence" if order == "licence" else "court",
    }
    record_sentence(values=values, **who)
    if order != "licence":
        return 1
    away = {
        "kind": "custody",
        "begins_on": begins_on - timedelta(days=dice.randrange(200, 900)),
        "ended_on": begins_on,
        "source": "prison",
    }
    record_whereabouts(values=away, **who)
    return 2


def _protect(dice: Random, person: Person, at: datetime) -> int:
    who, since = _by(person, at), at.date() - timedelta(days=dice.randrange(30, 400))
    review_on = at.date() + timedelta(days=dice.randrange(20, 300))
    level = dice.choices(("1", "2", "3"), (85, 13, 2))[0]
    held = {"begins_on": since, "source": "panel", "review_on": review_on}
    record_mappa(values=held | {"category": "1", "level": level}, **who)
    harm = {
        "level": dice.choices(("low", "medium", "high", "very_high"), (15, 50, 33, 2))[0],
        "at_risk": dice.choice(("children", "children public", "children known_adult")),
        "assessed_on": since,
        "source": "assessment",
        "review_on": review_on,
    }
    assess_harm(values=harm, **who)
    bound = dice.sample(CONDITIONS, dice.randrange(4))
    for subject, code, wording in bound:
        condition = {"subject": subject, "whom_or_where": code, "wording": wording}
        given = {"origin": "prevention_order", "begins_on": since, "source": "court"}
        record_condition(values=condition | given, **who)
    return 2 + len(bound)


def _access(dice: Random, person: Person) -> dict[str, str]:
    """What they need: of those who hear or read badly a third sign or speak Polish."""
    need = dice.choice(("", "", "", "", "step_free", "hearing_loop", "easy_read"))
    if person.pk % 3:
        return {"access": need}
    if need == "easy_read":
        return {"access": "interpreter easy_read", "language": "Polish"}
    return {"access": "sign_language" if need == "hearing_loop" else need}


def _take_part(dice: Random, person: Person, at: datetime) -> int:
    who, made, on = _by(person, at), 0, at.date()
    if dice.random() < 0.85:
        every = [f"{day}_{part}" for day, _text in WEEKDAYS[:5] for part, _words in PARTS]
        free = set(dice.sample(every, dice.randrange(3, 12)))
        values = {
            "available": " ".join(each for each in every if each in free),
            "travel_minutes": dice.choice((30, 45, 60, 90)),
            **_access(dice, person),
            "welsh": dice.choice(("english", "english", "either", "welsh", "not_asked")),
            "asked_on": on,
        }
        state_arrangement(read_version=0, values=values, **who)
        made += 1
    if dice.random() < 0.6:
        screen = {"score": dice.choices(range(6), (40, 20, 15, 10, 8, 7))[0], "screened_on": on}
        found = screen_learning(values=screen | {"source": "assessment"}, **who)
        made += 1
        if found.outcome == "positive" and dice.random() < 0.2:
            words = {"outcome": "negative", "because": "Reads and follows with ease."}
            judge_learning(values=words | {"screened_on": on, "source": "practitioner"}, **who)
            made += 1
    if dice.random() < 0.25:
        wish = {"unit": person.team.unit, "wish": "preferred", "because": ""}
        wish_location(values=wish, **who)
        made += 1
    return made


def _ask(dice: Random, person: Person, at: datetime) -> int:
    who, made, on = _by(person, at), 0, at.date()
    if dice.random() < 0.5:
        values = {
            "autism": dice.choices(KNOWN, (70, 12, 8, 10))[0],
            "attention": dice.choices(KNOWN, (75, 12, 8, 5))[0],
            "literacy": dice.choices(("no_support", "some_support", "not_reading"), (75, 22, 3))[0],
            "mental_health": dice.choice(("nothing", "nothing", "adjustment", "not_asked")),
            "adjustments": dice.choice(("", "", "A quiet seat near the door.")),
            "source": "person",
            "asked_on": on,
        }  # fmt: skip
        state_responsivity(read_version=0, values=values, **who)
        made += 1
    if dice.random() < 0.4:
        questions = {
            "ethnic_group": ETHNIC_GROUP, "religion": RELIGION, "disability": YES_NO,
            "orientation": ORIENTATION, "gender_as_registered": YES_NO, "partnership": PARTNERSHIP,
            "pregnancy": YES_NO[:1],
        }  # fmt: skip
        answers = {name: dice.choice(offered)[0] for name, offered in questions.items()}
        state_equality(read_version=0, values=answers | {"asked_on": on}, **who)
        made += 1
    if dice.random() < 0.1:
        add_other_name(full_name=f"{person.first_names[:3]} {person.last_name}", **who)
        made += 1
    return made


def _keep_apart(made: Seed, people: Sequence[Person]) -> int:
    """A few pairs of one practitioner, who may see both."""
    by_practitioner: dict[int, list[Person]] = {}
    for person in people:
        by_practitioner.setdefault(person.practitioner_id, []).append(person)
    pairs = [held[:2] for held in by_practitioner.values() if len(held) > 1][:PAIRS_APART]
    for number, (person, other) in enumerate(pairs):
        values = {
            "other": other,
            "kind": "co_defendants" if number % 3 else "non_association",
            "begins_on": made.now.date() - timedelta(days=200),
            "source": "court" if number % 3 else "prison",
        }
        keep_apart(values=values, **_by(person, made.now - timedelta(days=1)))
    return len(pairs)


def _by(person: Person, at: datetime) -> dict[str, Any]:
    """Their practitioner acts, at this moment."""
    return {"person": person, "by": person.practitioner, "at": at}
