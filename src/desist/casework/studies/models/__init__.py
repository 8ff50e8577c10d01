"""What studies hold: what was asked for, what was made from the service, to whom it went."""

from desist.casework.studies.models.extract import Extract, ExtractState
from desist.casework.studies.models.finding import Finding
from desist.casework.studies.models.hand_over import Given, HandOver
from desist.casework.studies.models.study import CountsFrom, Predicts, Study, StudyState

__all__ = [
    "CountsFrom",
    "Extract",
    "ExtractState",
    "Finding",
    "Given",
    "HandOver",
    "Predicts",
    "Study",
    "StudyState",
]
