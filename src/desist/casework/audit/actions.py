"""What the installation does to its own keys; no person does either."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.audit.models import CompletedOperation
from desist.casework.records import key_file
from desist.casework.records.keys import key_ring
from desist.casework.records.sealed_column import SealedColumn, sealed_columns


class StillUsed(ValueError):
    """The key opens what is stored still."""


@bookkeeping("remembers that a form was sent; what came of it stands in the trail")
def forget_operations(*, kept: timedelta, at: datetime) -> int:
    """Delete operation ids older than this; how many. Their pages are signed out long since."""
    count, _by_model = CompletedOperation.objects.filter(at__lt=at - kept).delete()
    return count


@action("audit.reseal", kind=Kind.SECURITY)
def reseal(*, column: SealedColumn, most: int, by: Any, at: datetime) -> None:
    """Encrypt some values of a column anew, under the current key; what they say stays the same."""
    column.reseal(under=key_ring().current, most=most)
    tell(fields=(str(column),))


@action("audit.drop_key", kind=Kind.SECURITY)
def drop_field_key(*, key: str, path: Path, by: Any, at: datetime) -> None:
    """Take a key out of the key file, once nothing that is stored needs it.

    Raises:
        StillUsed: something does.
    """
    if key == key_ring().current or any(column.under(key) for column in sealed_columns()):
        raise StillUsed(key)
    tell(fields=(key,))
    key_file.drop_field_key(path, key)
