"""Record: a row with a number inside the house and an opaque id outside it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Record(models.Model):
    """Every row: ``id`` for joins, ``public_id`` for addresses, audit and encryption."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    @property
    def reference(self) -> str:
        """How the audit trail names this row: its model and its opaque id."""
        return f"{self._meta.label_lower}:{self.public_id}"
