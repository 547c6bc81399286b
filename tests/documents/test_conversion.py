"""LibreOffice itself makes the PDF, where it is installed; and what is said where it is not."""

import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from dasportal.documents import conversion, office, sandbox, tasks
from dasportal.documents.files import store
from dasportal.documents.models import Conversion, StoredFile
from tests.documents import samples

pytestmark = pytest.mark.django_db
needs_office = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice er ikke installeret"
)


def converted(content: bytes, name: str) -> StoredFile:
    return conversion.convert(store(content, name=name, by=None))


def words(stored: StoredFile) -> str:
    return " ".join(stored.text.split())


@needs_office
@pytest.mark.parametrize(
    ("content", "name", "text"),
    [
        (samples.docx("Blåbærgrød på Læsø"), "a.docx", "Blåbærgrød på Læsø"),
        (samples.xlsx([["Tilbud", "Takst"], ["Vænget", 2322]]), "a.xlsx", "Vænget 2322"),
        (samples.odt(), "a.odt", "Referat"),
        ("Én linje\nto".encode(), "a.txt", "Én linje to"),
        ("Tilbud;Takst\nVænget;2.322\n".encode(), "a.csv", "Vænget 2.322"),
        ("Blåbær".encode("cp1252"), "a.txt", "Blåbær"),
        ("Blåbær".encode("utf-16"), "a.txt", "Blåbær"),
        (rb"{\rtf1\ansi Hej RTF}", "a.rtf", "Hej RTF"),
    ],
    ids=["docx", "xlsx", "odt", "txt", "csv", "txt-windows", "txt-utf16", "rtf"],
)
def test_office_documents_become_pdf(content: bytes, name: str, text: str) -> None:
    stored = converted(content, name)
    assert stored.conversion == Conversion.DONE, stored.conversion_message
    assert text in words(stored)
    assert stored.pdf is not None
    assert (stored.pdf.name, stored.pdf.media_type) == ("a.pdf", "application/pdf")
    assert stored.pages == stored.pdf.pages == 1
    assert stored.pdf.text == stored.text
    with pikepdf.open(stored.pdf.on_disk) as pdf:
        assert pdf.Root.MarkInfo.Marked  # tagged, so that the bundle can be


@needs_office
def test_the_same_bytes_are_converted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = converted(samples.docx(), "a.docx")
    monkeypatch.setattr(office, "make_pdf", None)
    second = store(samples.docx(), name="b.docx", by=None)
    assert (second.conversion, second.pdf) == (Conversion.DONE, first.pdf)
    waiting = StoredFile.objects.create(
        name="c.docx", media_type=first.media_type, size=1, sha256=first.sha256, path=first.path,
        conversion=Conversion.PENDING,
    )  # fmt: skip
    assert conversion.convert(waiting).pdf == first.pdf


@needs_office
def test_converting_again_changes_nothing() -> None:
    stored = converted(samples.docx(), "a.docx")
    tasks.convert.func(str(stored.pk))
    assert StoredFile.objects.get(pk=stored.pk).pdf == stored.pdf
    assert StoredFile.objects.count() == 2


SECRET = "KODEORD-1234"


@needs_office
@pytest.mark.parametrize("place", ["var", "elsewhere"])
def test_a_document_cannot_read_the_servers_files(
    place: str, settings: Any, tmp_path: Path
) -> None:
    """By a linked section, an included text, a linked image and a linked sheet."""
    secret = Path(settings.MEDIA_ROOT) / "secret.txt" if place == "var" else tmp_path / "secret.txt"
    secret.parent.mkdir(parents=True, exist_ok=True)
    secret.write_text(SECRET)
    field = (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT '
        f'"{secret}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    word = samples.DOCUMENT.format(text="Hej").replace("<w:body>", f"<w:body>{field}")
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    section = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{space}office:1.0" '
        f'xmlns:text="{space}text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'office:version="1.2"><office:body><office:text><text:p>Hej</text:p>'
        f'<text:section text:name="S"><text:section-source xlink:href="file://{secret}" '
        'text:filter-name="Text"/><text:p/></text:section></office:text></office:body>'
        "</office:document-content>"
    )
    formula = [[f'=WEBSERVICE("file://{secret}")', f"='file://{secret}'#$Sheet1.A1"], ["Hej"]]
    for content, name in (
        (samples.docx_with({"word/document.xml": word}), "a.docx"),
        (samples.odt(**{"content.xml": section}), "a.odt"),
        (samples.xlsx(formula), "a.xlsx"),
    ):
        stored = converted(content, name)
        assert SECRET not in stored.text, name
        assert stored.conversion == Conversion.FAILED or "Hej" in stored.text, name


@needs_office
def test_links_out_of_a_document_are_cut_before_it_is_opened(tmp_path: Path) -> None:
    part = "word/_rels/document.xml.rels"
    links = samples.RELATIONS.format(
        links=f'<Relationship Id="r1" Type="{samples.OFFICE}/attachedTemplate" TargetMode="External" Target="http://example.dk/x.dotm"/>'
        f'<Relationship Id="r2" Type="{samples.OFFICE}/hyperlink" TargetMode="External" Target="https://example.dk/"/>'
    )
    source, copy = tmp_path / "a.docx", tmp_path / "b.docx"
    source.write_bytes(samples.docx_with({part: links}))
    office.copy_without_links(source, copy)
    import zipfile

    with zipfile.ZipFile(copy) as archive:
        kept = archive.read(part).decode()
        assert (
            archive.read("word/document.xml")
            == samples.DOCUMENT.format(text="Sagsfremstilling").encode()
        )
    assert "x.dotm" not in kept
    assert "https://example.dk/" in kept


def test_without_libreoffice_the_file_is_kept_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    stored = converted(samples.docx(), "a.docx")
    assert stored.conversion == Conversion.UNAVAILABLE
    assert "LibreOffice" in stored.conversion_message
    assert stored.on_disk.exists()


def test_a_document_that_takes_too_long_fails_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A LibreOffice that never answers, and that starts another one."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 600 &\nsleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(sandbox, "ENVIRONMENT", {"PATH": f"{tmp_path}:/usr/bin:/bin"})
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(office, "SECONDS", 1)
    monkeypatch.setattr(office, "HOME", Path("~"))
    stored = converted(samples.docx(), "a.docx")
    assert (stored.conversion, stored.conversion_message) == (Conversion.FAILED, conversion.FAILED)
    assert stored.on_disk.exists()


def test_a_job_that_could_not_finish_is_shown_on_the_file() -> None:
    stored = store(samples.docx(), name="a.docx", by=None)
    tasks.give_up(str(stored.pk))
    stored.refresh_from_db()
    assert (stored.conversion, stored.conversion_message) == (Conversion.FAILED, conversion.FAILED)


def test_the_text_of_a_pdf_is_read_by_a_job() -> None:
    stored = store(samples.text_pdf("Blåbær", "og fløde"), name="a.pdf", by=None)
    tasks.read_text.func(str(stored.pk))
    stored.refresh_from_db()
    assert words(stored) == "Blåbær og fløde"
    assert store(samples.text_pdf("Blåbær", "og fløde"), name="b.pdf", by=None).text == stored.text
