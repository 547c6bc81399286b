"""What a file claims of itself, and that the claims hold."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import outloud
import pikepdf
from pikepdf import Name

from dasportal.documents.press import Bundle, Store, press

Make = Callable[..., Bundle]


def complaints(path: Path) -> list[str]:
    """The errors that outloud finds."""
    result = outloud.check(str(path))
    assert not result.error
    return [f"{f.rule_id} {f.message}" for f in result.findings if f.severity == "error"]


def test_file_is_titled_danish_and_labelled(bundle: Make, store: Store, tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    moment = datetime(2025, 7, 1, 10, tzinfo=UTC)
    press(bundle(("1", "Sag", []), made_at=moment), target, store)
    with pikepdf.open(target) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Dagsorden: DAS Social, 2. oktober 2025"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20250701120000+02'00'"
        assert str(pdf.Root.Lang) == "da-DK"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.pages[1].label == "2"
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "Dagsorden: DAS Social, 2. oktober 2025"
            assert xmp["xmp:CreateDate"] == "2025-07-01T12:00:00+02:00"


def claims(path: Path) -> tuple[str | None, str | None, bool]:
    with pikepdf.open(path) as pdf, pdf.open_metadata() as xmp:
        return (
            xmp.get("pdfuaid:part"),
            xmp.get("pdfaid:part"),
            Name.OutputIntents in pdf.Root,
        )


def test_own_pages_claim_accessibility_and_an_accessibility_checker_agrees(
    bundle: Make, store: Store, tmp_path: Path
) -> None:
    target = tmp_path / "b.pdf"
    result = press(bundle(("1", "Sag", []), ("2", "Anden sag", [])), target, store)
    assert result.accessible and not result.archival
    assert claims(target) == ("1", None, False)
    assert complaints(target) == []


def test_archival_file_claims_both_standards(bundle: Make, store: Store, tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    result = press(bundle(("1", "Sag", []), archival=True), target, store)
    assert result.archival
    assert claims(target) == ("1", "3", True)
    with pikepdf.open(target) as pdf, pdf.open_metadata() as xmp:
        assert xmp.pdfa_status == "3A"
        assert pdf.Root.OutputIntents[0].S == Name.GTS_PDFA1
        assert pdf.trailer.ID is not None
    assert complaints(target) == []


def test_file_with_foreign_pages_claims_nothing(
    bundle: Make, store: Store, tmp_path: Path, foreign: Callable[..., bytes]
) -> None:
    target = tmp_path / "b.pdf"
    plan = bundle(("1", "Sag", [("Bilaget", foreign())]), archival=True)
    result = press(plan, target, store)
    assert not result.accessible and not result.archival
    assert claims(target) == (None, None, False)


def test_bilag_that_cannot_be_printed_leaves_the_claims(
    bundle: Make, store: Store, tmp_path: Path
) -> None:
    target = tmp_path / "b.pdf"
    result = press(bundle(("1", "Sag", [("Bilaget", b"%PDF sludder")])), target, store)
    assert result.accessible
    assert complaints(target) == []


def test_everything_embedded_is_a_font_with_letters_to_copy(
    bundle: Make, store: Store, tmp_path: Path
) -> None:
    target = tmp_path / "b.pdf"
    press(bundle(("1", "Sag", [])), target, store)
    with pikepdf.open(target) as pdf:
        fonts = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get(Name.Subtype) == Name.Type0
        ]
        assert fonts
        for font in fonts:
            assert Name.ToUnicode in font
            assert Name.FontFile2 in font.DescendantFonts[0].FontDescriptor
