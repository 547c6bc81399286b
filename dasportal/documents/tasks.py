"""Jobs on stored files: reading their text, and turning office documents into PDF."""

from __future__ import annotations

from django_tasks import task

from . import conversion
from .models import StoredFile


@task()
def read_text(file_id: str) -> None:
    """Reads the text of a file's PDF for search. A PDF that cannot be read has none."""
    stored = StoredFile.objects.select_related("pdf").get(pk=file_id)
    if stored.pdf:
        text = conversion.text_of(stored.pdf)
        StoredFile.objects.filter(sha256__in=[stored.sha256, stored.pdf.sha256]).update(text=text)


@task()
def convert(file_id: str) -> None:
    """Makes the PDF of an office document, or says on the file why it could not be made."""
    conversion.convert(StoredFile.objects.get(pk=file_id))
