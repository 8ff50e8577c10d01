"""A shared note: what is said of a group's session as a whole, and of nobody in it."""

from __future__ import annotations

from django.db import models

from desist.casework.groups.models import GroupSession
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class SharedNote(Editable):
    """One a session. What is about one member stands in the note of their own record."""

    session = models.OneToOneField(GroupSession, models.PROTECT, related_name="shared_note")
    note = EncryptedText()


class SharedNoteRevision(Revision):
    """A state that a shared note has had."""

    of = models.ForeignKey(SharedNote, models.PROTECT, related_name="revisions")
