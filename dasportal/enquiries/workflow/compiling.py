"""Compiling the answers into a bilag, and laying it under an agenda item, as one action."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import PrintState
from dasportal.worker.jobs import enqueue, job

from ..models import Compilation, Enquiry, EnquiryStatus
from ..slots import destination
from ..snapshot import snapshot
from ..tasks import build, fingerprint, mark_failed
from .sending import close_enquiry
from .table import ENQUIRY, locked, take

NOBODY = "Ingen har svaret endnu. Der er ikke noget at samle."


@transaction.atomic
def compile_answers(
    enquiry: Enquiry,
    *,
    by: Person,
    place: tuple[str, str] | None = None,
    is_closed: bool = False,
    with_workbook: bool = False,
    at: datetime | None = None,
) -> Compilation:
    """Close it, freeze the answers, and order the PDF; when it is made it is laid at `place`, a
    destination and its own key, or only kept here. `at` is given for an earlier enquiry."""
    fresh = locked(enquiry)
    ENQUIRY.check(fresh, "compile", by)
    if fresh.status == EnquiryStatus.OPEN:
        fresh = close_enquiry(fresh, by=by, at=at)
    frozen = snapshot(fresh, at=at or timezone.now())
    if not any(row["answered"] for row in frozen["responses"]):
        raise NotAllowed(NOBODY)
    take(fresh, "compile", by)
    compilation = Compilation.objects.create(
        enquiry=fresh,
        number=fresh.compilations.count() + 1,
        snapshot=frozen,
        content_key=fingerprint(frozen),
        requested_by=by,
        destination=place[0] if place else "",
        place=place[1] if place else "",
        is_closed=is_closed,
        with_workbook=with_workbook,
    )
    enqueue(print_and_lay, str(compilation.pk))
    return compilation


@job(label="Saml svarene på en høring i et bilag", on_failure=mark_failed)
def print_and_lay(compilation_id: str) -> None:
    """Safe to run again: what is made is left alone, and it is laid once."""
    compilation = build(Compilation.objects.select_related("requested_by").get(pk=compilation_id))
    if compilation.state == PrintState.DONE and compilation.destination:
        complete(compilation)


@transaction.atomic
def complete(compilation: Compilation) -> Compilation:
    """Lay the finished files where they were asked to be; a refusal is said on the page."""
    fresh = Compilation.objects.select_for_update(of=("self",)).select_related(
        "file", "workbook", "requested_by"
    ).get(pk=compilation.pk)  # fmt: skip
    entry = destination(fresh.destination)
    if fresh.placed_at is not None or entry is None or fresh.file is None:
        return fresh
    title = f"Svar: {fresh.snapshot['enquiry']['title']}"
    files = [(title, fresh.file)]
    if fresh.with_workbook and fresh.workbook:
        files.append((f"{title} (regneark)", fresh.workbook))
    try:
        with transaction.atomic():
            laid = entry.lay(fresh.place, files, fresh.is_closed, fresh.requested_by)
    except NotAllowed as refused:
        fresh.problem = refused.message[:300]
        fresh.save(update_fields=["problem"])
        return fresh
    fresh.placed_at, fresh.problem = timezone.now(), ""
    fresh.placed_label, fresh.placed_url = laid.label[:300], laid.url
    fresh.save()
    return fresh


@transaction.atomic
def lay_again(
    compilation: Compilation,
    *,
    place: tuple[str, str],
    by: Person,
    is_closed: bool = False,
    with_workbook: bool = False,
) -> Compilation:
    """Lay a finished compilation somewhere, when it could not be laid, or was not to be."""
    fresh = Compilation.objects.select_for_update(of=("self",)).get(pk=compilation.pk)
    if not ENQUIRY.get("compile").allowed(by, fresh):
        raise NotAllowed("Svar kan kun lægges på en dagsorden af sekretariatet.")
    fresh.destination, fresh.place = place
    fresh.is_closed, fresh.with_workbook = is_closed, with_workbook
    fresh.requested_by, fresh.placed_at = by, None
    fresh.save()
    return complete(fresh) if fresh.state == PrintState.DONE else fresh


@transaction.atomic
def try_again(compilation: Compilation, *, by: Person) -> None:
    """Order the PDF once more, when it could not be made."""
    if not ENQUIRY.get("compile").allowed(by, compilation):
        raise NotAllowed("Svarene samles af sekretariatet.")
    enqueue(print_and_lay, str(compilation.pk))
