"""Speech: coded values, facts and questions in the words of the catalogue, as reports say them."""

from __future__ import annotations

from functools import cache

from desist.cases.report_speech import Speech
from desist.catalogue.load import load_catalogue, site_folder
from desist.catalogue.words import words_of
from desist.programme.instrument import Instrument


@cache
def speech() -> Speech:
    """How pages say what a judgement holds in codes; read once in the life of a process."""
    catalogue = load_catalogue(site=site_folder())
    titles = [
        {"instrument": each.id, "instrument_title": each.title}
        for each in catalogue.of_kind(Instrument, demonstration=True)
    ]
    return Speech(words_of(catalogue), {"scales": titles})
