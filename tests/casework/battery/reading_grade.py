"""Reading grade: how many years of school a text asks for (Flesch and Kincaid 1975).

0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables are counted as groups of vowels,
without a silent final e; a rule of thumb that errs by a few in a hundred words.
"""

from __future__ import annotations

import re

SENTENCE = re.compile(r"[.!?:]+(?:\s|$)|\n+")
WORD = re.compile(r"[a-z']+")
VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """The grade of a text of at least one word."""
    sentences = [each for each in SENTENCE.split(text) if WORD.search(each.lower())]
    words = WORD.findall(text.lower())
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """At least one."""
    found = len(VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ye")) and found > 1
    return max(1, found - silent)
