"""The pages: rows that save themselves, files shown before they are taken in, and the steps."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.mail.models import OutgoingMail
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
    values = shown | {"revision": row.revision} | typed
    return {f"{row.pk}-{name}": value for name, value in values.items()}


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


def test_many_rows_are_saved_at_once_and_what_cannot_be_read_stays_typed(client, draft):
    average, level = draft.lines.get(service="Botilbud"), draft.lines.get(service="Boniveau 5")
    typed = values(average, tariff="4.5", budget="22.000.000") | {
        f"{level.pk}-tariff": "2.950", f"{level.pk}-revision": level.revision,
    }  # fmt: skip
    answer = client.post(address("lines_save", draft.pk), typed)
    page = text(answer)
    assert answer.status_code == 422
    assert 'value="4.5"' in page
    assert 'value="22.000.000"' in page  # the rest of the row is kept too
    assert f'href="#linje-{average.pk}-tariff"' in page
    average.refresh_from_db()
    level.refresh_from_db()
    assert (average.tariff, average.budget, level.tariff) == (4701, 21863695, 2950)


def test_a_row_of_another_submission_is_not_saved(client, draft, people):
    other = take([line("Strand")], year=2023, code=factories.LÆSØ).submission.lines.get()
    client.post(address("lines_save", draft.pk), values(other, tariff="1"))
    other.refresh_from_db()
    assert other.tariff == 4701


def test_three_hundred_rows_are_saved_in_parts_that_a_post_can_hold(client, draft):
    take([line(f"Tilbud {n}") for n in range(300)])
    page = client.get(address("submission", draft.pk))
    sections = page.context["sheet"].sections
    assert len(sections) == 2
    rows = page.context["sheet"].rows
    held = [sum(r.number_of_fields for r in rows if r.form == form) for form in sections]
    assert max(held) <= 900
    assert sum(held) == sum(row.number_of_fields for row in rows)


def test_only_what_the_year_asks_for_is_asked(client, draft):
    workflow.open_year(2023, by=None, asked_fields=["health_part"])
    row = draft.lines.get(service="Botilbud")
    page = text(client.get(address("submission", draft.pk)))
    assert "Budget, Violen" not in page
    assert "Pladser, Violen" not in page
    assert "Heraf sundhedslovsydelser, Violen" not in page  # not under ABL § 105
    client.post(address("line_save", row.pk), values(row, budget="1", tariff="4.800"))
    row.refresh_from_db()
    assert (row.budget, row.tariff) == (21863695, 4800)  # what is not asked is not taken


def test_page_says_what_drove_the_change(client, draft):
    page = text(client.get(address("submission", draft.pk)))
    assert "Fra sidste år: PL +100" in page
    assert "= +701 kr." in page
    assert "PL: 4.100" in page


def test_causes_take_their_part_of_the_change(client, draft):
    row = draft.lines.get(service="Botilbud")
    data = {"text": "Ny afdeling.", "causes": ["building"], "amount_building": "500",
            "amount_overhead": "102", "lines": [row.pk]}  # fmt: skip
    client.post(address("explain", row.pk), data)
    row.refresh_from_db()
    causes = dict(row.explanation.causes.values_list("cause", "amount"))
    assert causes == {"building": 500, "overhead": 102}
    again = text(client.get(address("explain", row.pk)))
    assert 'value="102"' in again


def test_an_explanation_without_a_cause_is_shown_again(client, draft):
    row = draft.lines.get(service="Botilbud")
    answer = client.post(address("explain", row.pk), {"text": "Fordi.", "lines": [row.pk]})
    assert "Vælg mindst én årsag" in text(answer)
    assert "Fordi." in text(answer)


def test_what_lines_move_together_is_computed(client, draft):
    take([line("Viften", antal_pladser="22", takst="3240"),
          line("Studievej", antal_pladser="16", takst="3029")])  # fmt: skip
    pair = draft.lines.filter(offer__name__in=["Violen", "Viften"])
    ticked = {"lines": [row.pk for row in pair]}
    page = text(client.get(address("effect", pair[0].pk), ticked))
    assert "+14,66 % reelt" in page
    assert "2 linjer uden pladser eller takst sidste år er ikke regnet med" in page
    alone = text(client.get(address("effect", pair[0].pk), {"lines": [pair[0].pk]}))
    assert "Sæt kryds ved flere" in alone
    workflow.explain(draft, lines=list(draft.lines.all()), text="Fælles.", by=None, causes={})
    shown = text(client.get(address("submission", draft.pk)))
    assert "Fælles for 4 linjer" in shown


def test_a_notice_is_answered_and_stays(client, draft):
    level = draft.lines.get(service="Boniveau 5")
    asked = address("answer", level.pk, "no_last_year")
    assert "Der er ingen godkendt takst" in text(client.get(asked))
    client.post(asked, {"comment": "Nyt niveau i år."})
    page = text(client.get(address("submission", draft.pk)))
    assert "Nyt niveau i år." in page
    assert "Ret svaret" in page
    assert "Der er ingen godkendt takst" in page
    assert client.get(address("answer", level.pk, "no_such")).status_code == 404


def test_receipt_is_made_once_and_is_the_partys_own(client, draft, people, office):
    workflow.explain(
        draft, lines=draft.lines.filter(service="Botilbud"), text="Fordi.", by=people["reporter"]
    )
    client.post(address("submit", draft.pk))
    version = draft.versions.get(step="submit")
    page = text(client.get(address("submission", draft.pk)))
    assert address("receipt", version.pk) in page
    first = client.get(address("receipt", version.pk))
    assert first["Content-Type"] == "application/pdf"
    assert b"".join(first.streaming_content).startswith(b"%PDF")
    version.refresh_from_db()
    kept = version.receipt_id
    again = client.get(address("receipt", version.pk))
    version.refresh_from_db()
    assert version.receipt_id == kept
    table = client.get(address("receipt_data", version.pk, "csv")).text
    assert "Violen;Botilbud;ABL § 105;" in table and "Fordi." in table
    book = client.get(address("receipt_data", version.pk, "xlsx")).content
    assert openpyxl.load_workbook(io.BytesIO(book))["Indsendt"].max_row > 4
    assert client.get(address("receipt_data", version.pk, "pdf")).status_code == 404
    client.force_login(people["other"])
    assert client.get(address("receipt", version.pk)).status_code == 404
    assert client.get(address("receipt_data", version.pk, "csv")).status_code == 404
    first.close()
    again.close()


def test_receipt_mail_goes_to_those_who_report_and_tells_no_figures(client, draft, people):
    workflow.explain(
        draft, lines=draft.lines.filter(service="Botilbud"), text="Fordi.", by=people["reporter"]
    )
    client.post(address("submit", draft.pk))
    mails = OutgoingMail.objects.filter(kind="receipt")
    assert {mail.person for mail in mails} == {people["reporter"], people["unit"]}
    for mail in mails:
        assert "2 linjer for 1 tilbud" in mail.text.replace("\N{NO-BREAK SPACE}", " ")
        assert address("receipt", draft.versions.get(step="submit").pk) in mail.text
        assert "4.701" not in mail.text
        assert "Violen" not in mail.text


def test_a_return_is_mailed_without_its_reason(client, draft, people, office):
    workflow.explain(
        draft, lines=draft.lines.filter(service="Botilbud"), text="Fordi.", by=people["reporter"]
    )
    workflow.submit(draft, by=people["reporter"])
    workflow.return_submission(draft, reason="Violens budget er for højt.", by=office)
    mails = OutgoingMail.objects.filter(key__startswith="tariff-returned")
    assert {mail.person for mail in mails} == {people["reporter"], people["unit"]}
    for mail in mails:
        assert "Violens" not in mail.subject + mail.text
        assert address("submission", draft.pk) in mail.text


def test_the_office_is_told_that_it_writes_for_the_party(client, draft, office):
    client.force_login(office)
    assert "Du skriver på partens vegne" in text(client.get(address("submission", draft.pk)))


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


def test_a_surcharge_has_an_end_and_a_balance_and_no_other_line_is_asked(client, draft):
    row = draft.lines.get(service="Botilbud")
    page = address("line_edit", row.pk)
    assert "Restbeløb" not in text(client.get(page))
    data = {"service": "Botilbud", "legal_basis": row.legal_basis_id, "unit": "Døgn",
            "kind": "surcharge", "is_billed": "on", "surcharge_ends_on": "31.12.2038",
            "surcharge_balance": "1.250.000"}  # fmt: skip
    client.post(page, data)
    row.refresh_from_db()
    assert (row.kind, row.surcharge_balance) == ("surcharge", 1_250_000)
    shown = text(client.get(address("submission", draft.pk)))
    assert "ophører 31. december 2038, rest 1.250.000 kr." in shown
    assert "Restbeløb" in text(client.get(page))
    refused = client.post(page, {**data, "kind": "average"})
    assert "Kun et tillæg har en slutdato" in text(refused)


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
    with CaptureQueriesContext(connection) as written:
        client.get(address("year", 2023))
    with CaptureQueriesContext(connection) as many:
        client.get(address("year", 2023))
    assert len(many) == len(few)
    # what was written is reckoned once, in a number of queries that does not grow with lines
    assert len(few) < len(written) <= len(few) + 10


def test_menu_has_takster_for_those_with_a_role(client, people):
    assert "/takster/" in text(client.get("/"))
    client.force_login(factories.person())
    assert "/takster/" not in text(client.get("/"))
