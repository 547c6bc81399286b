"""One's notes on paper: whole, one's own, and kept nowhere."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from django.urls import reverse

from dasportal.documents import press
from dasportal.documents.models import StoredFile
from tests.meetings.notes.conftest import note

pytestmark = pytest.mark.skipif(not press.available(), reason="PDF'er er slået fra")


def words(content: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.mark.parametrize("name", ["notes:pdf", "notes:meeting_pdf"])
def test_paper_holds_ones_own_notes_and_lies_nowhere(client, item, member, office, name):
    note(item, member, "Spørg til tallene")
    note(item, office, "Sekretærens egen")
    client.force_login(member)
    args = [item.meeting_id] if name == "notes:meeting_pdf" else []
    response = client.get(reverse(name, args=args))
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    said = words(response.content)
    assert "Spørg til tallene" in said and "Takstbilag 2027" in said
    assert "Sekretærens egen" not in said
    assert not StoredFile.objects.exists()
    left = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert left == []


def test_without_notes_there_is_no_paper(client, item, member):
    client.force_login(member)
    response = client.get(reverse("notes:pdf"), follow=True)
    assert "Du har ingen noter at lave en PDF af." in response.content.decode()
