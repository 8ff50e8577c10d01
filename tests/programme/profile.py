"""Made-up scores, standings and adoptions, for tests of the profile."""

from dataclasses import replace
from datetime import date

from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS
from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from desist.programme.entry import Adoption, Grade
from desist.programme.norm import Norm
from desist.programme.scoring import ScaleScore
from desist.programme.standing import Standing

CATALOGUE = load_catalogue()
WORDS = words_of(CATALOGUE)
TODAY = date(2026, 3, 3)


def rule(kind, id_, adoptions=EVERYTHING):
    return CATALOGUE.in_force(kind, id_, on=TODAY, adoptions=adoptions)


def shipped(kind, adoptions=NO_ADOPTIONS):
    return CATALOGUE.all_in_force(kind, on=TODAY, adoptions=adoptions)


def adopted(entry, by="A. Manager"):
    adoption = Adoption(
        rule=entry.id, version=entry.version, sha256=entry.sha256, by=by, on=TODAY, why="local"
    )
    return replace(entry, adoption=adoption)


def score(scale, raw, problem_end="high", grade=Grade.VERIFIED, answered=0, items=0):
    instrument, _, name = scale.partition("/")
    return ScaleScore(
        instrument=instrument,
        scale=name,
        title=scale,
        raw=raw,
        answered=answered,
        items=items,
        missing=(),
        prorated=False,
        entered=True,
        low=None,
        high=None,
        problem_end=problem_end,
        grade=grade,
    )


def norm(id_="norm-a", **changes):
    given = {
        "id": id_,
        "title": id_,
        "version": 1,
        "in_force_from": date(2007, 1, 1),
        "source": "made up",
        "licence": "MIT",
        "grade": Grade.VERIFIED,
        "scale": "weather/rain",
        "population": "nobody",
        "sex": "mixed",
        "country": "none",
        "mean": 20.0,
        "sd": 4.0,
    }
    return Norm(**(given | changes))


def standing(scale, z, word=None, problem_end="high", adoptable=(), raw=1.0):
    instrument, _, name = scale.partition("/")
    return Standing(
        instrument=instrument,
        scale=name,
        title=scale,
        raw=raw,
        z=z,
        standing=word,
        norm=None,
        problem_end=problem_end,
        grade=Grade.VERIFIED,
        adoptable=adoptable,
    )


def texts(decision):
    """Every reason in words: fails where one has none."""
    return [WORDS.reason(each) for each in decision.reasons]
