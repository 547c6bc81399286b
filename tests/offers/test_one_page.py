"""One page per offer, whatever its people wrote; and nothing that they wrote is lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pikepdf
import pytest

from dasportal.documents.charts import Series, line_chart
from dasportal.documents.press import Store, press
from offers.fitting import LEAST, fitted, whole
from offers.pdf import status_bundle
from offers.status import for_showing

PARTIES = (
    "Aalborg", "Brønderslev", "Frederikshavn", "Hjørring", "Jammerbugt", "Læsø", "Mariagerfjord",
    "Morsø", "Rebild", "Region Nordjylland", "Thisted", "Vesthimmerlands",
)  # fmt: skip
YEARS = [str(year) for year in range(2018, 2026)]


def said(heading: str, by: str, words: int) -> dict[str, Any]:
    body = " ".join(f"ord{number}" for number in range(words))
    return {"heading": heading, "by": by, "body": body}


def table(title: str, headings: list[str], names: list[str]) -> dict[str, Any]:
    columns = [{"heading": head, "number": bool(place)} for place, head in enumerate(headings)]
    rows = [[name, *["−3.400.000"] * (len(headings) - 1)] for name in names]
    return {"title": title, "note": "", "columns": columns, "rows": rows}


def part(heading: str, **more: Any) -> dict[str, Any]:
    return {"heading": heading, "empty": "", "facts": [], "texts": [], "tables": [], "charts": [],
            **more}  # fmt: skip


def drawn(title: str) -> dict[str, Any]:
    made = line_chart(YEARS, [Series(title, [Decimal(n) for n in range(8)])], title=title,
                      width=480, height=220)  # fmt: skip
    return {"title": made.title, "unit": made.unit, "svg": str(made.svg),
            "headings": list(made.headings), "rows": [list(row) for row in made.rows]}  # fmt: skip


def offer(*, words: int, signals: int = 6, referrals: int = 12) -> dict[str, Any]:
    """The most that an offer can have but for words, which are as many as are asked for."""
    heads = [
        "Tid",
        "Pladser",
        "I brug",
        "Belægning",
        "Venteliste",
        "Købere",
        "Resultat",
        "Forventet",
    ]
    months = [
        "År",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Maj",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Okt",
        "Nov",
        "Dec",
    ]
    figures = [f"Tal {number}" for number in range(11)]
    parts = [
        part("Tal over tid og signaler", charts=[drawn("Belægning"), drawn("Resultat")],
             tables=[table("Tal over tid", heads, YEARS[-6:])],
             texts=[said("Signal", "", 22) for _ in range(signals)]),
        part("Driftsherrens årsrapport",
             facts=[{"label": "Indsendt", "text": "1. marts 2025", "note": ""}],
             tables=[table("Årets tal", ["Tal", "2024", "2025"], figures),
                     table("Belægning måned for måned, pct.", months, ["2025"]),
                     *([table("Visitationer", ["Part", "Antal"], list(PARTIES[:referrals]))]
                       if referrals else [])],
             texts=[said(f"Om {number}", "Region Nordjylland", words) for number in range(5)]),
        part("Købernes svar",
             tables=[table("Brug", ["Part", "2024", "Nu", "2026"], [*PARTIES, "I alt"])],
             texts=[said("Ønske", party, words) for party in PARTIES]),
        part("Høring", texts=[said("Høringssvar", party, words) for party in PARTIES]),
        part("FU's anbefaling", texts=[said("Anbefaling", "", 20)]),
    ]  # fmt: skip
    return {"id": 1, "name": "Hus", "operator": "Region Nordjylland", "entered_on": "2015-01-01",
            "left_on": None, "as_new": False, "short": "", "parts": parts}  # fmt: skip


@pytest.mark.parametrize("words", [0, 3, 12, 40, 400])
@pytest.mark.parametrize(("signals", "referrals"), [(0, 0), (2, 4), (6, 12)])
def test_an_offer_takes_one_page(tmp_path, words, signals, referrals):
    made = offer(words=words, signals=signals, referrals=referrals)
    target = tmp_path / "status.pdf"
    press(status_bundle({"year": 2025, "offers": [made, {**made, "id": 2, "name": "Hjem"}]}),
          target, Store(tmp_path / "parts"))  # fmt: skip
    with pikepdf.open(target) as file, file.open_outline() as outline:
        places = {page.objgen: number for number, page in enumerate(file.pages)}
        starts = {row.title: places[row.destination[0].objgen] for row in outline.root}
    assert starts["Hjem"] - starts["Hus"] == 1
    after = min((at for at in starts.values() if at > starts["Hjem"]), default=len(places))
    assert after - starts["Hjem"] == 1


@pytest.mark.parametrize("words", [0, 3, 12, 40, 400])
def test_every_word_is_on_the_page_or_behind(words):
    parts = for_showing([offer(words=words)])[0]["parts"]
    page = fitted(parts)
    behind = {row["heading"]: row["texts"] for row in whole(parts, page)}
    for before, shown in zip(parts, page, strict=True):
        told = behind.get(before["heading"], [])
        for index, text in enumerate(before["texts"]):
            on_page = not shown["behind"] and not shown["texts"][index]["goes_on"]
            assert on_page or text in told
        if shown["behind"]:
            assert told == before["texts"]
        for text in shown["texts"]:
            assert not text["goes_on"] or len(text["shown"]) >= LEAST // 2


def test_short_texts_stand_whole_beside_a_long_one():
    """What the short ones leave is the long one's."""
    texts = [said("Kort", "", 5), said("Lang", "", 1800)]
    short, long = fitted([part("Ord", texts=texts)])[0]["texts"]
    assert not short["goes_on"] and long["goes_on"]
    assert len(long["shown"]) > 4000


def test_a_signal_is_never_cut():
    page = fitted(for_showing([offer(words=400)])[0]["parts"])
    assert all(not text["goes_on"] for text in page[0]["texts"])
    assert sum(1 for row in page if row["behind"]) >= 1
