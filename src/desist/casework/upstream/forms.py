"""Two buttons: to ask again, and to take over."""

from __future__ import annotations

from desist.casework.pages.form import Form


class AskForm(Form):
    """Ask every system now: an operation id and nothing else."""


class TakeOverForm(Form):
    """Take over one sentence: an operation id and nothing else."""
