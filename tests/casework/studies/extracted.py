"""Extracts: what is coded and scored of somebody, made and unpacked."""

from io import BytesIO
from zipfile import ZipFile

import polars as pl

from desist.casework.access import Role
from desist.casework.assessment.actions.coding import begin_coding, finish_coding, save_coding
from desist.casework.battery.actions.administration import plan_point
from desist.casework.battery.actions.typing import type_answers
from desist.casework.battery.models import Administration
from desist.casework.studies.actions.extract import (
    ask_extract,
    take_cohort,
)
from desist.casework.studies.jobs import make
from desist.casework.studies.models import Extract
from desist.casework.studies.queries.observation import pseudonym_of
from tests.casework.ground import laid
from tests.casework.people import NOON

IMAGES = {
    "follow_up_on": "2025-01-06", "last_sexual_sanction_on": "2025-01-06", "adult_contact": 0,
    "child_contact": 1, "non_contact": 0, "image": 2, "total_sanctions": 4, "stranger": False,
}  # fmt: skip


@laid
def coded(world, referral, on, **items):
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    given = {"tool": "osp", "guide": "coding-osp v1", "by": anna, "at": NOON}
    coding = begin_coding(referral=referral, on=on, **given)
    values = IMAGES | items
    save_coding(coding=coding, read_version=1, items=values, by=anna, at=NOON)
    return finish_coding(coding=coding, read_version=2, on=on, by=anna, at=NOON)


@laid
def scored(world, referral, point, value):
    anna = world.member("anna", Role.ASSESSOR, region=world.north)
    plan_point(
        referral=referral, point=point, instruments=("sri",), due_on=NOON.date(), by=anna, at=NOON
    )
    held = Administration.objects.get(referral=referral, point=point)
    values = {"under-assertiveness": value}
    for _ in range(2):
        type_answers(
            administration=Administration.objects.get(pk=held.pk), mode="scale_scores",
            form_order="", answered_on=NOON.date(), values=values, by=anna, at=NOON,
        )  # fmt: skip


def made(study, *, at=NOON):
    extract = ask_extract(study=study, by=evaluator_of(study), at=at)
    make(extract)
    return Extract.objects.select_related("study").get(pk=extract.pk)


def evaluator_of(study):
    return study.asked_by


def unpacked(extract, folder):
    _given, content = take_cohort(extract=extract, by=evaluator_of(extract.study), at=NOON)
    ZipFile(BytesIO(content)).extractall(folder)
    return folder


def row_of(folder, study, referral):
    episodes = pl.read_parquet(folder / "episodes.parquet")
    mine = episodes.filter(pl.col("pseudonym") == pseudonym_of(study, referral.person))
    return mine.row(0, named=True)
