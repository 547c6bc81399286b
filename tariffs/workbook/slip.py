"""The signed slip that a preview carries to its confirmation: which file, for whom, how it is read.

Nothing about it is believed from the browser.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core import signing

from dasportal.accounts.models import Person
from dasportal.documents.models import StoredFile
from tariffs.models import Submission
from tariffs.reading import Columns

from .workflow import Block, Source

SALT = "tariffs.workbook"
VALID_FOR = 60 * 60 * 4  # seconds


@dataclass(frozen=True)
class Slip:
    """`places` and `header_row` say how a foreign file is read; `line` and `field` where a block of
    figures is laid. `version` is the draft that the preview was of."""

    file: str
    submission: int
    person: int
    is_pasted: bool = False
    places: dict[str, int] | None = None
    header_row: int = 0
    line: int = 0
    field: str = ""
    version: str = ""

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    def is_for(self, submission: Submission, person: Person) -> bool:
        return (self.submission, self.person) == (submission.pk, person.pk)

    def source(self, content: bytes) -> Source:
        columns = Columns(self.places, self.header_row) if self.places is not None else None
        return Source(content, columns, Block(self.line, self.field) if self.line else None)

    @property
    def is_kept(self) -> bool:
        """Whether the file is there still."""
        return StoredFile.objects.filter(pk=self.file).exists()

    @property
    def content(self) -> bytes:
        return StoredFile.objects.get(pk=self.file).on_disk.read_bytes()


def read_slip(text: str) -> Slip | None:
    """None when it is forged or too old."""
    try:
        return Slip(**signing.loads(text, salt=SALT, max_age=VALID_FOR))
    except signing.BadSignature:
        return None
