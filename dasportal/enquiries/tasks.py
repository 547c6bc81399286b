"""Background work of enquiries: making a compilation's PDF and workbook."""

from __future__ import annotations

import hashlib
import json

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from dasportal.documents import storage
from dasportal.documents.files import store, store_own
from dasportal.documents.models import PrintState
from dasportal.documents.press import FontsMissing, Store, press

from . import exports, pdf
from .models import Compilation
from .snapshot import Snapshot

FAILED = "PDF'en kunne ikke laves. Prøv igen om lidt, eller se under baggrundsarbejde."


def fingerprint(snapshot: Snapshot) -> str:
    """SHA-256 of the snapshot in one canonical form."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def mark_failed(compilation_id: str) -> None:
    """Say on the compilation, where the page shows it, that it could not be made."""
    Compilation.objects.filter(pk=compilation_id).exclude(state=PrintState.DONE).update(
        state=PrintState.FAILED, message=FAILED
    )


def build(compilation: Compilation) -> Compilation:
    """Render and store both files, telling how far it is. A finished one is left alone."""
    if compilation.state == PrintState.DONE:
        return compilation
    rows = Compilation.objects.filter(pk=compilation.pk)
    rows.update(state=PrintState.RUNNING, progress=0, message="")

    def progress(done: int, of: int, what: str) -> None:
        rows.update(progress=min(99, 100 * done // max(of, 1)), message=what[:300])

    bundle = pdf.compilation(compilation.snapshot, number=compilation.number)
    with storage.workspace() as folder:
        target = folder / "compilation.pdf"
        try:
            result = press(bundle, target, Store(), progress)
        except FontsMissing as reason:
            rows.update(state=PrintState.FAILED, message=str(reason))
            compilation.refresh_from_db()
            return compilation
        name, by = file_name(compilation), compilation.requested_by
        with transaction.atomic():
            compilation.file = store_own(target, name=f"{name}.pdf", pages=result.pages, by=by)
            compilation.workbook = store(
                exports.workbook(compilation.snapshot), name=f"{name}.xlsx", by=by
            )
            compilation.state, compilation.progress, compilation.message = PrintState.DONE, 100, ""
            compilation.finished_at = timezone.now()
            compilation.save()
    return compilation


def file_name(compilation: Compilation) -> str:
    """»svar-hoering-om-…-2«: what it is, and which edition."""
    title = slugify(compilation.snapshot["enquiry"]["title"])[:80].strip("-")
    number = f"-{compilation.number}" if compilation.number > 1 else ""
    return f"svar-{title or compilation.enquiry_id}{number}"
