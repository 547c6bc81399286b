"""Background work of the tariff year."""

from __future__ import annotations

from dasportal.worker.jobs import job

from .models import SubmissionVersion
from .receipts import receipt_of


@job(label="Lav kvittering for indsendte takster")
def make_receipt(version_id: int) -> None:
    """Make it ahead of the one who asks for it. Safe to repeat."""
    receipt_of(SubmissionVersion.objects.get(pk=version_id))
