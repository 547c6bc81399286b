import pytest

from dasportal.documents.names import safe_name

PDF = ("pdf",)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Takstbilag 2026.pdf", "Takstbilag 2026.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\Windows\\notat.pdf", "notat.pdf"),
        ("C:\\Brugere\\anna\\notat.PDF", "notat.pdf"),
        ("/", "fil.pdf"),
        ("", "fil.pdf"),
        ("...", "fil.pdf"),
        ("faktura.exe", "faktura.pdf"),
        ("notat.docx", "notat.pdf"),
        ("Møde d. 2.okt", "Møde d. 2.okt.pdf"),
        ("linje\nskift\x00.pdf", "linje skift.pdf"),
        ("fdp\u202egpj.pdf", "fdp gpj.pdf"),
        ("A\u030aben.pdf", "Åben.pdf"),
        ('a<b>:"c|d?*.pdf', "a-b-c-d-.pdf"),
        ("con.pdf", "con-fil.pdf"),
        ("mange    mellemrum .pdf", "mange mellemrum.pdf"),
        (".htaccess", "htaccess.pdf"),
    ],
)
def test_name_is_made_safe(given: str, kept: str) -> None:
    assert safe_name(given, PDF) == kept


def test_a_kinds_other_extension_is_kept() -> None:
    assert safe_name("foto.JPEG", ("jpg", "jpeg")) == "foto.jpeg"


def test_a_long_name_is_cut_but_keeps_its_extension() -> None:
    name = safe_name("x" * 500 + ".pdf", PDF)
    assert len(name) == 150
    assert name.endswith("x.pdf")
