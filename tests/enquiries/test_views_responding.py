"""A party's pages: the form that saves itself and whole, conflicts, files, handing in, and 404."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from dasportal.enquiries import workflow
from dasportal.enquiries.models import Enquiry, ResponseStatus
from tests.enquiries.conftest import answer, question, response, type_in
from tests.factories import AALBORG, LÆSØ


@pytest.fixture
def row(sent):
    return response(sent)


@pytest.fixture(autouse=True)
def signed_in(settings, client, people):
    settings.DEMO = True
    client.force_login(people[AALBORG])


def address(name, row):
    return reverse(f"enquiries:{name}", args=[row.pk])


def whole(row, **given):
    """The fields of the whole form, each on the revision it has now."""
    data = {}
    drafts = {a.question_id: a.revision for a in row.answers.all()}
    for asked in row.enquiry.questions.all():
        data[f"r-{asked.key}"] = str(drafts.get(asked.pk, 0))
        data[f"s-{asked.key}"] = given.get(asked.key.replace("-", "_"), "")
    return data


def save(client, row, key, base=0, **fields):
    return client.post(
        address("save", row),
        {"field": key, "value": urlencode(fields), "base_revision": base},
        headers={"Accept": "application/json"},
    )


def test_each_answer_saves_itself_and_tells_how_far(client, row):
    told = save(client, row, "hvorfor", **{"s-hvorfor": "Fordi."}).json()
    assert (told["revision"], told["answered"], told["asked"]) == (1, 1, 4)
    assert told["problems"] == {}


def test_number_that_can_be_read_in_two_ways_is_told_at_once(client, row):
    told = save(client, row, "antal-pladser", **{"s-antal-pladser": "12.5"}).json()
    assert "to måder" in told["problems"]["s-antal-pladser"]
    assert row.answers.get().value == "12.5"


def test_stale_save_answers_with_both(client, row, people):
    type_in(row, people["deputy"], hvorfor="Deres")
    refused = save(client, row, "hvorfor", **{"s-hvorfor": "Mit"})
    assert refused.status_code == 409
    told = refused.json()
    assert (told["theirs"], told["mine"], told["by"]) == ("Deres", "Mit", "Stedfortræder")
    assert told["theirs_value"] == "s-hvorfor=Deres"


def test_whole_form_is_kept_without_javascript(client, row):
    client.post(address("write", row), whole(row, hvorfor="Fordi.", antal_pladser="1.234"))
    kept = {a.question.key: a.value for a in row.answers.select_related("question")}
    assert kept == {"hvorfor": "Fordi.", "antal-pladser": "1.234"}


def test_conflict_in_the_whole_form_keeps_what_is_typed(client, row, people):
    data = whole(row, hvorfor="Mit")
    type_in(row, people["deputy"], hvorfor="Deres")
    page = client.post(address("write", row), data)
    html = page.content.decode()
    assert page.status_code == 409
    assert "Deres" in html
    assert "Mit</textarea>" in html
    assert row.answers.get().value == "Deres"


def test_invalid_form_keeps_every_value_and_links_to_each_field(client, row):
    client.post(address("write", row), whole(row, antal_pladser="12,5"))
    assert client.post(address("submit", row))["Location"].endswith("?fejl")
    html = client.get(address("write", row) + "?fejl").content.decode()
    assert 'value="12,5"' in html
    for name in ("s-antal-pladser", "s-kan-i-tilslutte-jer"):
        assert f'href="#id_{name}"' in html
        assert f'id="id_{name}"' in html


def test_handed_in_with_receipt_and_read_only_after(client, row):
    client.post(address("write", row), whole(row, kan_i_tilslutte_jer="ja"))
    page = client.post(address("submit", row), follow=True)
    html = page.content.decode()
    assert "Svaret er afleveret" in html
    assert "Træk tilbage og ret" in html
    again = client.get(address("write", row), follow=True)
    assert again.redirect_chain[-1][0] == row.get_absolute_url()


def test_taken_back_and_mended(client, row):
    client.post(address("write", row), whole(row, kan_i_tilslutte_jer="ja"))
    client.post(address("submit", row))
    assert client.post(address("take_back", row))["Location"] == address("write", row)
    row.refresh_from_db()
    assert row.status == ResponseStatus.DRAFT


@pytest.mark.parametrize("name", ["response", "write", "submit", "take_back", "colleagues"])
def test_another_party_gets_404(client, sent, people, name):
    other = response(sent, LÆSØ)
    assert client.get(address(name, other)).status_code == 404
    assert client.post(address(name, other)).status_code in (404, 405)


def test_another_party_cannot_save_by_the_editor(client, sent):
    refused = save(client, response(sent, LÆSØ), "hvorfor", **{"s-hvorfor": "x"})
    assert refused.status_code == 404


def test_draft_is_not_shown_to_the_secretariat(client, row, people, office):
    type_in(row, people[AALBORG], hvorfor="Hemmeligt udkast")
    client.force_login(office)
    for url in (row.get_absolute_url(), address("submit", row),
                reverse("enquiries:answers", args=[row.enquiry_id]), row.enquiry.get_absolute_url()):  # fmt: skip
        assert "Hemmeligt udkast" not in client.get(url, follow=True).content.decode()


def test_answers_of_others_are_shown_only_when_promised_and_closed(client, sent, people, office):
    answer(response(sent, LÆSØ), people[LÆSØ], hvorfor="Fra Læsø")
    shared = address("shared", response(sent))
    assert client.get(shared).status_code == 404
    workflow.close_enquiry(sent, by=office)
    assert client.get(shared).status_code == 404
    Enquiry.objects.filter(pk=sent.pk).update(is_shared=True)
    assert "Fra Læsø" in client.get(shared + "?vis=liste").content.decode()


def test_last_years_answer_stands_beside(client, sent, people, office):
    answer(response(sent), people[AALBORG], hvorfor="Sidste års grund")
    again = workflow.create_enquiry(
        title="Igen", kind="hearing", by=office, copied_from=sent, closes_on=sent.closes_on
    )
    workflow.send_enquiry(again, by=office)
    html = client.get(address("write", response(again))).content.decode()
    assert "Sidst: Sidste års grund" in html
    assert question(again, "Hvorfor?").key == "hvorfor"
