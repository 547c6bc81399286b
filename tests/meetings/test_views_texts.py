"""The editor's protocol, and the same without JavaScript."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from meetings import workflow
from tests import factories
from tests.meetings.conftest import case

JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def item(meeting, office):
    return case(meeting, office)


@pytest.fixture
def editor(client, office) -> Client:
    client.force_login(office)
    return client


def save(client, item, value, base=0, headers=JSON, field="summary"):
    url = reverse("meetings:save_text", args=[item.pk])
    return client.post(
        url, {"field": field, "value": value, "base_revision": base}, headers=headers
    )


def test_saved_text_is_answered_as_stored(editor, item):
    answer = save(editor, item, "<p>Kort.</p><script>x</script>")
    assert answer.status_code == 200
    assert answer.json()["html"] == "<p>Kort.</p>"
    assert answer.json()["revision"] == 1
    assert len(answer.json()["saved_at"].split(".")) == 3


def test_stale_save_is_answered_with_both_texts(editor, item, office):
    other = factories.secretary("Den Anden")
    workflow.save_text(item, field="summary", value="<p>Ét</p>", base_revision=0, by=office)
    workflow.save_text(item, field="summary", value="<p>Hans</p>", base_revision=1, by=other)
    answer = save(editor, item, "<p>Min</p>", base=1)
    assert answer.status_code == 409
    said = answer.json()
    assert (said["theirs"], said["mine"], said["by"]) == ("<p>Hans</p>", "<p>Min</p>", "Den Anden")
    assert said["revision"] == 2
    assert "<ins>" in said["diff_html"]
    item.refresh_from_db()
    assert item.summary == "<p>Hans</p>"


def test_refused_save_says_why(editor, item, meeting, office):
    workflow.cancel_meeting(meeting, reason="x", by=office)
    answer = save(editor, item, "<p>Min</p>")
    assert answer.status_code == 403
    assert "Aflyst" in answer.json()["message"]


def test_unknown_field_is_refused(editor, item):
    assert save(editor, item, "x", field="title").status_code == 403


def test_save_of_one_who_is_signed_out_stores_nothing(item):
    answer = save(Client(), item, "<p>Min</p>")
    assert answer.status_code in (302, 401)
    item.refresh_from_db()
    assert item.summary == ""


def test_plain_form_saves_and_comes_back_to_the_field(editor, item):
    answer = save(editor, item, "Første.\n\nAndet.", headers={})
    assert answer["Location"] == reverse("meetings:item_edit", args=[item.pk]) + "#summary"
    item.refresh_from_db()
    assert item.summary == "<p>Første.</p><p>Andet.</p>"


def test_plain_form_posts_the_text_under_the_fields_own_name(editor, item):
    url = reverse("meetings:save_text", args=[item.pk])
    editor.post(url, {"field": "summary", "summary": "Sådan.", "base_revision": "0"})
    item.refresh_from_db()
    assert item.summary == "<p>Sådan.</p>"


def test_plain_form_shows_a_conflict_with_both_texts(editor, item, office):
    workflow.save_text(item, field="summary", value="<p>Hendes</p>", base_revision=0, by=office)
    answer = save(editor, item, "<p>Mine egne ord</p>", base=0, headers={})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Hendes" in html
    assert "Mine egne ord" in html
    assert 'name="base_revision" value="1"' in html
    item.refresh_from_db()
    assert item.summary == "<p>Hendes</p>"


def test_presence_names_the_others(editor, item):
    other = factories.secretary("Ane Vest")
    workflow.note_editing(item, field="summary", by=other)
    url = reverse("meetings:presence", args=[item.pk])
    assert editor.post(url, {"field": "summary"}).json() == {"others": ["Ane Vest"]}
    assert editor.post(url, {"field": "background"}).json() == {"others": []}


def test_history_compares_and_restores(editor, item, office):
    other = factories.secretary()
    workflow.save_text(item, field="summary", value="<p>Den første</p>", base_revision=0, by=office)
    workflow.save_text(item, field="summary", value="<p>Den anden</p>", base_revision=1, by=other)
    html = editor.get(reverse("meetings:history", args=[item.pk, "summary"])).content.decode()
    assert "<del>første</del>" in html
    assert "<ins>anden</ins>" in html
    editor.post(reverse("meetings:restore", args=[item.pk, "summary", 1]))
    item.refresh_from_db()
    assert item.summary == "<p>Den første</p>"
    assert item.revisions.filter(field="summary").count() == 3


def test_history_of_a_text_never_written_says_so(editor, item):
    html = editor.get(reverse("meetings:history", args=[item.pk, "summary"])).content.decode()
    assert "ikke skrevet endnu" in html
