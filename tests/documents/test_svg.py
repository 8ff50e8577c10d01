import pytest

from desist.documents import svg


def test_words_and_attributes_are_escaped():
    drawn = svg.picture(svg.text(1, 2, "<b>&"), width=10, height=5, title='"a" <i>')

    assert "&lt;b&gt;&amp;" in drawn
    assert "<title>&#34;a&#34; &lt;i&gt;</title>" in drawn
    assert "<b>" not in drawn


@pytest.mark.parametrize("name", ["style", "onclick", "href", "xlink_href", "x onload"])
def test_what_could_style_link_or_run_is_refused(name):
    with pytest.raises(ValueError, match="may not carry"):
        svg.element("rect", **{name: "x"})


@pytest.mark.parametrize("name", ["script", "foreignObject", "image", "a", "use", "style"])
def test_only_elements_that_draw_are_made(name):
    with pytest.raises(ValueError, match="has no element"):
        svg.element(name)


def test_numbers_are_short_and_the_same_everywhere():
    assert svg.element("line", x1=1 / 3, x2=2.0, y1=0) == '<line x1="0.33" x2="2" y1="0"></line>'


def test_an_attribute_of_none_is_left_out():
    assert svg.element("g", fill=None, class_="axis") == '<g class="axis"></g>'


def test_a_picture_has_a_name_and_may_have_a_description():
    drawn = svg.picture(width=10, height=5, title="Name", description="What it shows")

    assert 'role="img"' in drawn
    assert drawn.index("<title>Name</title>") < drawn.index("<desc>What it shows</desc>")
