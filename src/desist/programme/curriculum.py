"""Curriculum: a programme as data, its steps, modules, exercises and formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from desist.programme.entry import Entry, KeyFault, Sourced

Setting = Literal["group", "one_to_one"]
FormatId = Literal["individual", "group", "mixed"]


@dataclass(frozen=True, kw_only=True)
class Step(Sourced):
    """A step of the model of change and the areas that it addresses."""

    id: str
    title: str
    areas: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Module(Sourced):
    """A part of the programme, in its order."""

    id: str
    title: str
    aim: str


@dataclass(frozen=True, kw_only=True)
class Exercise(Sourced):
    """The outline of one exercise: enough to choose it and to plan its time."""

    id: str
    title: str
    module: str
    aim: str
    steps: tuple[str, ...]
    """What is done, in order."""
    material: str
    outcome: str
    serves_steps: tuple[str, ...] = ()
    serves_needs: tuple[str, ...] = ()
    minutes: int
    """Working time in the individual format."""
    group_sessions: float
    """Sessions, or halves of sessions, in the group format."""
    requires: tuple[str, ...] = ()
    """Exercises that come before this one wherever this one is done."""
    core: bool
    """Done by everyone; otherwise chosen by need."""
    practice: str = ""
    """What is practised before the next session; empty where nothing is."""
    asks_account: bool = False
    """Whether it rests on the person's own account of the offence."""
    without_account: str = ""
    """How it is done with a person who gives no account; needed wherever one is asked for."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """Consecutive sessions of one module; ``sessions`` is left out where a plan decides it."""

    module: str
    setting: Setting
    minutes: int
    sessions: int | None = None


@dataclass(frozen=True, kw_only=True)
class Format(Sourced):
    """One way to deliver the programme: an ordered list of blocks.

    ``individual`` has one-to-one blocks alone and ``group`` group blocks alone; ``mixed`` has
    both, in the order of its blocks.

    ``selection``: ``by_need`` leaves out what a person does not need; ``focus`` delivers
    everything to everyone and marks whose focus it is; ``fixed`` has no exercises to choose.
    """

    id: FormatId
    title: str
    selection: Literal["by_need", "focus", "fixed"]
    minimum_sessions: int
    maximum_sessions: int
    opening_minutes: int = 0
    """Fixed minutes of every session, before any exercise."""
    practice_review_minutes: int = 0
    """Fixed minutes of every session for what was practised since the last."""
    block: tuple[Block, ...]

    def working_minutes(self, block: Block) -> int:
        """Minutes of one session of the block that are left for exercises."""
        return block.minutes - self.opening_minutes - self.practice_review_minutes


@dataclass(frozen=True, kw_only=True)
class Accreditation(Sourced):
    """Where, in which format and since when the programme stood; shown, it decides nothing.

    A date known by its month is given as the first of that month, and the note says so; a date
    that no source gives is left out.
    """

    setting: Literal["community", "custody"]
    nation: Literal["england_and_wales", "scotland", "northern_ireland"]
    format: FormatId | Literal["not_stated"]
    status: Literal["accredited", "provisional", "agreed", "superseded", "withdrawn"]
    begins_on: date | None = None
    disputed_on: date | None = None
    """Another day of beginning, given by a source that disagrees; the note names both."""
    ends_on: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Coverage(Sourced):
    """How many exercises cover a need of each strength."""

    strong: int
    some: int


Check = Literal[
    "every_step_served",
    "every_need_served",
    "every_module_has_core",
    "module_longest",
    "blocks_add_up",
    "works_without_account",
]


@dataclass(frozen=True, kw_only=True)
class CoverageCheck:
    """A promise that the programme makes about itself and that the loader keeps.

    ``every_step_served``, ``every_need_served``, ``every_module_has_core`` need nothing more.
    ``module_longest``: the ``module`` has the most minutes in every format.
    ``blocks_add_up``: in ``format`` the blocks (of ``setting``, where one is named) come to so
    many ``sessions``, each of so many ``minutes``.
    ``works_without_account``: no exercise that serves the ``need`` asks for an account of the
    offence.
    """

    check: Check
    module: str | None = None
    need: str | None = None
    format: FormatId | None = None
    setting: Setting | None = None
    sessions: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class Programme(Entry):
    """One version of one programme.

    ``needs`` lists the treatment needs it answers to; ``eligibility`` the policies that may
    decide who is suitable, first choice first; ``fill_order`` the exercises that come in, in this
    order, where a plan would be shorter than the shortest dose.
    """

    summary: str
    eligibility: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    step: tuple[Step, ...] = ()
    module: tuple[Module, ...]
    exercise: tuple[Exercise, ...] = ()
    format: tuple[Format, ...]
    coverage: Coverage | None = None
    fill_order: tuple[str, ...] = ()
    accreditation: tuple[Accreditation, ...] = ()
    check: tuple[CoverageCheck, ...] = ()

    def format_called(self, id_: str) -> Format | None:
        """The format of that id, or None where the programme has no such format."""
        return next((each for each in self.format if each.id == id_), None)

    def exercises_of(self, module: str) -> tuple[Exercise, ...]:
        """The exercises of one module, in the programme's order."""
        return tuple(each for each in self.exercise if each.module == module)

    def faults(self) -> Iterator[KeyFault]:
        """Unknown references, prerequisites out of order, impossible doses, broken promises."""
        from desist.programme.curriculum_check import curriculum_faults

        yield from super().faults()
        yield from curriculum_faults(self)
