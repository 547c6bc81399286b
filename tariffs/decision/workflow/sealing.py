"""A version of the takstbilag printed by the worker, then file, hash and seal in one transaction."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from dasportal.documents import storage
from dasportal.documents.files import store_own
from dasportal.documents.models import PrintState, StoredFile
from dasportal.documents.press import Bundle, FontsMissing, Store, press
from dasportal.documents.record import seal
from dasportal.worker.jobs import enqueue, job
from tariffs.appendix import AppendixSnapshot
from tariffs.archiving import archival
from tariffs.pdf import tariff_appendix

from ..changes import ChangeSnapshot
from ..models import AppendixVersion
from ..pdf import change_document

KIND = "appendix"
FAILED = "PDF'en kunne ikke laves. Prøv igen om lidt, eller se under baggrundsarbejde."


def order_seal(version: AppendixVersion) -> None:
    """Ask the worker to print the version and seal it, once this commits."""
    enqueue(print_and_seal, version.pk)


def mark_failed(version_id: int) -> None:
    rows = AppendixVersion.objects.filter(pk=version_id).exclude(state=PrintState.DONE)
    rows.update(state=PrintState.FAILED, message=FAILED)


@job(label="Forsegl et takstbilag", on_failure=mark_failed)
def print_and_seal(version_id: int) -> None:
    """Safe to run again at any point: the seal is set once a version."""
    version = AppendixVersion.objects.select_related("year").get(pk=version_id)
    if version.is_sealed:
        return
    rows = AppendixVersion.objects.filter(pk=version_id)
    rows.update(state=PrintState.RUNNING, progress=0, message="")
    stem = f"takstbilag-{version.year.year}-v{version.number}"
    try:
        file = printed(tariff_appendix(version.snapshot), f"{stem}.pdf", data=version.snapshot)
        change = change_of(version)
        old_and_new = printed(change_document(change), f"{stem}-aendringer.pdf") if change else None
    except FontsMissing as reason:
        rows.update(state=PrintState.FAILED, message=str(reason)[:300])
        return
    complete_seal(version, file=file, change_file=old_and_new)


def change_of(version: AppendixVersion) -> ChangeSnapshot | None:
    """What is new since the version before, as it was frozen; None of the first."""
    return version.changes or None


def printed(bundle: Bundle, name: str, *, data: AppendixSnapshot | None = None) -> StoredFile:
    """The bundle as a stored file; with `data` the same figures lie in it as CSV and JSON."""
    with storage.workspace() as folder:
        target = folder / "document.pdf"
        result = press(bundle, target, Store())
        if data is not None:
            target.write_bytes(archival(target.read_bytes(), data))
        return store_own(target, name=name, pages=result.pages, by=None)


@transaction.atomic
def complete_seal(
    version: AppendixVersion, *, file: StoredFile, change_file: StoredFile | None
) -> AppendixVersion:
    """Store the PDFs with the version and put its snapshot on the chain; once."""
    fresh = AppendixVersion.objects.select_for_update(of=("self",)).select_related("year").get(
        pk=version.pk
    )  # fmt: skip
    if fresh.is_sealed:
        return fresh
    entry = seal(
        kind=KIND,
        key=f"{KIND}:{fresh.year.year}:{fresh.number}",
        subject=str(fresh),
        snapshot={"appendix": fresh.snapshot, "changes": fresh.changes},
        files=[file, *([change_file] if change_file else [])],
        by=fresh.made_by,
    )
    fresh.file, fresh.change_file, fresh.record_entry = file, change_file, entry.sequence
    fresh.state, fresh.progress, fresh.message = PrintState.DONE, 100, ""
    fresh.finished_at = timezone.now()
    fresh.save()
    return fresh
