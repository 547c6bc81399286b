"""The pages: what each reads, what is kept on a fault, what is shown before anything is stored."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.accounts.models import RoleKind
from dasportal.register.models import Population
from tariffs.objective import workflow
from tariffs.objective.models import RateSheet, Scenario, Scheme
from tariffs.objective.reading import RateLine
from tests import factories

from .conftest import CHILDREN_2022, figures, keys_of, laid_fast


@pytest.fixture(autouse=True)
def staff_needs_no_second_step(settings) -> None:
    settings.DEMO = True


@pytest.fixture
def counted(office) -> None:
    workflow.record_populations(
        group="children", counted_on=date(2022, 1, 1), source="Danmarks Statistik",
        people=keys_of(), by=office,
    )  # fmt: skip


def get(client: Client, person, url: str) -> str:
    client.force_login(person)
    return client.get(url).content.decode()


def post(client: Client, person, url: str, data) -> str:
    client.force_login(person)
    return client.post(url, data, follow=True).content.decode()


def test_a_member_reads_what_is_laid_fast_and_finds_its_own_line(client, draft, office, member):
    row = laid_fast(draft(), office)
    html = get(client, member, row.get_absolute_url())
    assert "1.703.980" in html and "jeres andel" in html and "14.589" in html
    assert "punkt 8" in html and "Ret</a>" not in html and "Forslag" not in html
    listed = get(client, member, reverse("objective:list"))
    assert "Fordelingen for 2023" in listed and "Ny ordning" not in listed
    assert "Jeres andel" in listed and "1.703.980" in listed
    assert "Aalborg betaler" in html


def test_a_draft_is_not_there_for_a_member(client, draft, member, house):
    row = draft()
    client.force_login(member)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.get(house.get_absolute_url()).status_code == 404
    assert "Børnehus" not in client.get(reverse("objective:list")).content.decode()


@pytest.mark.parametrize("kind", [RoleKind.EXPERT, RoleKind.ADMINISTRATOR])
def test_one_without_a_party_or_a_forum_reads_nothing(client, db, kind):
    client.force_login(factories.holder(kind))
    assert client.get(reverse("objective:list")).status_code == 403


def form_data(house: Scheme, **changes: object) -> dict[str, object]:
    return {
        "year": "2023", "name": "Forslag", "budget": "8.024.000 kr.", "objective_pct": "60",
        "cases": "220", "method": "operator", "price_level": "2023", "counted_on": "2022-01-01",
        "parties": [str(party.pk) for party in house.participants.all()], **changes,
    }  # fmt: skip


def test_the_office_makes_a_scenario_in_one_form(client, office, house, counted):
    html = post(
        client, office, reverse("objective:new_scenario", args=[house.slug]), form_data(house)
    )
    assert "Forslaget er regnet ud" in html and "1.703.980" in html
    made = Scenario.objects.get()
    assert made.key_source == "Danmarks Statistik" and made.earlier_pct == 60


def test_a_fault_keeps_all_that_was_typed(client, office, house, counted):
    data = form_data(house, budget="8.024.0", total="5 tusind", note="Husk mødet", cases="0")
    html = post(client, office, reverse("objective:new_scenario", args=[house.slug]), data)
    assert 'value="8.024.0"' in html and 'value="5 tusind"' in html and "Husk mødet" in html
    assert "kan læses på to måder" in html or "er ikke et tal" in html
    assert 'href="#id_budget"' in html and 'href="#id_cases"' in html
    assert not Scenario.objects.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"total": "100"}, "enten et beløb til fordeling eller et budget, ikke begge"),
        ({"budget": ""}, "Skriv et beløb til fordeling"),
        ({"objective_pct": ""}, "hvor stor en del af budgettet"),
        ({"budget": "", "total": "100"}, "En takst regnes ud af et budget"),
        ({"counted_on": "2020-01-01"}, "Vælg, hvilke befolkningstal"),
        ({"parties": []}, "Vælg mindst én part"),
    ],
)
def test_what_a_scenario_cannot_be(client, office, house, counted, changes, says):
    url = reverse("objective:new_scenario", args=[house.slug])
    html = post(client, office, url, form_data(house, **changes))
    assert says in html and not Scenario.objects.exists()


def test_a_party_without_a_figure_is_named(client, office, house, counted):
    region = factories.party(factories.REGION)
    data = form_data(house)
    data["parties"] = [*data["parties"], str(region.pk)]
    html = post(client, office, reverse("objective:new_scenario", args=[house.slug]), data)
    assert "mangler befolkningstal fra den dag for Region Nordjylland" in html


def test_a_typed_key_and_who_takes_part(client, office):
    scheme = workflow.open_scheme(
        by=office, name="Nyt tilbud", key_kind="typed", key_label="Pladser", participants=[]
    )
    aalborg, læsø = factories.party(), factories.party(factories.LÆSØ)
    data = {
        "year": "2027", "name": "Halvt belagt", "total": "100.000", "method": "largest",
        "price_level": "2027", "key_date": "1.9.2026", "key_source": "Rundspørge",
        f"key_{aalborg.pk}": "2,5", f"key_{læsø.pk}": "0,5",
    }  # fmt: skip
    html = post(client, office, reverse("objective:new_scenario", args=[scheme.slug]), data)
    assert "83.333" in html and "16.667" in html
    row = Scenario.objects.get()
    assert 'value="2,5"' in get(client, office, reverse("objective:edit_scenario", args=[row.pk]))


def test_two_at_once_the_second_keeps_what_it_typed(client, office, house, counted, draft):
    row = draft()
    workflow.change_scenario(row, figures(cases=221), keys_of(), by=office)
    url = reverse("objective:edit_scenario", args=[row.pk])
    html = post(client, office, url, form_data(house, cases="333", seen="1"))
    assert "Lene Bak har rettet forslaget" in html and 'value="333"' in html
    assert 'name="seen" value="2"' in html


def test_the_steps_from_draft_to_laid_fast(client, office, draft):
    row = draft()
    html = post(client, office, reverse("objective:choose", args=[row.pk]), {})
    assert "Læg fast" in html
    url = reverse("objective:approve", args=[row.pk])
    assert "deles mellem 11 parter" in get(client, office, url)
    assert "dette felt" in post(client, office, url, {"decision": ""}).lower()
    html = post(client, office, url, {"decision": "DAS den 6. oktober 2022"})
    assert "DAS den 6. oktober 2022" in html and "Lagt fast" in html
    assert client.get(reverse("objective:edit_scenario", args=[row.pk])).status_code == 302


def test_scenarios_side_by_side(client, office, house, draft):
    laid_fast(draft(), office)
    fewer = {name: n for name, n in CHILDREN_2022.items() if name != "Læsø"}
    workflow.draft_scenario(
        house, figures(name="Uden Læsø", method="plain"), keys_of(fewer), by=office
    )
    html = get(client, office, reverse("objective:compare", args=[house.slug, 2023]))
    assert "Uden Læsø" in html and "ikke med" in html
    assert html.index("Brønderslev") < html.index("Vesthimmerlands") < html.index("Aalborg")
    assert client.get(reverse("objective:compare", args=[house.slug, 2030])).status_code == 404


def test_population_is_pasted_previewed_and_then_stored(client, office):
    url = reverse("objective:record_populations")
    data = {
        "group": "children", "counted_on": "1.1.2022", "source": "Danmarks Statistik",
        "block": "Aalborg\t39.584\nLæsø\t223",
    }  # fmt: skip
    html = post(client, office, url, data)
    assert "Intet er gemt endnu" in html and "39.584" in html and not Population.objects.exists()
    hidden = {
        **{name: data[name] for name in ("group", "counted_on", "source")},
        f"people_{factories.party().pk}": "39.584",
        f"people_{factories.party('825').pk}": "223",
    }
    assert 'value="39.584"' in html
    html = post(client, office, url, {**hidden, "again": "1"})
    assert 'value="39.584"' in html and not Population.objects.exists()
    html = post(client, office, url, {**hidden, "confirmed": "1"})
    assert "Tallene er gemt" in html and Population.objects.count() == 2


def test_a_block_with_a_fault_stays_with_all_that_could_be_read(client, office):
    data = {
        "group": "children", "counted_on": "1.1.2022", "source": "Kilde",
        "block": "Aalborg\t39.584\nAlborg\t1", "confirmed": "1",
    }  # fmt: skip
    html = post(client, office, reverse("objective:record_populations"), data)
    assert "Mener du Aalborg?" in html and 'value="39.584"' in html and "Alborg\t1" in html
    assert not Population.objects.exists()


def test_a_figure_far_from_the_last_one_is_pointed_out(client, office, counted):
    data = {
        "group": "children", "counted_on": "1.1.2023", "source": "Kilde",
        "block": "Aalborg\t3.958",
    }  # fmt: skip
    html = post(client, office, reverse("objective:record_populations"), data)
    assert "Se efter" in html and "−35.626" in html


def test_an_old_table_is_shown_before_it_is_stored(client, office, house, names):
    url = reverse("objective:import", args=[house.slug])
    data = {
        "year": "2020", "text": "kommune\tantal\tandel\nAalborg\t30\t76\nLæsø\t10\t25\nI alt\t40\t100",
        "method": "plain", "key_date": "1.1.2019", "key_source": "Referatet",
    }  # fmt: skip
    html = post(client, office, url, data)
    assert "Intet er gemt endnu" in html and "+1" in html and not Scenario.objects.exists()
    html = post(client, office, url, {**data, "confirmed": "1"})
    assert "Tabellen er indlæst" in html and Scenario.objects.get().stated
    bad = post(client, office, url, {**data, "text": "Alborg\t30\t75"})
    assert "Mener du Aalborg?" in bad and "Alborg\t30\t75" in bad


HEAD = "omraade;ydelse;takst_navn;takstgruppe;pladser;takst_2026\n"
SHEET = HEAD + "".join(
    f"Tilbud;{service};Takstgruppe {group};{group};;{amount}\n"
    for service, amounts in {
        "Almindelige tilsyn": (37783, 45340, 75566, 113349), "Skærpet tilsyn": (3778, 4534, 7557, 11335),
    }.items()
    for group, amount in enumerate(amounts, start=1)
)  # fmt: skip


def test_a_takstblad_is_pasted_computed_and_laid_fast(client, office, member, inspection):
    new = reverse("objective:new_sheet", args=[inspection.slug])
    html = post(client, office, new, {"year": "2026", "source": "Tilsynet", "text": SHEET})
    assert "8 takster er læst ind" in html and "taksterne følger reglen" in html
    sheet = RateSheet.objects.get()
    rows = list(sheet.rates.all())
    edit = reverse("objective:edit_sheet", args=[sheet.pk])
    amounts = {f"rate_{row.pk}": str(row.amount) for row in rows}
    data = {"price_level": "2026", "source": "Tilsynet", "seen": "1", **amounts}
    html = post(client, office, edit, {**data, f"rate_{rows[0].pk}": "37.7"})
    assert 'value="37.7"' in html and f'href="#id_rate_{rows[0].pk}"' in html
    html = post(client, office, edit, {**data, "base_0": "46.382,40"})
    assert list(sheet.rates.values_list("amount", flat=True)) == [
        46382, 55659, 92765, 139147, 4638, 5566, 9276, 13915
    ]  # fmt: skip
    html = post(client, office, edit, {**data, "base_0": "1"})
    assert "rettet af en anden" in html
    client.force_login(member)
    assert client.get(sheet.get_absolute_url()).status_code == 404
    post(client, office, reverse("objective:approve_sheet", args=[sheet.pk]), {})
    assert "46.382" in get(client, member, sheet.get_absolute_url())
    again = post(client, office, new, {"year": "2026", "source": "Tilsynet", "text": SHEET})
    assert "allerede et takstblad for 2026" in again
    html = post(client, office, new, {"year": "2027", "source": "Tilsynet", "text": ""})
    assert "8 takster er læst ind" in html and "0,00" in html


def test_a_rate_off_the_rule_is_pointed_out(client, office, inspection):
    lines = [RateLine("T", "Nygodkendelser", f"G{g}", g, "", kr) for g, kr in ((1, 100), (2, 150))]
    sheet = workflow.open_sheet(
        inspection, year=2026, price_level=2026, source="Kilde", lines=lines, by=office
    )
    assert "følger ikke samme grundtakst" in get(client, office, sheet.get_absolute_url())


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_lists_ask_no_more_for_many_than_for_one(client, office, house, draft):
    laid_fast(draft(), office)
    draft(year=2024)
    client.force_login(office)
    pages = [
        reverse("objective:list"), house.get_absolute_url(), reverse("objective:populations"),
        reverse("objective:compare", args=[house.slug, 2024]),
    ]  # fmt: skip
    for page in pages:
        client.get(page)
    before = [queries_of(client, page) for page in pages]
    for number in range(6):
        other = workflow.open_scheme(
            by=office, name=f"Ordning {number}", key_kind="children", key_label="",
            participants=house.participants.all(),
        )  # fmt: skip
        workflow.draft_scenario(other, figures(method="plain"), keys_of(), by=office)
        laid_fast(draft(year=2010 + number), office)
        draft(year=2024, name=f"Endnu et {number}")
        workflow.record_populations(
            group="children", counted_on=date(2015 + number, 1, 1), source="K", people=keys_of(),
            by=office,
        )  # fmt: skip
    assert [queries_of(client, page) for page in pages] == before


def test_a_table_asks_no_more_for_eleven_parties_than_for_two(client, office, house):
    two = keys_of({"Aalborg": 2, "Læsø": 1})
    few = workflow.draft_scenario(house, figures(), two, by=office)
    many = workflow.draft_scenario(house, figures(), keys_of(), by=office)
    client.force_login(office)
    client.get(few.get_absolute_url())
    assert queries_of(client, many.get_absolute_url()) == queries_of(client, few.get_absolute_url())
