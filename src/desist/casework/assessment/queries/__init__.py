"""Finding what was coded, signed, rated and decided, and the case that all of it makes."""

from desist.casework.assessment.queries.case import assess, case_file_of

__all__ = ["assess", "case_file_of"]
