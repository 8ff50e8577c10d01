"""A caseload as a CSV file: read strictly, every fault named with its row and column.

Nothing is guessed: a column that is not known, a row of another length, a day that is none, a team
or a practitioner whom the service does not have are faults, and a file with faults is not imported.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from desist.casework.accounts.models import Team, User
from desist.casework.accounts.queries import find_user
from desist.casework.exchange.cell import crn_in, day_in, number_in, one_of, plain_in
from desist.casework.people.models import Nation, Person, Sex
from desist.casework.people.models.sentence import Order, Requirement
from desist.casework.referrals.models import Setting
from desist.casework.referrals.programme import titles

MOST_BYTES = 50_000_000
PERSON = ("crn", "first_names", "last_name", "born_on", "sex", "team", "practitioner")
SENTENCE = ("order", "requirement", "number", "nation", "begins_on", "ends_on")
REFERRAL = ("programme", "setting", "referred_on")
COLUMNS = (*PERSON, *SENTENCE, *REFERRAL)
"""Those of a sentence and of a referral are filled in together, or left empty together."""


@dataclass(frozen=True, kw_only=True, order=True)
class Fault:
    """What is wrong in one place: the row as a spreadsheet numbers it, the column by its name."""

    row: int
    column: str
    what: str

    def __str__(self) -> str:
        place = f"row {self.row}" + (f", {self.column}" if self.column else "")
        return f"{place}: {self.what}"


@dataclass(frozen=True, kw_only=True)
class CaseloadRow:
    """One person as the file has them. ``is_here`` where the service has them already."""

    number: int
    team: Team
    practitioner: User
    person: Mapping[str, Any]
    sentence: Mapping[str, Any] = field(default_factory=dict)
    referral: Mapping[str, Any] = field(default_factory=dict)
    is_here: bool = False
    looks_like: str = ""
    """The CRN of somebody of the same name and date of birth who is here; empty where none is."""


@dataclass(frozen=True, kw_only=True)
class Caseload:
    """What a file holds: the rows that are whole, the faults, and the faulty rows as they stand."""

    rows: list[CaseloadRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    left: dict[int, list[str]] = field(default_factory=dict)
    """The cells of each faulty row, by its number."""

    @property
    def can_be_parted(self) -> bool:
        """Whether every fault is of a row that can be left out: the file was read to its end."""
        return all(each.row in self.left for each in self.faults)


def read_caseload(content: bytes, *, today: date) -> Caseload:
    """Every row that is whole, and every fault, in the order of the file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _unread(1, f"is not UTF-8 text ({error.reason})")
    first = text.partition("\n")[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    lines = csv.reader(io.StringIO(text), delimiter=mark, strict=True)
    try:
        header = [each.strip() for each in next(lines, [])]
    except csv.Error as error:
        return _unread(1, f"cannot be read: {error}")
    faults = list(_header_faults(header))
    return Caseload(faults=faults) if faults else _rows(lines, header, today=today)


def _unread(row: int, what: str) -> Caseload:
    return Caseload(faults=[Fault(row=row, column="", what=what)])


def _header_faults(header: list[str]) -> Iterator[Fault]:
    for name in header:
        if name not in COLUMNS:
            near = get_close_matches(name, COLUMNS, n=1)
            meant = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(COLUMNS)}"
            yield Fault(row=1, column=name or "(empty)", what=f"is no column{meant}")
    for name in PERSON:
        if name not in header:
            yield Fault(row=1, column=name, what="is missing")
    for name in {each for each in header if header.count(each) > 1}:
        yield Fault(row=1, column=name, what="stands twice")


def _rows(lines: Iterator[list[str]], header: list[str], *, today: date) -> Caseload:
    reader, found, seen = _Reader(today=today), Caseload(header=header), {}
    for number, cells in _numbered(lines, found.faults):
        if len(cells) != len(header):
            what = f"has {len(cells)} cells, and the header has {len(header)}"
            row, wrong = None, [Fault(row=number, column="", what=what)]
        else:
            held = dict(zip(header, (each.strip() for each in cells), strict=True))
            row, wrong = reader.read(number, held)
            crn = held.get("crn", "").upper()
            if crn and crn in seen:
                wrong.append(Fault(row=number, column="crn", what=f"stands in row {seen[crn]} too"))
            seen.setdefault(crn, number)
        if wrong or row is None:
            found.faults.extend(wrong)
            found.left[number] = cells
        else:
            found.rows.append(row)
    found.faults.sort()
    return found


def _numbered(lines: Iterator[list[str]], faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number, until one cannot be read: that is a fault, beside the others."""
    number = 1
    try:
        for number, cells in enumerate(lines, start=2):
            if any(each.strip() for each in cells):
                yield number, cells
    except csv.Error as error:
        what = f"cannot be read, nor what follows: {error}"
        faults.append(Fault(row=number + 1, column="", what=what))


class _Reader:
    """Reads rows, asking the database once for each team and practitioner."""

    def __init__(self, *, today: date) -> None:
        self.today = today
        self.teams = {each.name.casefold(): each for each in Team.objects.select_related("unit")}
        self.staff: dict[str, User | None] = {}
        self.faults: list[Fault] = []
        self.number = 0

    def read(self, number: int, held: Mapping[str, str]) -> tuple[CaseloadRow | None, list[Fault]]:
        """A row, and what is wrong with it."""
        self.number, self.faults = number, []
        person = {
            "crn": self._of(held, "crn", crn_in),
            "first_names": self._of(held, "first_names", plain_in),
            "last_name": self._of(held, "last_name", plain_in),
            "born_on": self._of(held, "born_on", self._past),
            "sex": self._of(held, "sex", one_of(Sex.values)),
        }
        team = self._of(held, "team", self._team)
        practitioner = self._of(held, "practitioner", self._practitioner)
        sentence, referral = self._sentence(held), self._referral(held)
        here = self._here(person) if not self.faults else False
        if self.faults:
            return None, self.faults
        alike = (
            Person.objects.none()
            if here
            else Person.objects.filter(
                born_on=person["born_on"], last_name__iexact=person["last_name"], merged_into=None
            )
        )
        row = CaseloadRow(
            number=number, team=team, practitioner=practitioner, person=person,
            sentence=sentence, referral=referral, is_here=here,
            looks_like=alike.values_list("crn", flat=True).first() or "",
        )  # fmt: skip
        return row, []

    def _of(self, held: Mapping[str, str], name: str, read: Callable[[str], Any]) -> Any:
        value = held.get(name, "")
        try:
            if not value:
                raise ValueError("is empty")
            return read(value)
        except ValueError as error:
            self.faults.append(Fault(row=self.number, column=name, what=str(error)))
            return None

    def _sentence(self, held: Mapping[str, str]) -> dict[str, Any]:
        if not any(held.get(name) for name in SENTENCE):
            return {}
        found = {
            "order": self._of(held, "order", one_of(Order.values)),
            "requirement": self._of(held, "requirement", one_of(Requirement.values)),
            "number": self._of(held, "number", number_in) if held.get("number") else "",
            "nation": self._of(held, "nation", one_of(Nation.values)),
            "begins_on": self._of(held, "begins_on", day_in),
            "ends_on": self._of(held, "ends_on", day_in) if held.get("ends_on") else None,
        }
        begins, ends = found["begins_on"], found["ends_on"]
        if begins and ends and ends < begins:
            self.faults.append(Fault(row=self.number, column="ends_on", what="is before begins_on"))
        return found

    def _referral(self, held: Mapping[str, str]) -> dict[str, Any]:
        if not any(held.get(name) for name in REFERRAL):
            return {}
        return {
            "programme": self._of(held, "programme", one_of(titles())),
            "setting": self._of(held, "setting", one_of(Setting.values)),
            "referred_on": self._of(held, "referred_on", self._past),
        }

    def _here(self, person: Mapping[str, Any]) -> bool:
        """Whether this very person is here; somebody else under their CRN is a fault."""
        held = Person.objects.filter(crn=person["crn"]).select_related("merged_into")
        found = held.order_by("crn_copy").first()
        if found is None:
            return False
        same = (person["last_name"], person["born_on"])
        if same not in [(each.last_name, each.born_on) for each in (found, found.survivor)]:
            what = "is somebody else's here: another last name or date of birth"
            self.faults.append(Fault(row=self.number, column="crn", what=what))
        return True

    def _team(self, value: str) -> Team:
        if value.casefold() not in self.teams:
            near = get_close_matches(value.casefold(), self.teams, n=1)
            meant = f"; did you mean {self.teams[near[0]].name}?" if near else ""
            raise ValueError(f"there is no team {value}{meant}")
        return self.teams[value.casefold()]

    def _practitioner(self, value: str) -> User:
        if value not in self.staff:
            self.staff[value] = find_user(value)
        found = self.staff[value]
        if found is None:
            raise ValueError(f"there is no open account of {value}: invite them first")
        return found

    def _past(self, value: str) -> date:
        day = day_in(value)
        if day > self.today:
            raise ValueError("is still to come")
        return day
