"""Adoptions: which rules this site has decided to judge by, as a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.strict_reading import parse_toml, read_strictly
from desist.programme.entry import Adoption, Entry, KeyFault


@dataclass(frozen=True, kw_only=True)
class Adoptions:
    """The adoptions of one site; ``everything`` is the demonstration's, and only its."""

    adoption: tuple[Adoption, ...] = ()
    everything: bool = False

    def of(self, entry: Entry, *, on: date) -> Adoption | None:
        """The adoption under which this very version may decide on that day, if there is one."""
        if self.everything:
            return Adoption(
                rule=entry.id,
                version=entry.version,
                sha256=entry.sha256,
                by="demonstration",
                second="demonstration",
                on=on,
                why="a demonstration with invented people",
            )
        for each in self.adoption:
            if (each.rule, each.version) == (entry.id, entry.version) and each.on <= on:
                return each
        return None


MEND_WITH = "desist catalogue show RULE --adoption"
NO_ADOPTIONS = Adoptions()
EVERYTHING = Adoptions(everything=True)


def read_adoptions(path: Path, *, entries: tuple[Entry, ...]) -> Adoptions:
    """The adoptions in a file, each checked against the catalogue that is here.

    Raises:
        FaultyInput: an adoption names a rule or version that is not here, a file that differs
            from the one adopted, or too few people for the rule's grade.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault(
            file=str(path), path="", problem=f"cannot be read: {error}", remedy="name a TOML file"
        )
        raise FaultyInput([fault], mend_with=MEND_WITH) from None
    try:
        adoptions = read_strictly(parse_toml(text, file=str(path)), Adoptions, file=str(path))
    except FaultyInput as error:
        raise FaultyInput(error.faults, mend_with=MEND_WITH) from None
    faults = list(_faults(adoptions, entries, str(path)))
    if faults:
        raise FaultyInput(faults, mend_with=MEND_WITH)
    return adoptions


def _faults(adoptions: Adoptions, entries: tuple[Entry, ...], file: str) -> Iterator[Fault]:
    if adoptions.everything:
        yield Fault(
            file=file,
            path="everything",
            problem="a file cannot adopt everything",
            remedy="adopt each rule by name; --demonstration is for invented cases",
        )
    known = {(entry.id, entry.version): entry for entry in entries}
    for each in adoptions.adoption:
        found = (*_unsaid(each), *_unlike(each, known.get((each.rule, each.version))))
        for key, problem, remedy in found:
            path = f"adoption[{each.rule} v{each.version}]{key}"
            yield Fault(file=file, path=path, problem=problem, remedy=remedy)


def _unsaid(adoption: Adoption) -> Iterator[KeyFault]:
    """Who and why, where they are left blank."""
    for name in ("by", "second", "why"):
        value = getattr(adoption, name)
        if value is not None and not value.strip():
            remedy = "an adoption is somebody's decision, with a reason"
            yield KeyFault(f".{name}", "is empty", remedy)


def _unlike(adoption: Adoption, entry: Entry | None) -> Iterator[KeyFault]:
    """In what the adoption does not fit the rule that is here."""
    if entry is None:
        problem = "names no rule and version of this catalogue"
        yield KeyFault("", problem, "see: desist catalogue list")
        return
    if entry.sha256 != adoption.sha256:
        problem = f"was adopted as {adoption.sha256[:12]}, but the file here is {entry.sha256[:12]}"
        yield KeyFault(".sha256", problem, "read what changed, then adopt the file that is here")
    if entry.adopters_needed == 2 and _named(adoption.second) in ("", _named(adoption.by)):
        problem = "what is unverified in it needs two different people"
        yield KeyFault(".second", problem, "add second = the other person")


def _named(person: str | None) -> str:
    """A name as two spellings of it agree: one person does not become two by a capital."""
    return "".join(filter(str.isalnum, (person or "").casefold()))
