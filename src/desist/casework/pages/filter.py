"""Filter: what narrows and orders a list, declared once, kept in the address and nowhere else.

A page declares its filters and columns; ``arrange`` reads what an address says of them. Only codes
and opaque ids are values, so that an address may be kept and sent on. Whatever an address says
that was not declared is passed over: anybody may have typed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, OrderBy, Q
from django.utils.translation import gettext as _


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One thing by which a list is narrowed: pairs of code and words, and what a code asks."""

    name: str
    label: Any
    choices: Sequence[tuple[str, str]]
    where: Callable[[str], Q]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a list; with ``order`` its heading sorts by those fields.

    ``empty_last`` where the first of them may be empty: such rows stand last either way. The list
    begins in the order of the column that is ``first``, or of the first that sorts.
    """

    text: Any
    name: str = ""
    order: tuple[str, ...] = ()
    numeric: bool = False
    empty_last: bool = False
    first: bool = False

    def ordered(self, *, descending: bool) -> list[OrderBy]:
        """The order of the rows; no two tie, so that none is shown twice on two pages."""
        last = {"nulls_last": True} if self.empty_last else {}
        turn = F.desc if descending else F.asc
        first, *others = self.order
        return [turn(F(first), **last), *(turn(F(name)) for name in (*others, "pk"))]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A column as the page shows it now; ``sorted`` is a value of ``aria-sort``, or empty."""

    text: str
    address: str
    sorted: str
    numeric: bool


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A filter that is on, and the address of the list without it."""

    label: str
    text: str
    without: str


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """What one address says: which rows, in which order."""

    filters: tuple[Filter, ...]
    columns: tuple[Column, ...]
    chosen: Mapping[str, str]
    column: Column
    descending: bool
    default: Column

    @property
    def where(self) -> Q:
        """Which rows are meant."""
        found = Q()
        for each in self.filters:
            if each.name in self.chosen:
                found &= each.where(self.chosen[each.name])
        return found

    @property
    def tags(self) -> list[Tag]:
        """The filters that are on, each with the way to take it off."""
        return [
            Tag(
                label=str(each.label),
                text=dict(each.choices)[self.chosen[each.name]],
                without=self._address({each.name: ""}),
            )
            for each in self.filters
            if each.name in self.chosen
        ]

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Every filter as the template shows it: a label, and what ``options_of`` takes."""
        return [
            {
                "id": f"filter-{each.name}",
                "name": each.name,
                "label": {"text": str(each.label)},
                "choices": (("", _("All")), *each.choices),
                "chosen": self.chosen.get(each.name, ""),
            }
            for each in self.filters
            if each.choices
        ]

    @property
    def headings(self) -> list[Heading]:
        """Every column; following the one that sorts already turns the order round."""
        return [self._heading(each) for each in self.columns]

    @property
    def kept(self) -> dict[str, str]:
        """What the form of filters sends along, so that narrowing keeps the order."""
        return {} if self._is_default else {"sort": self._sort}

    @property
    def plain(self) -> str:
        """The address of the whole list in this order."""
        return self._address({each.name: "" for each in self.filters})

    @property
    def here(self) -> str:
        """This very list from its first page; a page number is put behind it."""
        return self._address({})

    @property
    def _sort(self) -> str:
        return f"-{self.column.name}" if self.descending else self.column.name

    @property
    def _is_default(self) -> bool:
        return self.column is self.default and not self.descending

    def _heading(self, each: Column) -> Heading:
        mine = each is self.column
        turned = f"-{each.name}" if mine and not self.descending else each.name
        stated = ("descending" if self.descending else "ascending") if mine else ""
        return Heading(
            text=str(each.text),
            address=self._address({"sort": turned}) if each.order else "",
            sorted=stated,
            numeric=each.numeric,
        )

    def _address(self, changed: Mapping[str, str]) -> str:
        said = {**self.chosen, **self.kept, **changed}
        return "?" + urlencode({name: value for name, value in said.items() if value})


def arrange(
    address: Mapping[str, str], *, filters: Sequence[Filter], columns: Sequence[Column]
) -> Arrangement:
    """What an address says of a list; the first column that sorts is the order otherwise."""
    chosen = {
        each.name: address[each.name]
        for each in filters
        if address.get(each.name, "") in {code for code, _words in each.choices}
    }
    sortable = {each.name: each for each in columns if each.order}
    default = next(
        (each for each in sortable.values() if each.first), next(iter(sortable.values()))
    )
    asked = address.get("sort", "")
    return Arrangement(
        filters=tuple(filters),
        columns=tuple(columns),
        chosen=chosen,
        column=sortable.get(asked.lstrip("-"), default),
        descending=asked.startswith("-") and asked[1:] in sortable,
        default=default,
    )
