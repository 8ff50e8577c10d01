from dataclasses import replace

from desist.catalogue.collection import Catalogue
from desist.catalogue.load import load_catalogue
from desist.catalogue.reference import reference_faults
from desist.programme.curriculum import Programme
from desist.programme.instrument import Instrument
from desist.programme.pathway_rule import PathwayRule

CATALOGUE = load_catalogue()


def faults_with(**changes):
    """The faults of the catalogue with fields of some entries, named by id, changed."""
    entries = tuple(
        replace(each, **changes[each.id.replace("-", "_")])
        if each.id.replace("-", "_") in changes
        else each
        for each in CATALOGUE.entries
    )
    return list(reference_faults(Catalogue(entries=entries, files=CATALOGUE.files)))


def test_the_shipped_catalogue_names_nothing_that_is_not_there():
    assert faults_with() == []


def test_a_norm_of_a_scale_that_its_instrument_lacks_is_a_fault():
    (fault,) = faults_with(norm_bis_11_total_stanford={"scale": "bis-11/totals"})

    assert fault.file == "norms/norm-bis-11-total-stanford.v1.toml"
    assert fault.path == "bis-11/totals"
    assert fault.remedy == "choose from total"


def test_a_norm_may_be_held_before_its_instrument():
    assert faults_with(norm_bis_11_total_stanford={"scale": "weather/rain"}) == []


def test_a_programme_that_names_an_unknown_need_is_a_fault():
    (isotp,) = [each for each in CATALOGUE.of_kind(Programme) if each.id == "isotp"]

    (fault,) = faults_with(isotp={"needs": (*isotp.needs, "lonelyness")})

    assert (fault.path, fault.remedy) == ("needs", "choose from loneliness")


def test_a_pathway_never_looks_at_the_end_of_a_scale_where_no_problem_lies():
    ends = {
        f"{instrument.id}/{scale.id}": scale.problem_end
        for instrument in CATALOGUE.of_kind(Instrument)
        for scale in instrument.scale
    }
    indicators = [
        each
        for rule in CATALOGUE.of_kind(PathwayRule)
        for pathway in rule.pathway
        for each in pathway.indicator
        if each.scale in ends
    ]

    assert indicators
    assert [(e.scale, e.towards) for e in indicators if ends[e.scale] != e.towards] == []
