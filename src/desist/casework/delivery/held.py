"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.delivery.models import (
    Absence,
    AbsenceRevision,
    ExerciseRecord,
    Failure,
    FailureRevision,
    Practice,
    PracticeRevision,
    SessionRecord,
    SessionRecordRevision,
)
from desist.casework.records.held import Held

_RECORD = "session_record__enrolment__person"

HELD = (
    Held(model=SessionRecord, person="enrolment__person"),
    Held(model=SessionRecordRevision, person="of__enrolment__person"),
    Held(model=ExerciseRecord, person=_RECORD),
    Held(model=Absence, person=_RECORD),
    Held(model=AbsenceRevision, person=f"of__{_RECORD}"),
    Held(model=Failure, person=_RECORD),
    Held(model=FailureRevision, person=f"of__{_RECORD}"),
    Held(model=Practice, person="set_in__enrolment__person"),
    Held(model=PracticeRevision, person="of__set_in__enrolment__person"),
)
