"""Who merges, answers requests, holds and ends records: managers who reach the person."""

from desist.casework.rights.policy import ending, merge, request

__all__ = ["ending", "merge", "request"]
