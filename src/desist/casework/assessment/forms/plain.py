"""A form in which nothing is typed: pressing its button is the answer."""

from __future__ import annotations

from desist.casework.pages.form import Form


class PlainForm(Form):
    """An operation id and the version that was read, and nothing else."""
