"""The notes that lie with a cohort: how each column was made, and whom the numbers leave out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desist.casework.studies.models import CountsFrom, Study
from desist.casework.studies.words import PARTS

ARMS = {
    CountsFrom.WAIT_ENDED: """\
Day 0 is the day on which the wait of somebody found suitable ended. Treated: they got a place that
day (scheduled or on the programme), whatever followed. Control: they left the list that day because
no place was found in time, or their order ended while they were ready and waited. Nobody's time
before day 0 is counted, so neither arm has time in which nothing could happen to it. Who gets a
place is no chance: those who wait are ordered by risk and by the time left. Adjust for it, and say
that what is not recorded here cannot be adjusted for.
""",
    CountsFrom.SENTENCE: """\
Day 0 is the start of the order, or the release. Everybody found suitable is treated, whatever
followed; nobody is control: add people from elsewhere, counted from the same event, before this
can be evaluated. Whoever is treated here was found suitable after day 0, so they lived that long
and stayed in reach: take people to compare with who did so too. What was coded after day 0 is left
out, predictions with it.
""",
}
COLUMNS = """\
pseudonym              made for this study alone, from a key that does not leave the service
site_group             the delivery unit, under a pseudonym
started_on             the first session that they came to
completed_on           complete as the programme's own rule judges it
age                    on day 0; of a record made anonymous from the year of birth
prior_sanctions        as coded for OSP by day 0, without the present one
supervision_intensity  not held by this service: empty
predicted_risk         by the rule in force on the day of the coding, from a coding finished by day
                       0 and before the first session; only where the study states a horizon
covariate_female, covariate_custody, covariate_voluntary
                       1 or 0: sex as recorded; referred in custody; neither order nor licence
covariate_image_sanctions, covariate_contact_sanctions
                       as coded for OSP by day 0
covariate_days_waited  days from being found suitable to day 0
score_..._before, score_..._after
                       raw scores of what was answered in full at the start and at the end. Change
                       in them is no evidence of less reconviction.
liberty                periods that reach beyond day 0; remand stands as custody
"""
NEXT = """\
Outcomes are not held here: whoever is on a programme is watched more closely, so what staff come
to know says less of one arm than of the other. They come from the records of convictions: the data
linker takes the roster of this study and runs desist evaluate link --keep-ids; whoever holds the
records gives the offences under the same record ids; desist evaluate outcomes joins the two. Freeze
the analysis plan before (desist evaluate cohort FOLDER --freeze).
"""


def notes_of(study: Study, numbers: Mapping[str, int], *, on: date) -> str:
    """The text of READ-ME.txt."""
    width = max(len(str(each)) for each in numbers.values())
    counts = "\n".join(f"{n:>{width}}  {PARTS[code]}" for code, n in numbers.items())
    horizon = "not stated, so nothing is predicted"
    if study.horizon_days is not None:
        horizon = f"{study.horizon_days} days, as the study states it"
    return f"""\
{study.title}

Programme: {study.programme}. Day 0 from {study.first_day} to {study.last_day}. Made on {on}.
Predicted: {study.predicts}; horizon: {horizon}.

People, each counted once
{counts}

Arms
{ARMS[CountsFrom(study.counts_from)]}
Columns
{COLUMNS}
Next
{NEXT}"""
