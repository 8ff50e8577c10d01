"""No file is taken from anybody, ever."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler


class RefuseUpload(FileUploadHandler):
    """Refuses a request that holds a file, before any of it is kept."""

    def new_file(self, *args: Any, **given: Any) -> NoReturn:
        """A file begins: stop.

        Raises:
            SuspiciousOperation: always.
        """
        raise SuspiciousOperation("no files")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is received."""

    def file_complete(self, file_size: int) -> None:
        """Nothing is complete."""
