"""The takstbilag as a file: its pages, its tags, and how little is laid anew."""

from __future__ import annotations

import copy
import subprocess
from pathlib import Path

import outloud
import pikepdf
import pytest
from django.conf import settings

from dasportal.documents.press import Store, press
from tariffs.appendix import AppendixParty, above_threshold, by_basis, lines_of, sums
from tariffs.pdf import LINES_IN_A_PART, tariff_appendix
from tests.tariffs.appendix_values import aalborg, made_up, snapshot

REVISED = Path(settings.BASE_DIR).parent / "shared" / "data" / "aalborg_2023_revised.csv"


def text_of(path: Path, *pages: int) -> str:
    words = ["-f", str(pages[0]), "-l", str(pages[-1])] if pages else []
    done = subprocess.run(
        ["pdftotext", "-layout", *words, path, "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def real() -> AppendixParty:
    if not REVISED.exists():
        pytest.skip("../shared er her ikke")
    return aalborg(REVISED)


def test_real_lines_come_to_the_sums_they_were_discussed_by(real: AppendixParty) -> None:
    made = sums(lines_of([real]), "5.0")
    assert (made["lines"], made["rising"], made["falling"]) == (128, 31, 95)
    assert sum(line["budget"] is not None for line in lines_of([real])) == 22


def test_real_takstbilag_prints_every_line(real: AppendixParty, tmp_path: Path) -> None:
    path = tmp_path / "takstbilag.pdf"
    result = press(tariff_appendix(snapshot([real], year=2023)), path, Store(tmp_path / "parts"))
    assert result.accessible and result.archival and not result.problems
    text = text_of(path)
    assert "Botilbud Studievej 7 (tidl. Viften Nørresundby)" in text
    assert text.count("ABL § 105") == 96 + 1  # each line, and the summary
    assert "50.151.733" in text and "−15,20" in text
    findings = outloud.check(str(path)).findings
    assert [found for found in findings if found.severity == "error"] == []
    assert subprocess.run(["qpdf", "--check", path], capture_output=True).returncode == 0


def test_changes_to_discuss_stand_with_their_explanation(
    real: AppendixParty, tmp_path: Path
) -> None:
    path = tmp_path / "takstbilag.pdf"
    press(tariff_appendix(snapshot([real], year=2023)), path, Store(tmp_path / "parts"))
    text = text_of(path)
    told = text[text.index("Ændringer over 5 %, til drøftelse") : text.rindex("Forklaringer")]
    assert told.count("(note ") == 4 and told.count("Ikke forklaret.") == 1
    assert "−5,02 %" in told and "Gennem Bakkerne 23 B" in told


def test_pages_lie_down_and_repeat_their_header(tmp_path: Path) -> None:
    path = tmp_path / "takstbilag.pdf"
    result = press(tariff_appendix(made_up(150)), path, Store(tmp_path / "parts"))
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            _, _, width, height = (float(side) for side in page.mediabox)
            assert width > height
    for number in range(5, result.pages + 1):
        assert f"Side {number} af {result.pages}" in text_of(path, number)
        text = text_of(path, number)
        assert "Takst 2027" in text or "Døgn" not in text


def test_contents_name_each_driftsherre_once_though_it_has_many_parts(tmp_path: Path) -> None:
    path = tmp_path / "takstbilag.pdf"
    values = made_up(4 * LINES_IN_A_PART)
    press(tariff_appendix(values), path, Store(tmp_path / "parts"))
    contents = text_of(path, 2)
    assert [contents.count(party["name"]) for party in values["parties"]] == [1] * 12
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root][-12:] == [
            party["name"] for party in values["parties"]
        ]


def test_a_changed_line_lays_its_own_part_and_the_summary_anew(tmp_path: Path) -> None:
    store, path = Store(tmp_path / "parts"), tmp_path / "takstbilag.pdf"
    values = made_up(4 * LINES_IN_A_PART)
    press(tariff_appendix(values), path, store)
    changed = copy.deepcopy(values)
    changed["parties"][3]["offers"][0]["lines"][0]["tariff"] = "9999"
    result = press(tariff_appendix(changed), path, store)
    assert result.parts_made == 1
    assert "9.999" in text_of(path)


def test_a_driftsherre_without_a_report_is_named_as_missing(tmp_path: Path) -> None:
    values = made_up(60)
    values["parties"][4].update(missing=True, offers=[], explanations=[])
    path = tmp_path / "takstbilag.pdf"
    press(tariff_appendix(values), path, Store(tmp_path / "parts"))
    assert "Læsø har ikke afleveret takster for 2027" in " ".join(text_of(path, 3).split())
    assert "Læsø" not in text_of(path, 2)  # the contents: it has no page


@pytest.mark.parametrize(
    ("real_pct", "loud"), [("5.00", False), ("5.01", True), ("-5.01", True), (None, False)]
)
def test_a_move_of_more_than_the_threshold_is_told_both_ways(
    real_pct: str | None, loud: bool
) -> None:
    line = made_up(20)["parties"][0]["offers"][0]["lines"][0]
    line["real_pct"] = real_pct
    assert above_threshold(line, "5.0") is loud


def test_legal_bases_stand_in_the_order_of_the_law() -> None:
    values = made_up(400)
    lines = list(lines_of(values["parties"]))
    lines[0]["legal_basis"], lines[1]["legal_basis"] = "SEL § 32", ""
    assert list(by_basis(values["parties"])) == [
        "ABL § 105", "Barnets lov § 43", "SEL § 32", "SEL § 103", "SEL § 104", "SEL § 107",
        "SEL § 108", "Uden lovgrundlag",
    ]  # fmt: skip
