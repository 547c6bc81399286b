"""The pages: rows that save themselves, files shown before they are taken in, and the steps."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tariffs import workflow
from tariffs.models import Line, Submission, SubmissionStatus, TariffYear
from tariffs.workflow import Stage
from tests import factories
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def signed_in(settings, client, people):
    settings.DEMO = True
    client.force_login(people["reporter"])


@pytest.fixture
def draft():
    take([line(takst="4000")], year=2022, stage=Stage.APPROVED)
    workflow.open_year(2023, by=None, pl_pct=D("2.5"))
    return take([line(), line(service="Boniveau 5", takst="2918")]).submission


def text(answer):
    """The page with its no-break spaces as spaces."""
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def address(name, *args):
    return reverse(f"tariffs:{name}", args=args)


def values(row, **typed):
    shown = {"places": "13", "occupancy_pct": "98", "budget": "21.863.695", "tariff": "4.701"}
    return shown | {"revision": row.revision} | typed


def test_page_shows_computed_beside_typed(client, draft):
    page = text(client.get(address("submission", draft.pk)))
    assert 'value="21.863.695"' in page
    assert "4.702" in page  # computed
    assert "+14,66" in page  # really
    assert "+17,53" in page  # nominally
    assert "1 manglende forklaring" in page


def test_row_saves_without_javascript(client, draft):
    row = draft.lines.get(service="Botilbud")
    answer = client.post(address("line_save", row.pk), values(row, tariff="4.800"))
    assert answer["Location"].endswith(f"#linje-{row.pk}")
    row.refresh_from_db()
    assert row.tariff == 4800


def test_row_that_cannot_be_read_keeps_what_was_typed(client, draft):
    row = draft.lines.get(service="Botilbud")
    answer = client.post(address("line_save", row.pk), values(row, tariff="4.5"))
    page = text(answer)
    assert answer.status_code == 422
    assert 'value="4.5"' in page
    assert "to måder" in page
    assert f'href="#linje-{row.pk}-tariff"' in page
    row.refresh_from_db()
    assert row.tariff == 4701


def test_row_answers_htmx_with_what_is_computed(client, draft):
    row = draft.lines.get(service="Botilbud")
    answer = client.post(
        address("line_save", row.pk), values(row, tariff="4.800"),
        headers={"HX-Request": "true"},
    )  # fmt: skip
    page = text(answer)
    assert f'id="revision-{row.pk}" value="{row.revision + 1}"' in page
    assert "passer ikke" in page
    assert "<html" not in page


def test_second_save_on_an_old_revision_is_told(client, draft):
    row = draft.lines.get(service="Botilbud")
    client.post(address("line_save", row.pk), values(row, tariff="4.800"))
    answer = client.post(address("line_save", row.pk), values(row, tariff="4.900"))
    assert "En anden har gemt linjen imens" in text(answer)
    row.refresh_from_db()
    assert row.tariff == 4800


def test_explaining_two_lines_at_once(client, draft):
    rows = list(draft.lines.all())
    data = {"text": "Ny afdeling.", "causes": ["building"], "lines": [row.pk for row in rows]}
    client.post(address("explain", rows[0].pk), data)
    assert {row.explanation.text for row in draft.lines.all()} == {"Ny afdeling."}
    again = text(client.get(address("explain", rows[0].pk)))
    assert "Ny afdeling." in again


def test_explaining_says_what_moved_and_offers_what_hangs_together(client, draft):
    take([line("Roligt", forklaring="")])
    row = draft.lines.get(service="Botilbud", offer__name="Violen")
    page = text(client.get(address("explain", row.pk)))
    assert "+14,66 % reelt, +701 kr. fra sidste år: PL +100" in page
    assert "Violen, Boniveau 5 (ABL § 105)" in page
    assert "Roligt" not in page


def test_old_address_of_a_file_leads_to_where_it_is_taken_in(client, draft):
    answer = client.get(address("upload", draft.pk))
    assert answer["Location"] == reverse("workbook:upload", args=[draft.pk])


def test_from_draft_to_accepted(client, draft, people, office):
    assert "før I kan indsende" in text(client.get(address("submit", draft.pk)))
    workflow.explain(
        draft, lines=draft.lines.filter(service="Botilbud"), text="Fordi.", by=people["reporter"]
    )
    client.post(address("submit", draft.pk))
    assert "Tjek og indsend" not in text(client.get(address("submission", draft.pk)))
    client.force_login(office)
    client.post(address("return", draft.pk), {"reason": "Se Boniveau 5."})
    client.force_login(people["reporter"])
    assert "Se Boniveau 5." in text(client.get(address("submission", draft.pk)))
    client.post(address("submit", draft.pk))
    client.force_login(office)
    client.post(address("accept", draft.pk))
    draft.refresh_from_db()
    assert draft.status == SubmissionStatus.ACCEPTED


def test_a_party_begins_its_own_and_no_other(client, people):
    workflow.open_year(2027, by=None)
    client.post(address("begin", 2027, "825"))
    assert not Submission.objects.exists()
    client.post(address("begin", 2027, "851"))
    assert not Submission.objects.get().on_behalf


def test_new_and_removed_lines(client, draft):
    offer, basis = draft.lines.first().offer, draft.lines.first().legal_basis
    client.post(
        address("line_new", draft.pk),
        {"offer": offer.pk, "service": "Boniveau 6", "legal_basis": basis.pk, "unit": "Døgn"},
    )
    made = Line.objects.get(service="Boniveau 6")
    assert (made.kind, made.tariff) == ("level", None)
    client.post(address("line_remove", made.pk))
    assert not Line.objects.filter(pk=made.pk).exists()


def test_year_page_tells_how_far_each_party_is(client, draft, office):
    client.force_login(office)
    page = text(client.get(address("year", 2023)))
    assert "1 af 2 linjer, 1 forklaring mangler" in page
    assert page.count("Ikke begyndt") == 11
    assert page.index("Vesthimmerlands") < page.index(">Aalborg")


def test_year_is_opened_and_closed(client, office):
    client.force_login(office)
    data = {"year": "2027", "deadline_on": "15. oktober 2026", "pl_pct": "2,5",
            "explain_pct": "2", "discuss_pct": "5", "tolerance": "2"}  # fmt: skip
    client.post(address("new"), data)
    year = TariffYear.objects.get()
    assert (year.year, year.pl_pct) == (2027, D("2.5"))
    client.post(address("edit", 2027), {**data, "pl_pct": "3,1"})
    client.post(address("year_step", 2027, "close"))
    year.refresh_from_db()
    assert (year.pl_pct, year.status) == (D("3.1"), "closed")


def test_submission_page_asks_the_same_for_many_lines(client, draft):
    client.get(address("submission", draft.pk))
    with CaptureQueriesContext(connection) as few:
        client.get(address("submission", draft.pk))
    take([line(f"Tilbud {n}", forklaring="Fordi.") for n in range(40)])
    with CaptureQueriesContext(connection) as many:
        client.get(address("submission", draft.pk))
    assert len(many) == len(few)


def test_year_page_asks_the_same_for_many_lines(client, draft, office):
    client.force_login(office)
    client.get(address("year", 2023))
    with CaptureQueriesContext(connection) as few:
        client.get(address("year", 2023))
    take([line(f"Tilbud {n}") for n in range(40)])
    with CaptureQueriesContext(connection) as many:
        client.get(address("year", 2023))
    assert len(many) == len(few)


def test_menu_has_takster_for_those_with_a_role(client, people):
    assert "/takster/" in text(client.get("/"))
    client.force_login(factories.person())
    assert "/takster/" not in text(client.get("/"))
