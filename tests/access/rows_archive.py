"""The archive of earlier minutes: the secretariat's alone."""

import hashlib

from dasportal.accounts.models import Person
from meetings.archive.parse import parse
from meetings.archive.store import store
from meetings.models import ArchiveUpload, ImportedDocument
from tests.access.matrix import SECRETARIAT, Row, World, allow

TEXT = "Mødet den 03.03.2016 DAS Social\n\nPunkt 1.\n\nÅrshjul\n\nBeslutning:\n\nGodkendt\n"


def _upload(world: World) -> dict[str, object]:
    secretary: Person = world[SECRETARIAT]
    made = ArchiveUpload.objects.create(name="a.txt", content=TEXT.encode(), uploaded_by=secretary)
    return {"pk": made.pk}


def _document(world: World) -> dict[str, object]:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    store(parse(TEXT.encode(), "a.txt"), sha256)
    return {"pk": ImportedDocument.objects.get().pk}


def _meeting(world: World) -> dict[str, object]:
    _document(world)
    return {"pk": ImportedDocument.objects.get().meetings.get().meeting_id}


ONLY = allow(SECRETARIAT)
ROWS = [
    Row("archive:documents", get=ONLY, post=ONLY),
    Row("archive:preview", kwargs=_upload, get=ONLY, post=allow(SECRETARIAT, status=405)),
    Row("archive:read_in", kwargs=_upload, get=allow(SECRETARIAT, status=405),
        post=allow(SECRETARIAT, status=302)),
    Row("archive:drop", kwargs=_upload, get=allow(SECRETARIAT, status=405),
        post=allow(SECRETARIAT, status=302)),
    Row("archive:document", kwargs=_document, get=ONLY, post=allow(SECRETARIAT, status=405)),
    Row("archive:openness", kwargs=_meeting, get=ONLY, post=allow(SECRETARIAT, status=302)),
]  # fmt: skip
