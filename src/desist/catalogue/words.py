"""Words: reasons and terms as text in one language, from the wording files of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desist.catalogue.collection import Catalogue
from desist.programme.decision import Plain, Reason
from desist.programme.need_rule import NeedRule
from desist.programme.wording import Wording


class NoWording(LookupError):
    """A reason that cannot be said: no template has its code, or the template does not fit it."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """All wording of one language, the newest version of each file."""

    templates: Mapping[str, str]
    terms: Mapping[str, str]

    def reason(self, each: Reason) -> str:
        """A reason as one plain sentence.

        Raises:
            NoWording: no wording file has this code, or its template names a value that the
                reason does not carry.
        """
        if each.code not in self.templates:
            raise NoWording(f"no wording for reason {each.code!r}; add it under wording/")
        values = {name: self._shown(value) for name, value in each.values.items()}
        try:
            return self.templates[each.code].format_map(values)
        except (KeyError, ValueError) as error:
            raise NoWording(
                f"the wording of reason {each.code!r} does not fit its values: {error}"
            ) from None

    def term(self, code: str) -> str:
        """A coded value as people say it; the code itself, spaced, where no term is given."""
        return self.terms.get(code, code.replace("_", " "))

    def _shown(self, value: Plain) -> Any:
        if value is None:
            return self.terms.get("none", "none")
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            return self.terms.get(value, value)
        if isinstance(value, list | tuple):
            return ", ".join(str(self._shown(each)) for each in value)
        return value


def words_of(catalogue: Catalogue, *, language: str = "en") -> Words:
    """The words of one language; treatment needs are called by the titles their rules give."""
    templates: dict[str, str] = {}
    rules = catalogue.of_kind(NeedRule, demonstration=True)
    terms = {need.id: need.title for rule in rules for need in rule.need}
    for entry in sorted(catalogue.of_kind(Wording), key=lambda each: each.version):
        if entry.language == language:
            templates |= entry.reason
            terms |= entry.term
    return Words(templates=templates, terms=terms)
