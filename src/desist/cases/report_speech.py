"""Report speech: what a report calls coded values, facts of the case file, and questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from desist.documents.page import sentence


class Terms(Protocol):
    """Whatever can say a coded value in words, as ``catalogue.words.Words`` does."""

    def term(self, code: str) -> str:
        """A coded value as people say it."""


class Speech:
    """The words of one report: coded values, facts by path, questions."""

    def __init__(self, words: Terms, assessment: Mapping[str, Any]) -> None:
        """``assessment`` gives the titles of the instruments that a path may name."""
        self._words = words
        self._titles = {
            each["instrument"]: each["instrument_title"] for each in assessment["scales"]
        }

    def term(self, code: str) -> str:
        """A coded value; where only a plain word is held for a prefixed one, that word."""
        said = self._words.term(code)
        if "." in code and said == code.replace("_", " "):
            return self.term(code.rpartition(".")[2])
        return code.replace("-", " ").replace("_", " ") if said == code else said

    def known(self, code: str | None) -> str:
        """A coded value, or that it is not known."""
        return "not known" if code is None else self.term(code)

    def band(self, code: str | None) -> str:
        """A band, or that none was decided."""
        return "not decided" if code is None else self.term(code)

    def shown(self, value: Any) -> str:
        """Any plain value of a fact."""
        if value is None:
            return "not known"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list | tuple):
            return ", ".join(self.shown(each) for each in value) or "none"
        return self.term(value) if isinstance(value, str) else str(value)

    def fact(self, path: str) -> str:
        """What a path in the case file is about."""
        kind, _, rest = path.partition("[")
        if rest:
            name = rest.rstrip("]")
            return f"{self.term('fact.' + kind)} {self._titles.get(name) or self.term(name)}"
        said = self.term(f"fact.{path}")
        return said if "." not in said else said.replace(".", ": ").replace("_", " ")

    def question(self, code: str) -> str:
        """A question as a heading."""
        kind, _, rest = code.partition(".")
        if rest in self._titles:
            return f"{sentence(self.term('question.' + kind))} {self._titles[rest]}"
        return sentence(self.term(f"question.{code}").replace(".", ", "))
