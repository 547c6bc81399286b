"""Revisorpåtegninger: laid in and taken out while the submission is being written."""

from __future__ import annotations

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import StoredFile

from ..models import AskedField, AuditorStatement, Submission
from .table import is_for_party, open_for_writing


@transaction.atomic
def add_statement(submission: Submission, *, file: StoredFile, by: Person) -> AuditorStatement:
    """A file that `documents` has taken in."""
    fresh = open_for_writing(submission, by)
    if AskedField.AUDIT not in fresh.year.asked_fields:
        raise NotAllowed(f"Der spørges ikke om revisorpåtegning i {fresh.year.year}.")
    return AuditorStatement.objects.create(
        submission=fresh, file=file, added_by=by, on_behalf=is_for_party(fresh, by)
    )


@transaction.atomic
def remove_statement(statement: AuditorStatement, *, by: Person) -> None:
    open_for_writing(statement.submission, by)
    statement.delete()
