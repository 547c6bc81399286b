"""What stands on the paper, and what must never stand there."""

from __future__ import annotations

import copy
import io
import subprocess
from pathlib import Path
from typing import Any

import outloud
import pikepdf
import pytest

from dasportal.documents.press import Bundle, Store, press
from meetings import pdf
from meetings.snapshot import closed_stub, for_public, for_reader
from tests.bench.minutes import snapshot

SECRET = "Hemmeligheden"


@pytest.fixture
def values() -> dict[str, Any]:
    """Minutes of four items, the first with all that an item can have."""
    made = snapshot()
    made["items"] = made["items"][:4]
    first = made["items"][0]
    first.update(
        title="De tre principper",
        summary="<p>Resuméets tekst.</p>",
        background="<p>Baggrundens tekst.</p>",
        presentation="<p>Sagens tekst.</p>",
        presenter="Karin Holm",
        guests=[{"name": "Ib Strand", "organisation": "Socialtilsyn Nord"}],
        statements=[
            {"body": "Forretningsudvalget", "html": "<p>FU anbefaler.</p>", "source": "FU"}
        ],
        recommendations=[{"text": "drøfter status", "verb": "discuss", "outcome": "approved"}],
        attachments=[bilag("1.1", "Tidsplan", "tid")],
        notes=[{"date": "2025-11-20", "text": "Tallet er rettet.", "by": "Mette Sand"}],
    )
    first["decision"].update(
        html="<p>Status blev drøftet.</p>",
        outcome="approved",
        outcome_label="Godkendt",
        positions=[{"party": "Læsø", "stance_label": "Forbehold", "words": "Ingen borgere."}],
        follow_ups=[{"what": "Plan med datoer", "owner": "Sekretariatet", "due": "2025-11-17"}],
    )
    return made


def bilag(number: str, title: str, file: str = "", **more: Any) -> dict[str, Any]:
    return {
        "id": number, "number": number, "title": title, "closed": False, "published": True,
        "late": False, "with_minutes": False, "version": 1, "file": file,
        "file_name": "fil.pdf" if file else "", "sha256": "", "minutes_of": None, "text": "",
    } | more  # fmt: skip


def report() -> bytes:
    out = pikepdf.new()
    out.add_blank_page(page_size=(595, 842))
    stream = io.BytesIO()
    out.save(stream)
    return stream.getvalue()


def edition(**options: Any) -> pdf.Edition:
    return pdf.Edition(**{"read": lambda file: report(), **options})


def printed(bundle: Bundle, folder: Path) -> tuple[Path, str]:
    target = folder / "ud.pdf"
    press(bundle, target, Store(folder / "parts"))
    text = subprocess.run(
        ["pdftotext", "-layout", target, "-"], check=True, capture_output=True, text=True
    )
    return target, " ".join(text.stdout.split())


def in_order(text: str, *pieces: str) -> bool:
    places = [text.find(piece) for piece in pieces]
    return -1 not in places and places == sorted(places)


def test_minutes_read_from_front_to_follow_up(values: dict[str, Any], tmp_path: Path) -> None:
    _, text = printed(pdf.minutes(values, edition(status="udkast")), tmp_path)
    assert in_order(
        text, "Referat", "Den Administrative Styregruppe", "2. oktober 2025",
        "Torsdag kl. 9.00–12.00", "Indhold", "De tre principper", "Deltagere", "Afbud",
    )  # fmt: skip
    item = text[text.index("Fremlægges af Karin Holm") :]
    assert in_order(
        item, "Resumé", "Resuméets tekst.", "Baggrund", "Baggrundens tekst.",
        "Sagsfremstilling", "Sagens tekst.", "Forretningsudvalget", "FU anbefaler.",
        "Indstilling", "Det indstilles, at Den Administrative Styregruppe", "1. drøfter status",
        "Ib Strand, Socialtilsyn Nord", "Bilag 1.1", "Tidsplan",
        "Beslutning", "Status blev drøftet.", "Læsø forbehold: Ingen borgere.",
        "Plan med datoer (Sekretariatet, senest 17. november 2025)",
        "Red.: Tallet er rettet. (20. november 2025, Mette Sand)",
        "Opfølgning på mødet",
    )  # fmt: skip


def test_outcome_is_printed_only_when_chosen(values: dict[str, Any], tmp_path: Path) -> None:
    assert "Godkendt" not in printed(pdf.minutes(values, edition()), tmp_path)[1]
    values["items"][0]["decision"]["print_outcome"] = True
    assert "Godkendt" in printed(pdf.minutes(values, edition()), tmp_path)[1]


def test_empty_sections_print_nothing(values: dict[str, Any], tmp_path: Path) -> None:
    for key in ("guests", "statements", "recommendations", "attachments", "notes"):
        values["items"][0][key] = []
    for key in ("summary", "background"):
        values["items"][0][key] = ""
    values["items"][0]["decision"] = None
    values["items"] = values["items"][:1]
    _, text = printed(pdf.minutes(values, edition()), tmp_path)
    for heading in ("Resumé", "Baggrund", "Indstilling", "Beslutning", "Gæster", "Red.", "Opfølg"):
        assert heading not in text


def test_without_bilag_their_pages_are_left_out_but_not_their_titles(
    values: dict[str, Any], tmp_path: Path
) -> None:
    path, text = printed(pdf.minutes(values, edition(with_attachments=False)), tmp_path)
    assert "Tidsplan" in text and "1, ikke vedlagt" in text
    assert "Bilag til punkt 1" not in text
    result = outloud.check(str(path))
    assert [f.rule_id for f in result.findings if f.severity == "error"] == []


def test_cover_of_a_bilag_gives_number_and_title_in_capitals(
    values: dict[str, Any], tmp_path: Path
) -> None:
    _, text = printed(pdf.agenda(values, edition()), tmp_path)
    assert "Bilag 1.1 TIDSPLAN Bilag til punkt 1: De tre principper" in text


def with_closed(values: dict[str, Any]) -> dict[str, Any]:
    """The minutes with a closed item, a closed sub-item and a closed bilag, all naming a secret."""
    second, third = values["items"][1], values["items"][2]
    second.update(
        open=False, title=SECRET, summary=f"<p>{SECRET}</p>", presenter=SECRET,
        attachments=[bilag("2.1", SECRET, "x"), bilag("2.2", SECRET, "x")],
        case_number=SECRET, late=True, late_reason=SECRET,
    )  # fmt: skip
    second["decision"]["follow_ups"] = [{"what": SECRET, "owner": SECRET, "due": ""}]
    child = copy.deepcopy(second)
    child.update(number="3.1", id="barn")
    third["children"] = [child]
    third["attachments"] = [bilag("3.1", SECRET, "x", closed=True)]
    return values


@pytest.mark.parametrize(
    "reduce", [for_public, lambda snapshot: for_reader(snapshot, closed=False)]
)
def test_closed_item_is_its_number_and_nothing_else_anywhere_in_the_file(
    values: dict[str, Any], tmp_path: Path, reduce: Any
) -> None:
    reduced = reduce(with_closed(values))
    path, text = printed(pdf.minutes(reduced, edition(public=True)), tmp_path)
    assert SECRET not in text and SECRET.upper() not in text
    with pikepdf.open(path) as file:
        for thing in file.objects:
            assert SECRET not in repr(thing)
        with file.open_outline() as outline:
            assert [line.title for line in outline.root][1] == "2 Lukket punkt"
            assert outline.root[1].children == []
            first, second = (line.destination[0].objgen for line in outline.root[1:3])
        numbers = {page.obj.objgen: n for n, page in enumerate(file.pages)}
        assert numbers[second] - numbers[first] == 1
    assert "3.1 Lukket punkt" in text


def test_closed_item_of_any_length_gives_the_same_page(tmp_path: Path) -> None:
    short = {**snapshot(), "items": [closed_stub("1")]}
    a = pdf.agenda(short, edition()).entries[0]
    assert a.html == pdf.agenda(short, edition()).entries[0].html
    assert a.appendices == () and a.title == "Lukket punkt"


def test_public_edition_leaves_out_unpublished_bilag(
    values: dict[str, Any], tmp_path: Path
) -> None:
    values["items"][0]["attachments"].append(bilag("1.2", SECRET, "x", published=False))
    _, text = printed(pdf.minutes(for_public(values), edition(public=True)), tmp_path)
    assert "Tidsplan" in text and SECRET not in text
    assert "Offentlig udgave" in text or "offentlig udgave" in text


def test_one_item_alone_has_its_bilag_and_no_front(values: dict[str, Any], tmp_path: Path) -> None:
    path, text = printed(pdf.item(values, values["items"][0]["id"], edition()), tmp_path)
    assert "Indhold" not in text and values["items"][1]["title"] not in text
    assert "Side 1 af" in text
    with pikepdf.open(path) as file:
        assert str(file.docinfo["/Title"]).startswith("Punkt 1: De tre principper.")


def test_delta_lists_what_is_new_and_prints_only_that(
    values: dict[str, Any], tmp_path: Path
) -> None:
    rows = [
        {"kind": "meeting", "number": "", "id": "", "title": "Mødet", "closed": "",
         "what": "Sted: Aalborg → Hjørring"},
        {"kind": "attachment_new", "number": "1", "id": values["items"][0]["id"],
         "title": "De tre principper", "closed": "", "what": "Eftersendt bilag: Tidsplan"},
    ]  # fmt: skip
    _, text = printed(pdf.delta(values, rows, edition()), tmp_path)
    assert in_order(
        text, "Ændringer til dagsordenen", "Hvad der er nyt", "Sted: Aalborg → Hjørring"
    )
    assert "Eftersendt bilag: Tidsplan" in text and "Bilag til punkt 1" in text
    assert values["items"][3]["title"] not in text


def test_earlier_minutes_are_printed_as_a_bilag_without_their_own(
    values: dict[str, Any], tmp_path: Path
) -> None:
    earlier = copy.deepcopy(values)
    earlier["meeting"]["date"] = "2025-05-22"
    earlier["items"][0]["presentation"] = "<p>Fra det forrige møde.</p>"
    row = values["items"][1]
    row["attachments"] = [bilag("2.1", "Referat, 22. maj 2025", minutes_of=7)]
    bundle = pdf.agenda(values, edition(minutes_of={7: earlier}.get))
    text = printed(bundle, tmp_path)[1]
    behind = text[text.index("REFERAT, 22. MAJ 2025") :]
    assert in_order(behind, "Referat: DAS Social, 22. maj 2025", "Fra det forrige møde.")
    assert text.count("Bilag til punkt 1: De tre principper") == 1


def test_text_from_the_archive_is_printed_as_the_bilag(
    values: dict[str, Any], tmp_path: Path
) -> None:
    values["items"][0]["attachments"] = [bilag("1.1", "Gammelt", text="Første linje\n\nAnden <b>")]
    _, text = printed(pdf.minutes(values, edition()), tmp_path)
    assert "Første linje Anden <b>" in text


def test_item_pages_do_not_depend_on_the_version(values: dict[str, Any]) -> None:
    later = {**copy.deepcopy(values), "version": 2}
    one, two = pdf.agenda(values, edition()), pdf.agenda(later, edition(status="udsendt"))
    assert [entry.html for entry in one.entries] == [entry.html for entry in two.entries]


def test_markup_in_plain_fields_is_printed_as_typed(values: dict[str, Any], tmp_path: Path) -> None:
    values["items"][0]["title"] = "Sag <script>alert(1)</script> & mere"
    _, text = printed(pdf.minutes(values, edition()), tmp_path)
    assert "Sag <script>alert(1)</script> & mere" in text
