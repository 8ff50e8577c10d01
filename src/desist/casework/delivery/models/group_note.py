"""A group note: what is said of a group's session as a whole, and of nobody in it."""

from __future__ import annotations

from django.db import models

from desist.casework.groups.models import GroupSession
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class GroupNote(Editable):
    """One a session. What is about one member stands in the note of their own record."""

    session = models.OneToOneField(GroupSession, models.PROTECT, related_name="group_note")
    note = EncryptedText()


class GroupNoteRevision(Revision):
    """A state that a group note has had."""

    of = models.ForeignKey(GroupNote, models.PROTECT, related_name="revisions")
