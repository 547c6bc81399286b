"""The bilag under a case's item: printed by the worker from what the case has frozen."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from dasportal.accounts.transitions import NotAllowed
from dasportal.documents import storage
from dasportal.documents.files import store_own
from dasportal.documents.models import StoredFile
from dasportal.documents.press import Bundle, FontsMissing, Store, press
from dasportal.worker.jobs import job
from meetings import workflow as meetings
from meetings.models import Attachment
from meetings.workflow.table import locked as locked_meeting
from tariffs.pdf import tariff_appendix

from ..models import TariffCase
from ..pdf import change_document
from .table import locked_case

FAILED = "Bilaget kunne ikke laves. Vælg »Opdatér«, eller se under baggrundsarbejde."


def mark_failed(case_id: int) -> None:
    """Say on the case that its bilag could not be made."""
    TariffCase.objects.filter(pk=case_id).update(print_message=FAILED)


@job(label="Lav takstbilag til et punkt", on_failure=mark_failed)
def print_bilag(case_id: int) -> None:
    """Print what the case says and lay it under its item. Safe to run again: what is printed
    already is left alone."""
    case = TariffCase.objects.select_related("year").get(pk=case_id)
    if case.item_id is None or case.is_printed:
        return
    with storage.workspace() as folder:
        target = folder / "bilag.pdf"
        try:
            pages = press(bundle_of(case), target, Store()).pages
        except FontsMissing as reason:
            TariffCase.objects.filter(pk=case_id).update(print_message=str(reason)[:300])
            return
        _attach(case, target, pages)


def bundle_of(case: TariffCase) -> Bundle:
    if case.is_correction:
        return change_document(case.snapshot["change"])
    return tariff_appendix(case.snapshot["appendix"])


@transaction.atomic
def _attach(case: TariffCase, target: Path, pages: int) -> None:
    fresh = locked_case(case)
    if fresh.item is None or fresh.content_key != case.content_key:
        return  # moved on meanwhile; the newer figures have their own job
    locked_meeting(fresh.item.meeting)
    file = store_own(target, name=_file_name(fresh), pages=pages, by=fresh.put_by)
    try:
        fresh.bilag = _laid(fresh, file)
    except NotAllowed as refused:
        fresh.print_message = refused.message[:300]
    else:
        fresh.printed_key, fresh.print_message = fresh.content_key, ""
    fresh.save()


def _laid(case: TariffCase, file: StoredFile) -> Attachment:
    if case.bilag is not None and not case.bilag.withdrawn:
        return meetings.replace_attachment(case.bilag, file=file, by=case.put_by)
    assert case.item is not None
    return meetings.add_attachment(case.item, file=file, title=_bilag_title(case), by=case.put_by)


def _bilag_title(case: TariffCase) -> str:
    if case.submission is not None:
        return f"Synliggørelse af ændringer, {case.submission.party} {case.year.year}"
    return f"Takstbilag {case.year.year}"


def _file_name(case: TariffCase) -> str:
    if case.submission is not None:
        return f"aendringer-{case.year.year}-{case.submission.party.code}.pdf"
    return f"takstbilag-{case.year.year}.pdf"
