"""What somebody looked for."""

from __future__ import annotations

from django.db import models

from desist.casework.accounts.models import User
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class Search(Record):
    """What somebody looked for. It stays out of addresses, and only they can open it."""

    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    terms = EncryptedText()
    made_at = models.DateTimeField()
