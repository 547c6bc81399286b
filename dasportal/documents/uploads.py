"""Uploads as they come over the wire: to disk in small bites, and no further than the limit.

Set as Django's FILE_UPLOAD_HANDLERS. A file that is too large, or that there is no room for, is
read to its end but not kept, so that the page can answer with a sentence, not a broken connection.
`dasportal.documents.files.store` turns what is handed on here into that sentence.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .storage import NO_ROOM


class NotKept(UploadedFile):
    """An upload of which nothing was kept. `size` is what was sent."""

    def __init__(self, name: str, size: int, *, no_room: bool) -> None:
        super().__init__(BytesIO(), name, "application/octet-stream", size)
        self.no_room = no_room


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Writes each file to a temporary one, until it is larger than the portal takes."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.received = 0
        self.no_room = False
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self.stop(error)

    @property
    def kept(self) -> bool:
        return not self.no_room and self.received <= settings.MAX_UPLOAD_MB * 1024 * 1024

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if not self.kept:
            self.forget()
            return
        try:
            super().receive_data_chunk(raw_data, start)
            self.file.flush()
        except OSError as error:
            self.stop(error)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.kept:
            return super().file_complete(file_size)
        return NotKept(self.file_name or "", self.received, no_room=self.no_room)

    def stop(self, error: OSError) -> None:
        if error.errno not in NO_ROOM:
            raise error
        self.no_room = True
        self.forget()

    def forget(self) -> None:
        """Gives back the room that the file has taken so far."""
        kept = getattr(self, "file", None)
        if kept is not None and not kept.closed:
            kept.close()
