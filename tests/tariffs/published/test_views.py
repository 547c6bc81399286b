"""The public pages of tariffs, as a stranger opens them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.register.models import NameKind, Offer
from dasportal.register.workflow import note_former_name
from tariffs.models import ValidTariff
from tariffs.workflow import Stage
from tests import factories
from tests.tariffs.conftest import line, take
from tests.tariffs.published.conftest import SECRET, WHY

pytestmark = pytest.mark.django_db
DAY = "1.5.2026"


def address(name: str, *args: Any, **query: Any) -> str:
    values = "&".join(f"{key}={value}" for key, value in ({"dato": DAY} | query).items())
    return f"{reverse(f'published:{name}', args=args)}?{values}"


def shown(client: Client, **query: Any) -> list[tuple[str, str]]:
    """The offer and service of each row of the list."""
    answer = client.get(address("list", **query))
    assert answer.status_code == 200
    return [(row.record.offer_name, row.record.service) for row in answer.context["table"].rows]


ALL = [("Værkstedet Fyret", "Dagtilbud"), ("Violen", "Botilbud"), ("Violen", "Boniveau 5")]


def test_the_list_shows_what_applies_on_the_day_by_driftsherre(client, laid):
    assert shown(client) == ALL


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"soeg": "fyret"}, ALL[:1]),
        ({"soeg": "værkstederne"}, ALL[:1]),  # another form of the word
        ({"soeg": "boniveau violen"}, ALL[2:]),
        ({"soeg": "viollen"}, ALL[1:]),  # misspelt
        ({"soeg": "hjørring"}, ALL[:1]),
        ({"soeg": SECRET}, []),
        ({"driftsherre": "851"}, ALL[1:]),
        ({"lovgrundlag": "SEL § 104"}, ALL[:1]),
        ({"maalgruppe": "Autisme"}, ALL[1:]),
        ({"enhed": "Dag"}, ALL[:1]),
        ({"fra": "1.000", "til": "3.000"}, ALL[2:]),
        ({"dato": "1.5.2025"}, [("Violen", "Botilbud")]),
        ({"dato": "1.5.2027"}, []),
        ({"sorter": "-tariff"}, [ALL[1], ALL[2], ALL[0]]),
    ],
)
def test_the_list_is_searched_narrowed_and_sorted(client, laid, query, found):
    assert shown(client, **query) == found


def test_a_former_name_finds_the_offer_and_stands_on_its_page(client, laid):
    note_former_name(laid.violen, "Kastanjebo", source="Prøve")
    assert laid.violen.other_names.get().kind == NameKind.FORMER
    assert shown(client, soeg="kastanjebo") == ALL[1:]
    assert "Kastanjebo" in client.get(address("offer", laid.violen.pk)).text


def test_what_cannot_be_read_is_said_and_the_rest_still_narrows(client, laid):
    answer = client.get(address("list", fra="mange", driftsherre="860"))
    assert "er ikke et tal" in answer.text
    assert [row.record.offer_name for row in answer.context["table"].rows] == ["Værkstedet Fyret"]
    assert "engang" in client.get(address("list", dato="engang")).text


def test_an_empty_register_says_what_will_come(client, db):
    assert "endnu ingen godkendte takster" in client.get(reverse("published:list")).text


def test_nothing_but_what_was_approved_is_told_anywhere(client, laid):
    assert ValidTariff.objects.filter(offer=laid.drafted).count() == 0
    pages = [
        address("list"), address("list", dato="1.5.2027"),
        address("compare", tilbud=laid.drafted.pk), address("compare"),
        address("offer", laid.violen.pk), address("offer", laid.violen.pk, dato="1.5.2027"),
        address("download", "csv"), address("download", "json"),
        address("offer_download", laid.violen.pk, "csv"),
        address("offer_download", laid.violen.pk, "json", dato="1.5.2027"),
    ]  # fmt: skip
    for page in pages:
        text = client.get(page).text
        assert WHY not in text, page
        assert SECRET not in text, page
        assert "5.123" not in text and "5123" not in text, page
    for name in ("offer", "sheet"):
        assert client.get(address(name, laid.drafted.pk)).status_code == 404


def test_a_tariff_corrected_from_its_first_day_is_not_among_them(client, laid):
    row = ValidTariff.objects.get(offer=laid.fyret)
    ValidTariff.objects.filter(pk=row.pk).update(valid="empty")
    assert client.get(address("offer", laid.fyret.pk)).status_code == 404
    assert shown(client) == ALL[1:]


# --- One offer ------------------------------------------------------------------------------------


def test_an_offers_page_has_its_tariffs_and_its_history(client, laid):
    answer = client.get(address("offer", laid.violen.pk))
    assert [row.service for row in answer.context["valid"]] == ["Botilbud", "Boniveau 5"]
    told = answer.context["history"]
    assert told.years == [2024, 2025, 2026]
    assert [(line.service, [str(v) for v in values]) for line, values in told.rows] == [
        ("Botilbud", ["4400.00", "4560.00", "4701.00"]),
        ("Boniveau 5", ["None", "None", "2918.00"]),
    ]
    assert 'role="img"' in answer.text and "Takst" in answer.text
    assert "Autisme, Sindslidelse" in answer.text


def test_a_correction_is_told_with_its_period(client, corrected):
    before = client.get(address("offer", corrected.violen.pk, dato="1.2.2026"))
    after = client.get(address("offer", corrected.violen.pk))
    assert str(before.context["valid"][0].tariff) == "4701.00"
    assert "4750.00" in [str(row.tariff) for row in after.context["valid"]]
    assert "01.01.2026–28.02.2026" in after.text
    line = next(row for row in after.context["history"].lines if row.service == "Botilbud")
    assert str(line.values[2026]) == "4750.00"


def test_an_offer_that_is_no_more_keeps_its_page(client, laid):
    answer = client.get(address("offer", laid.violen.pk, dato="1.5.2028"))
    assert "ingen takster, der gælder 1. maj 2028" in answer.text
    assert answer.context["history"].years == [2024, 2025, 2026]


def test_the_sheet_is_a_pdf_of_the_offer(client, laid):
    answer = client.get(address("sheet", laid.violen.pk))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "inline" in answer["Content-Disposition"]


# --- Beside each other ----------------------------------------------------------------------------


def test_offers_stand_beside_each_other(client, laid):
    query = f"{laid.violen.pk}&tilbud={laid.fyret.pk}"
    answer = client.get(address("compare", tilbud=query))
    rows = {
        label: [[str(t.tariff) for t in cell] for cell in cells]
        for label, cells in answer.context["table"].rows
    }
    assert rows == {
        "Gennemsnitstakst": [["4701.00"], ["598.00"]],
        "Boniveau 5": [["2918.00"], []],
    }
    assert [chart.title for chart in answer.context["charts"]] == [
        "Takst 2024–2026, døgn", "Takst 2026, dag",
    ]  # fmt: skip


def test_four_are_shown_of_five_and_the_reader_is_told(client, laid):
    take([line(f"Hus {n}") for n in range(5)], year=2026, stage=Stage.APPROVED)
    pks = list(Offer.objects.filter(name__startswith="Hus").values_list("pk", flat=True))
    answer = client.get(address("compare", tilbud="&tilbud=".join(map(str, pks))))
    assert len(answer.context["offers"]) == 4
    assert "Der er plads til fire tilbud" in answer.text
    assert "Læg et tilbud til" not in answer.text


@pytest.mark.parametrize(("asked", "status"), [("", 200), ("x", 404), ("99999999999999", 200)])
def test_nonsense_is_answered_calmly(client, laid, asked, status):
    assert client.get(address("compare", tilbud=asked)).status_code == status


# --- Files ----------------------------------------------------------------------------------------


def test_files_hold_what_the_list_shows(client, laid):
    text = client.get(address("download", "csv", driftsherre="851")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(row["tilbud"], row["ydelse"], row["takst"]) for row in rows] == [
        ("Violen", "Botilbud", "4701"), ("Violen", "Boniveau 5", "2918"),
    ]  # fmt: skip
    told = json.loads(client.get(address("download", "json", enhed="Dag")).content)
    assert [row["offer"] for row in told["tariffs"]] == ["Værkstedet Fyret"]
    excel = client.get(address("download", "xlsx"))
    assert excel.content.startswith(b"PK")
    assert excel["Content-Disposition"] == 'attachment; filename="takster-2026-05-01.xlsx"'


def test_an_offers_file_has_all_its_years(client, laid):
    told = json.loads(client.get(address("offer_download", laid.violen.pk, "json")).content)
    assert [row["valid_from"][:4] for row in told["tariffs"]] == ["2024", "2025", "2026", "2026"]


def test_too_many_files_are_refused_with_a_way_on(client, laid, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "tariff_file": "2/10m/ip"}
    answers = [client.get(address("download", "csv")).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert client.get(address("list")).status_code == 200
    cache.clear()


# --- Nobody is anybody ----------------------------------------------------------------------------


def test_the_pages_are_the_same_for_all_and_set_no_cookie(client, laid):
    client.force_login(factories.secretary("Sekretær"))
    for page in (address("list"), address("offer", laid.violen.pk), address("compare")):
        answer = client.get(page)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert answer["Cache-Control"] == "public, max-age=60"
        assert "Sekretær<" not in answer.text


@pytest.mark.parametrize("page", ["list", "offer", "compare"])
def test_a_page_asks_no_more_of_the_database_for_more_rows(client, laid, page):
    where = {
        "list": address("list"),
        "offer": address("offer", laid.violen.pk),
        "compare": address("compare", tilbud=f"{laid.violen.pk}&tilbud={laid.fyret.pk}"),
    }[page]

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(where).status_code == 200
        return len(found)

    few = asked()
    for year in (2022, 2023):
        take([line(takst="4100")], year=year, stage=Stage.APPROVED)
    many = [line(service=f"Boniveau {n}", takst=str(2000 + n)) for n in range(1, 5)]
    take([*many, *(line(f"Hus {n}") for n in range(12))], year=2026, stage=Stage.APPROVED)
    assert asked() == few
    assert few <= 12


def test_the_years_lead_to_a_day_of_their_own(client, laid):
    years = client.get(address("list", soeg="violen")).context["years"]
    assert [year for year, *_ in years] == [2026, 2025, 2024]
    assert "dato=31.+december+2024" in years[-1][1] and "soeg=violen" in years[-1][1]
    assert [is_shown for *_, is_shown in years] == [True, False, False]
    assert date(2026, 5, 1) == client.get(address("list")).context["day"]


def test_the_way_leads_here_from_the_public_front_page_and_the_takster_page(client, laid):
    assert reverse("published:list") in client.get("/offentlig/").text
    client.force_login(factories.secretary("Sekretær"))
    assert reverse("published:list") in client.get(reverse("tariffs:years")).text
