"""Keeping what was heard, and taking it over."""

from desist.casework.upstream.actions.look import TakenOver, keep_looks, take_over

__all__ = ["TakenOver", "keep_looks", "take_over"]
