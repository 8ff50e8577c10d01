from desist.documents.functional_analysis_chart import CHAIN, functional_analysis


def kinds(stages):
    return [stage.kind for stage in stages]


def test_the_chain_runs_in_its_order_whatever_the_order_of_writing():
    drawn = functional_analysis(
        "with_account",
        [{"kind": "behaviour", "text": "b"}, {"kind": "setting", "text": "a"}],
    )

    assert kinds(drawn.chain) == list(CHAIN)
    assert drawn.chain[0].texts == ("a",)


def test_what_is_not_written_stays_in_the_diagram_empty():
    drawn = functional_analysis("with_account", [{"kind": "setting", "text": "a"}])

    assert drawn.chain[1].texts == ()
    assert drawn.written


def test_the_form_without_an_account_asks_for_no_offence():
    drawn = functional_analysis("without_account", [{"kind": "setting", "text": "a"}])

    assert kinds(drawn.chain) == ["setting", "feeling"]
    assert kinds(drawn.beneath) == ["need_met", "strength"]


def test_a_link_that_the_form_does_not_ask_for_is_not_lost():
    drawn = functional_analysis("without_account", [{"kind": "trigger", "text": "t"}])

    assert kinds(drawn.chain) == ["setting", "trigger", "feeling"]


def test_links_of_one_kind_share_a_box():
    given = [{"kind": "thought", "text": "x"}, {"kind": "thought", "text": "y"}]

    assert functional_analysis("with_account", given).chain[2].texts == ("x", "y")


def test_nothing_written_is_known_as_such():
    assert not functional_analysis("with_account", []).written
