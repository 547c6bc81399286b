"""The bilag under a case's item: printed by the worker from what the case has frozen."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from dasportal.accounts.transitions import NotAllowed
from dasportal.documents import storage
from dasportal.documents.files import store_own
from dasportal.documents.models import StoredFile
from dasportal.documents.press import FontsMissing, Store, press
from dasportal.worker.jobs import job
from meetings import workflow as meetings
from meetings.models import Attachment
from meetings.workflow.table import locked as locked_meeting

from ..models import OfferCase
from ..slots import kind_of
from .table import locked_case

FAILED = "Bilaget kunne ikke laves. Vælg »Opdatér«, eller se under baggrundsarbejde."


def mark_failed(case_id: int) -> None:
    """Say on the case that its bilag could not be made."""
    OfferCase.objects.filter(pk=case_id).update(print_message=FAILED)


@job(label="Lav bilag til et punkt om tilbud", on_failure=mark_failed)
def print_bilag(case_id: int) -> None:
    """Print what the case says and lay it under its item. Safe to run again: what is printed
    already is left alone."""
    case = OfferCase.objects.select_related("offer", "forum").get(pk=case_id)
    made = kind_of(case).bilag(case)
    if case.item_id is None or case.is_printed or made is None:
        return
    title, bundle = made
    with storage.workspace() as folder:
        target = folder / "bilag.pdf"
        try:
            pages = press(bundle, target, Store()).pages
        except FontsMissing as reason:
            OfferCase.objects.filter(pk=case_id).update(print_message=str(reason)[:300])
            return
        _attach(case, title, target, pages)


@transaction.atomic
def _attach(case: OfferCase, title: str, target: Path, pages: int) -> None:
    fresh = locked_case(case)
    if fresh.item is None or fresh.content_key != case.content_key:
        return  # moved on meanwhile; the newer figures have their own job
    locked_meeting(fresh.item.meeting)
    file = store_own(target, name=f"{slugify(title)}.pdf", pages=pages, by=fresh.put_by)
    try:
        fresh.bilag = _laid(fresh, title, file)
    except NotAllowed as refused:
        fresh.print_message = refused.message[:300]
    else:
        fresh.printed_key, fresh.print_message = fresh.content_key, ""
    fresh.save()


def _laid(case: OfferCase, title: str, file: StoredFile) -> Attachment:
    if case.bilag is not None and not case.bilag.withdrawn:
        return meetings.replace_attachment(case.bilag, file=file, by=case.put_by)
    assert case.item is not None
    return meetings.add_attachment(case.item, file=file, title=title, by=case.put_by)
