"""Case check: what cannot be in a case file, whatever the person; never what is merely missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from difflib import get_close_matches

from desist.cases.case_file import Administration, CaseFile
from desist.catalogue.collection import Catalogue
from desist.programme.age import age_on
from desist.programme.answer_check import answer_faults, scale_score_faults
from desist.programme.curriculum import Programme
from desist.programme.entry import KeyFault
from desist.programme.instrument import Instrument
from desist.programme.need_rule import NeedRule
from desist.programme.needs_identifier_rule import NeedsIdentifierRule
from desist.programme.offence import OffenceTable


def case_faults(case: CaseFile, catalogue: Catalogue) -> Iterator[KeyFault]:
    """Every impossible date, number and name in the case."""
    if not case.reference.strip():
        yield KeyFault("reference", "is empty", "give the reference that the case is known by")
    yield from _date_faults(case)
    yield from _imported_faults(case)
    yield from _count_faults(case)
    yield from _appearance_faults(case)
    yield from _offence_free_faults(case)
    yield from _programme_faults(case, catalogue)
    yield from _offence_faults(case, catalogue)
    yield from _rating_faults(case, catalogue)
    yield from _needs_identifier_faults(case, catalogue)
    yield from _administration_faults(case, catalogue)


def _date_faults(case: CaseFile) -> Iterator[KeyFault]:
    born, decided = case.person.born_on, case.decided_on
    if born >= decided:
        yield KeyFault("person.born_on", f"{born} is not before decided_on {decided}", "correct it")
        return
    if age_on(born, decided) > OLDEST:
        problem = f"{born} would make the person older than {OLDEST} on {decided}"
        yield KeyFault("person.born_on", problem, "correct one of the two")
    for path, day in _dates(case):
        if day < born:
            yield KeyFault(path, f"{day} is before the birth on {born}", "correct one of the two")
        if day > decided and path not in MAY_BE_IN_FUTURE:
            yield KeyFault(
                path, f"{day} is after decided_on {decided}", "a case is judged on what is known"
            )
    for position, offence in enumerate(case.offence, start=1):
        committed, convicted = offence.committed_on, offence.convicted_on
        if committed and convicted and convicted < committed:
            yield KeyFault(
                f"offence[{position}].convicted_on",
                f"{convicted} is before the offence on {committed}",
                "correct one of the two",
            )


OLDEST = 120
"""In years. No one has been shown to grow older than 122."""
MAY_BE_IN_FUTURE = (
    "static_risk.rm2000.commencement_on",
    "static_risk.osp.follow_up_on",
    "constraints.supervision_ends_on",
)
"""Release and the end of supervision may lie ahead."""


def _dates(case: CaseFile) -> Iterator[tuple[str, date]]:
    """Every date of the case but the birth and the decision, with its path."""
    sections = {
        "static_risk.rm2000": case.static_risk.rm2000,
        "static_risk.osp": case.static_risk.osp,
        "static_risk.entered": case.static_risk.entered,
        "deviance": case.deviance,
        "constraints": case.constraints,
    }
    lists = {
        "offence": case.offence,
        "instrument": case.instrument,
        "static_risk.imported": case.static_risk.imported,
    }
    for path, values in lists.items():
        for position, each in enumerate(values, start=1):
            sections[f"{path}[{getattr(each, 'id', position)}]"] = each  # type: ignore[assignment]
    for path, section in sections.items():
        for field in fields(section) if section else ():
            value = getattr(section, field.name)
            if isinstance(value, date):
                yield f"{path}.{field.name}", value


def _count_faults(case: CaseFile) -> Iterator[KeyFault]:
    for name in ("rm2000", "osp"):
        section = getattr(case.static_risk, name)
        for field in fields(section) if section else ():
            value = getattr(section, field.name)
            if isinstance(value, int) and not isinstance(value, bool) and value < 0:
                yield KeyFault(
                    f"static_risk.{name}.{field.name}", f"is {value}", "a count is 0 or more"
                )
    for name in ("travel_minutes", "group_wait_weeks", "sessions_at_most"):
        value = getattr(case.constraints, name)
        if value is not None and value < 0:
            yield KeyFault(f"constraints.{name}", f"is {value}", "give 0 or more")
    for each in case.static_risk.imported:
        if each.percentage is not None and not 0 <= each.percentage <= 100:
            yield KeyFault(
                f"static_risk.imported[{each.id}].percentage",
                f"is {each.percentage}",
                "give a percentage from 0 to 100",
            )


def _offence_free_faults(case: CaseFile) -> Iterator[KeyFault]:
    """More years without an offence than there were since the last sanction or follow-up began."""
    osp = case.static_risk.osp
    if osp is None or osp.offence_free_years is None:
        return
    begun = [day for day in (osp.follow_up_on, osp.last_sexual_sanction_on) if day]
    if begun and osp.offence_free_years > max(0, age_on(max(begun), case.decided_on)):
        yield KeyFault(
            "static_risk.osp.offence_free_years",
            f"{osp.offence_free_years} years are more than passed since {max(begun)}",
            "count whole years in the community since the latest of the two",
        )


def _imported_faults(case: CaseFile) -> Iterator[KeyFault]:
    """Results of other tools that are no result of that tool, or stand twice for one day."""
    for each in case.static_risk.imported:
        by_band = each.id in ("sara", "rosh")
        if (each.percentage is not None) == by_band and (each.band is not None) != by_band:
            yield KeyFault(
                f"static_risk.imported[{each.id}]",
                "has a percentage" if by_band else "has a band",
                "give its band" if by_band else "give its percentage",
            )
    twice = Counter((each.id, each.on) for each in case.static_risk.imported)
    for (id_, on), times in twice.items():
        if times > 1:
            yield KeyFault(
                f"static_risk.imported[{id_}].on", f"{on} appears {times} times", "keep one"
            )


def _appearance_faults(case: CaseFile) -> Iterator[KeyFault]:
    """Numbers of sentencing appearances that cannot be: the present one always counts."""
    coded = case.static_risk.rm2000
    if coded is None:
        return
    sexual, criminal = coded.sexual_appearances, coded.criminal_appearances
    if sexual == 0:
        yield KeyFault(
            "static_risk.rm2000.sexual_appearances",
            "is 0",
            "the appearance for the present offence counts: give at least 1, or leave it out",
        )
    if sexual and criminal is not None and criminal < sexual:
        yield KeyFault(
            "static_risk.rm2000.criminal_appearances",
            f"is {criminal}, fewer than the {sexual} for sexual offences alone",
            "count every appearance for any offence",
        )


def _programme_faults(case: CaseFile, catalogue: Catalogue) -> Iterator[KeyFault]:
    held = [each for each in catalogue.of_kind(Programme) if each.id == case.programme.id]
    if not held:
        ids = {each.id for each in catalogue.of_kind(Programme)}
        yield _unknown("programme.id", case.programme.id, ids)
        return
    programme = max(held, key=lambda each: each.version)
    formats: set[str] = {each.id for each in programme.format}
    if case.programme.format and case.programme.format not in formats:
        yield _unknown("programme.format", case.programme.format, formats)
    exercises = {each.id for each in programme.exercise}
    for name in ("include", "exclude"):
        for id_ in getattr(case.constraints, name):
            if id_ not in exercises:
                yield _unknown(f"constraints.{name}", id_, exercises)
    for id_ in set(case.constraints.include) & set(case.constraints.exclude):
        yield KeyFault("constraints", f"both includes and excludes {id_}", "choose one")


def _offence_faults(case: CaseFile, catalogue: Catalogue) -> Iterator[KeyFault]:
    codes = {each.code for table in catalogue.of_kind(OffenceTable) for each in table.offence}
    for position, offence in enumerate(case.offence, start=1):
        if offence.code not in codes:
            yield _unknown(f"offence[{position}].code", offence.code, codes)


def _rating_faults(case: CaseFile, catalogue: Catalogue) -> Iterator[KeyFault]:
    needs = {need.id for rule in catalogue.of_kind(NeedRule) for need in rule.need}
    count = Counter(each.need for each in case.rating)
    for each in case.rating:
        path = f"rating[{each.need}]"
        if each.need not in needs:
            yield _unknown(f"{path}.need", each.need, needs)
        if each.value not in (0, 1, 2):
            yield KeyFault(f"{path}.value", f"is {each.value}", "rate 0 none, 1 some or 2 strong")
        if each.value and not each.evidence.strip():
            yield KeyFault(f"{path}.evidence", "is empty", "say what the rating rests on")
    for need, times in count.items():
        if times > 1:
            yield KeyFault(f"rating[{need}]", f"is given {times} times", "give one rating a need")


def _needs_identifier_faults(case: CaseFile, catalogue: Catalogue) -> Iterator[KeyFault]:
    items = {
        item
        for rule in catalogue.of_kind(NeedsIdentifierRule)
        for domain in rule.domain
        for item in domain.items
    }
    for item, value in (case.static_risk.pni or {}).items():
        if item not in items:
            yield _unknown(f"static_risk.pni.{item}", item, items)
        elif value not in (0, 1, 2):
            yield KeyFault(f"static_risk.pni.{item}", f"is {value}", "score 0, 1 or 2")


def _administration_faults(case: CaseFile, catalogue: Catalogue) -> Iterator[KeyFault]:
    known = catalogue.of_kind(Instrument, demonstration=case.invented)
    # A version that begins later has perhaps other items; it is not what was filled in.
    held = _newest([each for each in known if each.in_force_from <= case.decided_on])
    for administration in case.instrument:
        path = f"instrument[{administration.id}]"
        instrument = held.get(administration.id)
        if instrument is None:
            yield _unknown(f"{path}.id", administration.id, set(held))
            continue
        for fault in _answer_faults(administration, instrument):
            yield KeyFault(f"{path}.{fault.path}", fault.problem, fault.remedy)
    twice = Counter((each.id, each.on) for each in case.instrument)
    for (id_, on), times in twice.items():
        if times > 1:
            yield KeyFault(
                f"instrument[{id_}].on", f"{on} appears {times} times", "keep one, or correct a day"
            )


def _answer_faults(given: Administration, instrument: Instrument) -> Iterator[KeyFault]:
    if (given.responses is None) == (given.scales is None):
        yield KeyFault(
            "responses",
            "and scales are both given" if given.responses is not None else "is missing",
            "give either the answers by item or the scale scores",
        )
    if given.responses is not None:
        yield from answer_faults(
            given.responses, instrument=instrument, form_order=given.form_order
        )
    if given.scales is not None:
        yield from scale_score_faults(given.scales, instrument=instrument)


def _newest(entries: Sequence[Instrument]) -> dict[str, Instrument]:
    ordered = sorted(entries, key=lambda each: each.version)
    return {each.id: each for each in ordered}


def _unknown(path: str, given: str, known: set[str]) -> KeyFault:
    nearest = get_close_matches(given, sorted(known), n=1, cutoff=0.5)
    if nearest:
        return KeyFault(path, f"{given!r} is not known", f"did you mean {nearest[0]}?")
    listed = ", ".join(sorted(known)[:12]) or "none is held"
    return KeyFault(path, f"{given!r} is not known", f"choose from: {listed}")
