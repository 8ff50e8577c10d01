"""Offences as tables: what qualifies, and what several convictions come to."""

from datetime import date

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.offence import ConvictedOffence, OffenceTable, judge_offences
from tests.rulebook.chapter import Chapter, Table, by_rows

TABLES = load_catalogue().all_in_force(OffenceTable, on=date(2026, 3, 3), adoptions=EVERYTHING)
DAY = date(2024, 5, 1)
CONTACT = {True: "contact", False: "no contact", None: "as the case says"}

LISTED = Table(
    title="What is listed",
    explanation=(
        "An attempt is coded with *attempt-* before the code and counts as the offence does. "
        "*As the case says*: the statute covers contact and other conduct. A date that could not "
        "be read is *not known*, and not checked."
    ),
    given=("code", "statute", "begins", "ends"),
    expected=("qualifies", "image", "contact"),
    rows=tuple(
        (
            each.code,
            each.statute,
            each.in_force_from,
            each.in_force_until,
            each.qualifies,
            each.is_image,
            CONTACT[each.is_contact],
        )
        for table in TABLES
        for each in table.offence
    ),
)

MAKE, POSSESS, TAKE = "pca-1978-s1-make", "cja-1988-s160-possess", "pca-1978-s1-take"
RAPE, INCITE = "soa-2003-s1-rape", "soa-2003-s10-causing-child"
PROHIBITED = "coja-2009-s62-prohibited-image"

STRONGEST = Table(
    title="Several convictions",
    explanation=(
        "The strongest counts, yes before panel before no; an offence for a panel and a contact "
        "offence are told besides. Without any conviction on file nothing is known."
    ),
    given=("codes",),
    expected=("strongest", "one for a panel", "a contact offence"),
    rows=(
        ((MAKE,), "yes", False, False),
        ((f"attempt-{MAKE}",), "yes", False, False),
        ((POSSESS,), "yes", False, False),
        (("pcnio-1978-a3-make",), "yes", False, False),
        (("cjenio-1988-a15-possess",), "yes", False, False),
        ((MAKE, PROHIBITED), "yes", True, False),
        ((PROHIBITED,), "panel", True, False),
        ((TAKE,), "panel", True, None),
        (("soa-2003-s15-grooming",), "panel", True, False),
        (("soa-2003-s15a-communication",), "panel", True, False),
        (("cjia-2008-s63-extreme-image",), "panel", True, False),
        ((MAKE, RAPE), "yes", False, True),
        ((RAPE,), "no", False, True),
        ((MAKE, INCITE), "yes", False, None),
        (("theft-1968-s1",), "no", False, False),
        ((), None, None, None),
        (("no-such-code",), None, None, None),
        ((MAKE, "no-such-code"), "yes", None, None),
        ((TAKE, "no-such-code"), None, True, None),
    ),
)

DATES = Table(
    title="The day of the offence",
    explanation=(
        "A conviction cannot be judged where its offence did not exist on the day given: the code "
        "or the date is wrong. Where the day is not known, the day of conviction has to come after "
        "the offence was made one."
    ),
    given=("code", "committed", "convicted"),
    expected=("qualifies",),
    rows=(
        (MAKE, date(1995, 2, 3), None, "yes"),
        (MAKE, date(1995, 2, 2), None, None),
        (MAKE, None, date(1995, 2, 2), None),
        (MAKE, None, date(2024, 1, 1), "yes"),
        (MAKE, None, None, "yes"),
        ("soa-2003-s15a-communication", date(2017, 4, 3), None, "panel"),
        ("soa-2003-s15a-communication", date(2017, 4, 2), None, None),
        (PROHIBITED, date(2010, 4, 5), None, None),
        (PROHIBITED, date(2010, 4, 6), None, "panel"),
        ("soa-1956-s14-assault-on-woman", date(2004, 4, 30), None, "no"),
        ("soa-1956-s14-assault-on-woman", date(2004, 5, 1), None, None),
        ("soa-1956-s14-assault-on-woman", None, date(2020, 1, 1), "no"),
    ),
)

RECORDED = Table(
    title="What the case records beside the code",
    explanation=(
        "The record adds to what the statute says and never takes away: a contact offence stays "
        "one whatever is recorded."
    ),
    given=("code", "contact recorded"),
    expected=("contact",),
    rows=(
        (MAKE, None, False),
        (MAKE, False, False),
        (MAKE, True, True),
        (INCITE, None, None),
        (INCITE, False, False),
        (INCITE, True, True),
        (RAPE, False, True),
    ),
)

CHAPTER = Chapter(
    order=13,
    title="Offences",
    introduction=(
        "Which convictions qualify is ours, for the site to check and adopt: the article names no "
        "offence and the circular's list could not be read. To *make* an image includes, in "
        "English law (R v Bowden 1999), downloading it, and is not production."
    ),
    entries=("offences-england-and-wales", "offences-northern-ireland", "offences-scotland"),
    tables=(STRONGEST, DATES, RECORDED, LISTED),
)


@by_rows(LISTED)
def test_listed(code, statute, begins, ends, qualifies, image, contact):
    committed = ends or begins or DAY

    judged = judge_offences([ConvictedOffence(code=code, committed_on=committed)], tables=TABLES)

    assert judged.offence == qualifies
    assert judged.each[0].image == image
    assert CONTACT[judged.contact_offence] == contact


@by_rows(STRONGEST)
def test_several_convictions(codes, strongest, one_for_a_panel, a_contact_offence):
    convictions = [ConvictedOffence(code=code, committed_on=DAY) for code in codes]

    judged = judge_offences(convictions, tables=TABLES)

    assert judged.offence == strongest
    assert judged.panel_offence == one_for_a_panel
    assert judged.contact_offence == a_contact_offence
    assert judged.decision.outcome == (strongest or "cannot_decide")


@by_rows(DATES)
def test_dates(code, committed, convicted, qualifies):
    conviction = ConvictedOffence(code=code, committed_on=committed, convicted_on=convicted)

    judged = judge_offences([conviction], tables=TABLES)

    assert judged.each[0].qualifies == qualifies
    assert (f"offence[{code}].committed_on" in judged.decision.missing) == (qualifies is None)


@by_rows(RECORDED)
def test_recorded_contact(code, contact_recorded, contact):
    conviction = ConvictedOffence(code=code, committed_on=DAY, contact=contact_recorded)

    judged = judge_offences([conviction], tables=TABLES)

    assert judged.contact_offence == contact
    assert (f"offence[{code}].contact" in judged.decision.missing) == (contact is None)
