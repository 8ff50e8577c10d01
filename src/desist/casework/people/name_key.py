"""How names are compared: without accents, case and order, by beginning, and by sound."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

_UNFOLDED = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe"})
_SILENT_STARTS = (("kn", "n"), ("gn", "n"), ("wr", "r"), ("ps", "s"), ("pn", "n"), ("wh", "w"))
_SPELLINGS = (
    ("sch", "s"), ("tch", "c"), ("ough", "o"), ("ph", "f"), ("gh", ""), ("ck", "k"), ("dg", "g"),
    ("th", "t"), ("sh", "s"), ("ch", "k"), ("mc", "mk"), ("mac", "mk"), ("qu", "k"), ("x", "ks"),
)  # fmt: skip
_SOUNDS = {
    **dict.fromkeys("bp", "1"), **dict.fromkeys("fv", "2"), **dict.fromkeys("ckq", "3"),
    **dict.fromkeys("gj", "4"), **dict.fromkeys("sz", "5"), **dict.fromkeys("dt", "6"),
    "l": "7", "r": "8", **dict.fromkeys("mn", "9"),
}  # fmt: skip
SHORTEST_SOUND = 3


def fold(text: str) -> str:
    """Lower case, without accents; only letters, digits and spaces are left."""
    lowered = text.casefold().translate(_UNFOLDED)
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)
    )
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "").replace("’", "")).strip()


def words(name: str) -> list[str]:
    """The folded words of a name."""
    return fold(name).split()


def sound(word: str) -> str:
    """A code that names of like sound share: Smyth and Smith, Philips and Fillips.

    Consonants by the place where they are spoken, doubles once, vowels left out except that a
    beginning vowel is kept as one. Ours; made for British names, not a published algorithm.
    """
    for written, spoken in _SILENT_STARTS:
        if word.startswith(written):
            word = spoken + word[len(written) :]
    for written, spoken in _SPELLINGS:
        word = word.replace(written, spoken)
    if not word:
        return ""
    first = "0" if word[0] in "aeiouy" else ""
    codes = (_SOUNDS.get(letter, "") for letter in word)
    return first + "".join(code for code, _ in groupby(codes) if code)


def keys_of(*names: str) -> set[tuple[str, str]]:
    """Every key under which a person of these names is found."""
    found = [word for name in names for word in words(name)]
    folded = {("word", word[:60]) for word in found}
    return folded | {("sound", sound(word)[:60]) for word in found if len(word) >= SHORTEST_SOUND}
