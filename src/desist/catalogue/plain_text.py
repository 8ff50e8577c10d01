"""Plain text: which characters may stand in a file, and how others are shown in an error.

A control character can rewrite what a terminal shows, a mark of writing direction what a reader
sees of a name; neither belongs to a case, an adoption or a rule.
"""

from __future__ import annotations

import unicodedata

DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates: they turn round what is read after them."""
UNSEEN = ("Cc", "Cs", "Zl", "Zp")
"""Categories of Unicode: control characters, halves of others, and ends of lines and paragraphs."""
LAYOUT = frozenset("\n\t\r")


def foreign_characters(text: str) -> tuple[str, ...]:
    """The characters of a text that no reader could see, in the order in which they stand."""
    if text.isascii() and text.isprintable():
        return ()
    return tuple(dict.fromkeys(each for each in text if _is_foreign(each)))


def _is_foreign(character: str) -> bool:
    if character in LAYOUT:
        return False
    nonchar = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return nonchar or character in DIRECTION or unicodedata.category(character) in UNSEEN


def shown_plainly(text: str) -> str:
    """A text on one line, as a terminal may show it: what cannot be seen as its code point."""
    return "".join(
        f"<U+{ord(each):04X}>" if each in LAYOUT or _is_foreign(each) else each for each in text
    )
