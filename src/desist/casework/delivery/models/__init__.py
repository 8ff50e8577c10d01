"""What delivery holds: sessions as held, exercises, practice, absences, failures, notes."""

from desist.casework.delivery.models.absence import Absence, AbsenceRevision, Excuse, Verdict
from desist.casework.delivery.models.failure import Failure, FailureRevision, Taken
from desist.casework.delivery.models.group_note import GroupNote, GroupNoteRevision
from desist.casework.delivery.models.practice import Done, Practice, PracticeRevision
from desist.casework.delivery.models.session_record import (
    Attendance,
    Covered,
    Engagement,
    ExerciseRecord,
    SessionRecord,
    SessionRecordRevision,
)

__all__ = [
    "Absence",
    "AbsenceRevision",
    "Attendance",
    "Covered",
    "Done",
    "Engagement",
    "Excuse",
    "ExerciseRecord",
    "Failure",
    "FailureRevision",
    "GroupNote",
    "GroupNoteRevision",
    "Practice",
    "PracticeRevision",
    "SessionRecord",
    "SessionRecordRevision",
    "Taken",
    "Verdict",
]
