"""Pages of decisions: what they say, and that their queries do not grow with their rows."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse

from meetings.models import AgendaItem
from tariffs.decision import workflow
from tests import factories
from tests.factories import LÆSØ
from tests.tariffs.conftest import line
from tests.tariffs.decision.conftest import THIS, correction, decided, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_office(client, office):
    client.force_login(office)
    return client


def test_putting_on_refuses_on_the_form_and_keeps_what_was_typed(as_office, case):
    data = {"meeting": case.item.meeting_id, "late_reason": "Hast"}
    answer = as_office.post(reverse("decision:put", args=[THIS]), data)
    assert "står allerede på dagsordenen" in answer.text
    assert 'value="Hast"' in answer.text


def test_deciding_too_early_says_what_to_do_on_the_page(as_office, case):
    answer = as_office.post(reverse("decision:decide", args=[case.pk]), {})
    assert "er ikke begyndt, så der er ikke besluttet noget endnu" in answer.text


def test_item_says_how_fresh_the_figures_are_to_the_office(as_office, case):
    answer = as_office.get(reverse("meetings:item_edit", args=[case.item_id]))
    assert "Bilaget laves" in answer.text
    assert "Tallene er gjort op" in answer.text


def test_readiness_waits_for_the_bilag(as_office, case):
    answer = as_office.get(reverse("meetings:readiness", args=[case.item.meeting_id]))
    assert "Bilaget med takster er ved at blive lavet" in answer.text


def test_case_page_asks_as_many_questions_with_more_parties(
    as_office, case, office, django_assert_max_num_queries
):
    url = reverse("decision:case", args=[case.pk])
    as_office.get(url)
    with django_assert_max_num_queries(40) as few:
        as_office.get(url)
    before = len(few.captured_queries)
    reported(LÆSØ, office, [line("Ørnereden"), line("Havblik"), line("Fjordhuset")])
    with django_assert_max_num_queries(before + 1):
        as_office.get(url)


def test_versions_are_listed_in_as_many_queries(
    client, case, fu_meeting, office, django_assert_max_num_queries
):
    decided(case, office)
    client.force_login(factories.member())
    url = reverse("decision:year", args=[THIS])
    client.get(url)
    with django_assert_max_num_queries(40) as one:
        assert "Version 1" in client.get(url).text
    on = workflow.put_on_agenda(
        case.year, meeting=fu_meeting, by=office, submission=correction(office)
    )
    decided(on, office)
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert "Version 2" in client.get(url).text


def test_member_reads_under_the_item_what_came_of_it(client, case, office):
    version = decided(case, office)
    member = factories.member()
    client.force_login(member)
    item = AgendaItem.objects.get(pk=case.item_id)
    assert str(version) in client.get(reverse("meetings:item", args=[item.pk])).text
    page = client.get(version.get_absolute_url())
    assert "Mangler" in page.text
    assert "Skriv beslutningen ind" not in page.text


def test_figures_of_a_version_are_handed_out_as_they_were_decided(as_office, case, office):
    version = decided(case, office)
    answers = {
        form: as_office.get(reverse("decision:data", args=[version.pk, form]))
        for form in ("xlsx", "csv", "json")
    }
    name = f"takstbilag-{THIS}-version-1"
    assert all(name in answer["Content-Disposition"] for answer in answers.values())
    assert "Skansen" in answers["csv"].content.decode("utf-8-sig")
    assert answers["json"].json()["version"] == 1
    assert answers["xlsx"].content.startswith(b"PK")
    assert as_office.get(f"/takster/beslutning/version/{version.pk}/tal.exe").status_code == 404


def test_change_document_is_handed_out_as_excel_and_csv(as_office, case, office, fu_meeting):
    """The columns old and new of a correction, and of the version that it leads to."""
    first = decided(case, office)
    found = correction(office)
    book = openpyxl.load_workbook(
        io.BytesIO(
            as_office.get(reverse("decision:correction_data", args=[found.pk, "xlsx"])).content
        )
    )
    sheet = book["Ændringer"]
    heads = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "Driftsherre")
    violen = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "Violen")
    told = dict(zip(heads, violen, strict=True))
    assert (told["Takst før"], told["Takst ny"], told["Forskel"]) == (4701, 4800, 99)
    csv = as_office.get(reverse("decision:correction_data", args=[found.pk, "csv"]))
    assert "Violen" in csv.text and ";4701;4800;" in csv.text
    nothing = reverse("decision:correction_data", args=[found.pk, "json"])
    assert as_office.get(nothing).status_code == 404
    version = decided(
        workflow.put_on_agenda(found.year, meeting=fu_meeting, by=office, submission=found), office
    )
    new = as_office.get(reverse("decision:change_data", args=[version.pk, "csv"]))
    assert ";4701;4800;" in new.text
    assert as_office.get(reverse("decision:change_data", args=[first.pk, "csv"])).status_code == 404
