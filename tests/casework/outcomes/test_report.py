"""The report: assembled from the record, signed by two, and nothing in it that the record lacks."""

import re
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.test import Client

from desist.casework.audit.door import Refused
from desist.casework.audit.models import AuditEvent
from desist.casework.outcomes.actions.report import (
    Unsaid,
    begin_report,
    countersign_report,
    edit_report,
    issue_report,
    sign_report,
)
from desist.casework.outcomes.models import FinalReport
from desist.casework.outcomes.sheet import document_of
from desist.documents.block_page import page_from
from desist.documents.pdf import pdf_from
from desist.documents.word import word_from
from tests.casework.people import NOON

WORDS = {"summary": "He came and worked.", "progress": "Rings his brother.",
         "recommendations": "Keep the plan."}  # fmt: skip


@pytest.fixture
def report(course):
    course.recorded(1, exercises=(("values-card-sort", "whole", ""),))
    course.recorded(2, "absent")
    return begin_report(enrolment=course.case.enrolment, by=course.case.finn, at=NOON)


def written(report, finn):
    version = report.version
    return edit_report(report=report, read_version=version, values=WORDS, by=finn, at=NOON)


def signed(report, finn):
    written(report, finn)
    return sign_report(report=report, read_version=report.version, by=finn, at=NOON)


def test_it_holds_what_was_delivered(report):
    facts = report.assembled
    assert facts["attendance"]["planned"] == 4
    assert facts["attendance"]["complied"] == 1
    assert facts["attendance"]["absent"] == 1
    assert facts["attendance"]["minutes_received"] == 85
    module = facts["modules"][0]
    assert (module["had"], module["sessions"], module["done"]) == (1, 4, ["What matters to me"])


def test_every_number_of_its_text_stands_in_the_facts_it_was_assembled_from(report):
    text = document_of(report).text()
    held = {int(each) for each in re.findall(r"\d+", report.facts)}
    own = {report.number, report.assembled_on.day, report.assembled_on.year}
    said = {int(each) for each in re.findall(r"\d+", text)}
    assert said <= held | own | {2000}, said - held - own


def test_a_part_that_is_empty_is_named_before_it_is_signed(report, course):
    with pytest.raises(Unsaid) as unsaid:
        sign_report(report=report, read_version=1, by=course.case.finn, at=NOON)
    assert unsaid.value.parts == ("summary", "progress", "recommendations")


def test_it_is_signed_by_its_author_and_countersigned_by_another(report, course):
    finn, mona = course.case.finn, course.case.mona
    signed(report, finn)
    with pytest.raises(Refused):
        edit_report(report=report, read_version=report.version, values=WORDS, by=finn, at=NOON)
    with pytest.raises(Refused):
        countersign_report(report=report, read_version=report.version, by=finn, at=NOON)
    countersign_report(report=report, read_version=report.version, by=mona, at=NOON)
    said = document_of(report).text()
    assert "Signed by Finn" in said
    assert "Countersigned by Mona" in said


def test_nobody_countersigns_what_they_wrote_themselves(course):
    mona = course.case.mona
    report = begin_report(enrolment=course.case.enrolment, by=mona, at=NOON)
    edit_report(report=report, read_version=1, values=WORDS, by=mona, at=NOON)
    sign_report(report=report, read_version=2, by=mona, at=NOON)
    with pytest.raises(Refused):
        countersign_report(report=report, read_version=3, by=mona, at=NOON)


def test_a_later_version_replaces_it_and_keeps_what_was_written(report, course):
    finn = course.case.finn
    countersign_report(
        report=signed(report, finn), read_version=report.version, by=course.case.mona, at=NOON
    )
    course.recorded(3)
    later = begin_report(enrolment=course.case.enrolment, by=finn, at=NOON)
    assert (later.number, later.summary) == (2, WORDS["summary"])
    assert later.assembled["attendance"]["complied"] == 2
    first = FinalReport.objects.get(number=1)
    assert (first.state, first.assembled["attendance"]["complied"]) == ("superseded", 1)


def test_sending_it_is_a_disclosure_with_its_recipient(report, course):
    finn = course.case.finn
    countersign_report(
        report=signed(report, finn), read_version=report.version, by=course.case.mona, at=NOON
    )
    issue_report(
        report=report, recipient="practitioner", whom="", why="end of programme", by=finn, at=NOON
    )
    event = AuditEvent.objects.filter(verb="outcomes.issue_report").get()
    assert (event.kind, event.recipient) == ("disclosure", "practitioner")


def test_page_pdf_and_word_say_the_same(report, course):
    from docx import Document as Word
    from pypdf import PdfReader

    written(report, course.case.finn)
    document = document_of(report)
    page = page_from(document)
    pdf = " ".join(each.extract_text() for each in PdfReader(BytesIO(pdf_from(page))).pages)
    word = Word(BytesIO(word_from(document)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    said = " ".join([each.text for each in word.paragraphs] + cells)
    for each in ("He came and worked.", "What matters to me", "End-of-programme report", "85"):
        assert each in page
        assert each in " ".join(pdf.split())
        assert each in said


def test_the_word_file_of_a_report_is_always_the_same(report):
    document = document_of(report)
    word = word_from(document)
    assert word == word_from(document)
    packed = {each.date_time for each in ZipFile(BytesIO(word)).infolist()}
    assert packed == {(2000, 1, 1, 0, 0, 0)}, "no part says when it was packed"


def test_the_pages_of_a_report_from_beginning_to_countersignature(world, course):
    finn, mona = course.case.finn, course.case.mona
    browser = world.browser(Client(), finn)
    enrolment = course.case.enrolment.public_id
    begun = browser.post(f"/outcomes/enrolment/{enrolment}/report", {"operation": str(uuid4())})
    report = FinalReport.objects.get()
    assert begun["Location"] == f"/outcomes/report/{report.public_id}/write"
    sent = {**WORDS, "operation": str(uuid4()), "read_version": "1"}
    assert browser.post(begun["Location"], sent).status_code == 302
    stale = browser.post(begun["Location"], sent | {"summary": "x", "operation": str(uuid4())})
    assert stale.status_code == 409
    press = {"operation": str(uuid4()), "read_version": "2"}
    address = f"/outcomes/report/{report.public_id}"
    assert browser.post(f"{address}/sign", press).status_code == 302
    for kind in ("html", "pdf", "docx"):
        assert browser.get(f"{address}/paper/{kind}").status_code == 200
    other = world.browser(Client(), mona)
    assert "Countersign" in other.get(address).text
    press = {"operation": str(uuid4()), "read_version": "3"}
    assert other.post(f"{address}/countersign", press).status_code == 302
    report.refresh_from_db()
    assert report.state == "countersigned"
    assert browser.get(f"/outcomes/of/{course.case.person.public_id}").status_code == 200
