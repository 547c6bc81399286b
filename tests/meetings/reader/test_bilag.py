"""A bilag is read where it stands; how far one has come is one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.documents.conversion import text_of
from dasportal.documents.files import store
from dasportal.documents.models import Conversion, StoredFile
from meetings import workflow
from meetings.models import AgendaItem, Attachment, Meeting
from meetings.reader.models import BilagMark
from tests.access.rows_meetings import a_file
from tests.documents import samples
from tests.meetings.conftest import case, plan


@pytest.fixture(autouse=True)
def var_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"


def pdf(*pages: str) -> StoredFile:
    stored = store(samples.text_pdf(*pages), name="budget.pdf", by=None)
    StoredFile.objects.filter(sha256=stored.sha256).update(text=text_of(stored))
    return stored


@pytest.fixture
def item(das, office) -> AgendaItem:
    """A sent case with an open bilag of three pages, and a closed one."""
    from datetime import date

    meeting: Meeting = plan(das, office, date(2026, 3, 5))
    made = case(meeting, office, "Takstbilag 2027")
    for title, closed in (("Budget", False), ("Lukket budget", True)):
        file = pdf("Forside", "Taksten er 2.322 kr.", "Bagside")
        workflow.add_attachment(made, file=file, title=title, is_closed=closed, by=office)
    workflow.send_agenda(meeting, by=office)
    return made


@pytest.fixture
def budget(item: AgendaItem) -> Attachment:
    return Attachment.objects.get(title="Budget")


def picture_of(bilag: Attachment, number: int = 1, file: Any = None) -> str:
    file = file or bilag.versions.latest("number").file_id
    return reverse("reader:picture", args=[bilag.pk, file, number])


def come_to(client, who, bilag: Attachment, page: Any) -> int:
    client.force_login(who)
    url = reverse("reader:bilag_position", args=[bilag.pk])
    return client.post(url, {"page": page}).status_code


def test_each_page_has_its_picture_and_its_words(look, client, budget, member) -> None:
    html = look(member, "reader:bilag", budget.pk)
    assert html.count('loading="lazy"') == 3
    assert "Side 2 af Budget" in html
    assert "Taksten er 2.322 kr." in html
    response = client.get(picture_of(budget, 2))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "private, no-cache"
    again = client.get(picture_of(budget, 2), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_a_part_of_the_page_is_answered_to_htmx(client, budget, member) -> None:
    client.force_login(member)
    part = client.get(reverse("reader:bilag", args=[budget.pk]), headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert b"data-bilag-pages" in part.content


def test_closed_bilag_shows_no_page_to_one_who_reads_along(client, item, member, reader) -> None:
    closed = Attachment.objects.get(title="Lukket budget")
    for who, status in ((member, 200), (reader, 404)):
        client.force_login(who)
        assert client.get(reverse("reader:bilag", args=[closed.pk])).status_code == status
        assert client.get(picture_of(closed)).status_code == status
        url = reverse("reader:bilag_position", args=[closed.pk])
        assert client.post(url, {"page": 2}).status_code == (204 if status == 200 else 404)


def test_a_picture_is_of_the_file_that_was_sent(client, budget, office, member) -> None:
    sent = budget.versions.get().file_id
    draft = pdf("En kladde")
    workflow.replace_attachment(budget, file=draft, by=office)
    client.force_login(member)
    assert client.get(picture_of(budget, 1, sent)).status_code == 200
    assert client.get(picture_of(budget, 1, draft.pk)).status_code == 404
    workflow.send_changes(budget.item.meeting, by=office)
    assert client.get(picture_of(budget, 1, draft.pk)).status_code == 200
    assert client.get(picture_of(budget, 1, sent)).status_code == 404


def test_where_one_left_off_is_remembered(client, look, budget, member) -> None:
    look(member, "reader:bilag", budget.pk)
    assert "Læst til side 1" in look(member, "meetings:item", budget.item_id)
    assert come_to(client, member, budget, 2) == 204
    assert "Læst til side 2" in look(member, "meetings:item", budget.item_id)
    assert "Fortsæt fra side 2" in look(member, "reader:bilag", budget.pk)
    assert come_to(client, member, budget, 1) == 204  # back to the front page: still read to 2
    assert "Læst til side 2" in look(member, "meetings:item", budget.item_id)
    come_to(client, member, budget, 99)
    assert "Læst til slut" in look(member, "meetings:item", budget.item_id)
    assert BilagMark.objects.get().last_page == 3


@pytest.mark.parametrize("page", ["", "to", "-1", "9" * 9])
def test_a_page_that_is_no_number_is_refused(client, budget, member, page) -> None:
    assert come_to(client, member, budget, page) == 400
    assert not BilagMark.objects.exists()


def test_a_new_file_is_told_and_read_anew(client, look, budget, office, member) -> None:
    come_to(client, member, budget, 3)
    workflow.replace_attachment(budget, file=pdf("Ny", "fil"), by=office)
    assert "Læst til slut" in look(member, "meetings:item", budget.item_id)
    workflow.send_changes(budget.item.meeting, by=office)
    assert "Ny version, siden du læste det" in look(member, "meetings:item", budget.item_id)
    come_to(client, member, budget, 1)
    assert BilagMark.objects.get().last_page == 1


def test_nobody_else_sees_how_far_one_came(client, look, budget, member, reader, office) -> None:
    come_to(client, member, budget, 2)
    for who in (reader, office):
        assert "Læst til side" not in look(who, "meetings:item", budget.item_id)
    look(office, "reader:bilag", budget.pk)
    assert not BilagMark.objects.filter(person=office).exists()


@pytest.mark.parametrize(
    ("state", "said"),
    [(Conversion.PENDING, "ved at blive omdannet"), (Conversion.FAILED, "kan ikke vises her")],
)
def test_a_file_without_pages_says_why(look, budget, member, state, said) -> None:
    file = budget.versions.get().file
    StoredFile.objects.filter(pk=file.pk).update(pdf=None, conversion=state)
    assert said in look(member, "reader:bilag", budget.pk)


def test_reading_orders_the_rest_once(look, budget, member) -> None:
    from django_tasks_db.models import DBTaskResult

    for _ in range(2):
        look(member, "reader:bilag", budget.pk)
    jobs = DBTaskResult.objects.filter(task_path__endswith="draw_pages")
    assert jobs.count() == 1


def test_item_costs_the_same_with_few_bilag_and_many(
    client, item, office, member, django_assert_num_queries
) -> None:
    def grow(times: int) -> None:
        for _ in range(times):
            file = a_file()
            StoredFile.objects.filter(pk=file.pk).update(pdf=file)
            workflow.add_attachment(item, file=file, by=office)
        workflow.send_changes(item.meeting, by=office)

    client.force_login(member)
    url = reverse("meetings:item", args=[item.pk])
    client.get(url)
    grow(1)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    grow(5)
    with django_assert_num_queries(len(few)):
        client.get(url)
