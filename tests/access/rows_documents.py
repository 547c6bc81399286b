"""The sealed record as a whole holds what is closed: the secretariat's alone."""

from typing import Any

from dasportal.documents.files import store
from dasportal.documents.record import seal
from tests.access.matrix import SECRETARIAT, Row, World, allow
from tests.documents import samples


def _entry(world: World) -> dict[str, Any]:
    file = store(samples.text_pdf("Referat"), name="referat.pdf", by=world[SECRETARIAT])
    entry = seal(
        kind="minutes", key="matrix", subject="Referat", snapshot={"title": "En sag"},
        files=[file], by=world[SECRETARIAT],
    )  # fmt: skip
    return {"sequence": entry.sequence}


def _file(world: World) -> dict[str, Any]:
    return {**_entry(world), "index": 0}


def _redaction(world: World) -> dict[str, Any]:
    return {"path": "/content/title", "reason": "Persondata", "understood": "on"}


PATH = {"path": "/content/title"}
GET = allow(SECRETARIAT)
NOT_POST = allow(SECRETARIAT, status=405)

ROWS = [
    Row("documents:record", get=GET, post=NOT_POST),
    Row(
        "documents:check",
        get=allow(SECRETARIAT, status=405),
        post=allow(SECRETARIAT, status=302),
    ),
    Row("documents:export", get=GET, post=NOT_POST),
    Row("documents:entry", kwargs=_entry, get=GET, post=NOT_POST),
    Row("documents:entry_file", kwargs=_file, get=GET, post=NOT_POST),
    Row("documents:entry_json", kwargs=_entry, get=GET, post=NOT_POST),
    Row(
        "documents:redact",
        kwargs=_entry,
        query=PATH,
        get=GET,
        data=_redaction,
        post=allow(SECRETARIAT, status=302),
    ),
]
