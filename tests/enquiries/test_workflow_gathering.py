"""Gathering inside the party: who may answer, parts from colleagues, and what a link opens."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries import workflow
from dasportal.enquiries.models import PartAnswer
from dasportal.enquiries.slots import KINDS, Kind
from dasportal.mail.models import OutgoingMail
from tests import factories
from tests.enquiries.conftest import answer, build, question, response, type_in
from tests.factories import AALBORG, LÆSØ


@pytest.fixture
def row(sent):
    return response(sent)


def ask(row, by, email="chef@aalborg.example", *texts):
    asked = [question(row.enquiry, text) for text in texts or ("Hvorfor?",)]
    return workflow.ask_colleague(row, name="Chef", email=email, questions=asked, by=by)


def test_named_colleague_answers_as_one_of_the_party(row, people):
    workflow.name_answerer(row, email=people["reader"].email, by=people[AALBORG])
    assert answer(row, people["reader"]).submitted_by == people["reader"]


def test_named_colleague_names_no_others(row, people):
    workflow.name_answerer(row, email=people["reader"].email, by=people[AALBORG])
    other = factories.holder("expert")
    with pytest.raises(NotAllowed):
        workflow.name_answerer(row, email=other.email, by=people["reader"])


def test_somebody_without_access_is_not_named(row, people):
    with pytest.raises(NotAllowed, match="bidrag"):
        workflow.name_answerer(row, email="ukendt@parti.example", by=people[AALBORG])


def test_named_one_loses_it_with_the_role(row, people, client):
    workflow.name_answerer(row, email=people["reader"].email, by=people[AALBORG])
    client.force_login(people["reader"])
    assert client.get(row.get_absolute_url()).status_code == 200
    people["reader"].roles.update(end=factories.yesterday())
    assert client.get(row.get_absolute_url()).status_code == 403


def link_of(part: PartAnswer) -> str:
    mail = OutgoingMail.objects.get(key=f"enquiry-part:{part.pk}")
    assert mail.personal_link
    return re.search(r"/hoeringer/bidrag/link/\S+", mail.text).group()


def test_link_opens_the_asked_questions_and_nothing_else(client, row, people):
    type_in(row, people[AALBORG], antal_pladser="42")
    part, _ = ask(row, people[AALBORG])
    html = client.get(link_of(part)).content.decode()
    assert "Hvorfor?" in html
    assert "Antal pladser" not in html
    assert "42" not in html.partition("<main")[2]


def test_part_is_delivered_and_used_by_whoever_gathers(client, row, people):
    part, _ = ask(row, people[AALBORG])
    client.post(link_of(part), {"s-hvorfor": "Chefens ord", "s-antal-pladser": "7"})
    part.refresh_from_db()
    assert part.values == {"hvorfor": "Chefens ord"}
    assert OutgoingMail.objects.filter(kind="delivered", person=people[AALBORG]).exists()
    assert not row.answers.exists()
    workflow.use_part(part, question(row.enquiry, "Hvorfor?"), base_revision=0, by=people[AALBORG])
    assert row.answers.get().value == "Chefens ord"


def test_used_text_goes_below_what_stands_there(client, row, people):
    type_in(row, people[AALBORG], hvorfor="Vores")
    part, _ = ask(row, people[AALBORG])
    client.post(link_of(part), {"s-hvorfor": "Chefens"})
    part.refresh_from_db()
    workflow.use_part(part, question(row.enquiry, "Hvorfor?"), base_revision=1, by=people[AALBORG])
    assert row.answers.get().value == "Vores\n\nChefens"


def test_link_is_over_when_the_answer_is_handed_in(client, row, people):
    part, _ = ask(row, people[AALBORG])
    link = link_of(part)
    answer(row, people[AALBORG])
    assert client.get(link).status_code == 410
    assert client.post(link, {"s-hvorfor": "For sent"}).status_code == 410


def test_withdrawn_link_is_over(client, row, people):
    part, _ = ask(row, people[AALBORG])
    workflow.withdraw_part(part, by=people[AALBORG])
    assert client.get(link_of(part)).status_code == 410


def test_colleague_with_access_finds_it_in_the_portal(client, row, people):
    part, _ = ask(row, people[AALBORG], people["reader"].email)
    assert part.token_hash is None
    client.force_login(people["reader"])
    assert "Skriv et bidrag til" in client.get("/").content.decode()
    assert client.get(reverse("enquiries:part", args=[part.pk])).status_code == 200
    client.force_login(people[LÆSØ])
    assert client.get(reverse("enquiries:part", args=[part.pk])).status_code == 404


# --- What other parts of the portal do with a kind ------------------------------------------------


@pytest.fixture
def kind():
    seen = []
    made = Kind(
        "test.places", "Årlige pladser",
        prefill=lambda response: {"antal-pladser": "12"},
        locked=lambda response: {"antal-pladser"},
        submitted=lambda response, submission, by: seen.append(submission.answers),
    )  # fmt: skip
    KINDS.add(made)
    yield seen
    KINDS._entries.pop("test.places")


@pytest.fixture
def of_kind(kind, office, people):
    made = build(office)
    type(made).objects.filter(pk=made.pk).update(kind="test.places")
    made.refresh_from_db()
    return workflow.send_enquiry(made, by=office)


def test_kind_types_in_locks_and_reacts(of_kind, kind, people):
    row = response(of_kind)
    assert row.answers.get().value == "12"
    with pytest.raises(NotAllowed, match="på forhånd"):
        type_in(row, people[AALBORG], antal_pladser="13")
    answer(row, people[AALBORG])
    assert kind == [
        {"antal-pladser": "12", "kan-i-tilslutte-jer": "ja", "hvorfor": "", "bemaerkninger": ""}
    ]


def test_locked_field_is_shown_and_not_posted(client, of_kind, people):
    client.force_login(people[AALBORG])
    row = response(of_kind)
    html = client.get(reverse("enquiries:write", args=[row.pk])).content.decode()
    assert "Udfyldt på forhånd" in html
    refused = client.post(
        reverse("enquiries:save", args=[row.pk]),
        {"field": "antal-pladser", "value": urlencode({"s-antal-pladser": "99"}), "base_revision": 0},
    )  # fmt: skip
    assert refused.status_code == 403
