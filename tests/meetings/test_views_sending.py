"""Readiness, sending, and sending what is new."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import OutgoingMail
from meetings import workflow
from meetings.models import AgendaItem
from tests.meetings.conftest import case


@pytest.fixture(autouse=True)
def signed_in(settings, client, office):
    settings.DEMO = True
    client.force_login(office)


def address(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def form_of(client, meeting, name="send"):
    return client.get(address(name, meeting)).context["form"]


def answered(form) -> dict[str, str]:
    """Every box ticked, on the very agenda that was shown."""
    boxes = {finding.key: "on" for finding in form.unanswered}
    return {"seen": form["seen"].value(), **boxes}


def test_each_finding_links_to_where_it_is_mended(client, meeting, office):
    item = case(meeting, office)
    html = client.get(address("readiness", meeting)).content.decode()
    edit = reverse("meetings:item_edit", args=[item.pk])
    assert f"{edit}#presentation" in html
    assert f"{edit}#indstilling" in html
    assert f"{address('edit', meeting)}#id_place" in html


def test_agenda_is_sent_with_the_boxes_ticked(client, meeting, office, member):
    item = case(meeting, office)
    workflow.save_text(
        item, field="summary", value="<p>Barnet Oliver flytter.</p>", base_revision=0, by=office
    )
    form = form_of(client, meeting)
    response = client.post(address("send", meeting), {"seen": form["seen"].value()})
    assert response.status_code == 200
    meeting.refresh_from_db()
    assert meeting.status == "planned"
    assert not OutgoingMail.objects.exists()
    client.post(address("send", meeting), answered(form))
    meeting.refresh_from_db()
    assert meeting.status == "agenda_sent"
    assert OutgoingMail.objects.get().person == member


def test_agenda_that_changed_since_the_page_was_shown_is_shown_again(client, meeting, office):
    form = form_of(client, meeting)
    case(meeting, office, "Kom til imens")
    response = client.post(address("send", meeting), answered(form))
    assert "Se det igennem igen" in response.content.decode()
    meeting.refresh_from_db()
    assert meeting.status == "planned"
    again = answered(response.context["form"])
    client.post(address("send", meeting), again)
    meeting.refresh_from_db()
    assert meeting.status == "agenda_sent"


def test_empty_agenda_cannot_be_sent(client, meeting):
    AgendaItem.objects.filter(meeting=meeting).delete()
    form = form_of(client, meeting)
    html = client.post(address("send", meeting), answered(form)).content.decode()
    assert "Dagsordenen er tom" in html
    meeting.refresh_from_db()
    assert meeting.status == "planned"


def test_agenda_is_sent_once(client, meeting, member):
    data = answered(form_of(client, meeting))
    client.post(address("send", meeting), data)
    response = client.post(address("send", meeting), data)
    assert response.status_code == 302
    assert OutgoingMail.objects.count() == 1


def test_recipients_are_shown_before_sending(client, meeting, member):
    assert member.name in client.get(address("send", meeting)).content.decode()


def test_nothing_new_is_not_sent(client, meeting, office):
    workflow.send_agenda(meeting, by=office)
    html = client.get(address("changes", meeting)).content.decode()
    assert "Der er ingen ændringer" in html
    client.post(address("changes", meeting), answered(form_of(client, meeting, "changes")))
    assert meeting.agenda_versions.count() == 1


def test_what_is_new_is_listed_and_sent(client, meeting, office, member):
    workflow.send_agenda(meeting, by=office)
    case(meeting, office, "Sen sag", late_reason="Haster")
    html = client.get(address("changes", meeting)).content.decode()
    assert "Nyt punkt: Haster" in html
    assert (
        "Dagsordenen er ændret siden udsendelsen"
        in client.get(meeting.get_absolute_url()).content.decode()
    )
    client.post(address("changes", meeting), answered(form_of(client, meeting, "changes")))
    assert meeting.agenda_versions.count() == 2


def test_preview_for_others_hides_closed_items(client, meeting, office):
    case(meeting, office, "Hemmelig sag", is_open=False)
    whole = client.get(address("preview", meeting)).content.decode()
    reduced = client.get(address("preview", meeting) + "?for=andre").content.decode()
    assert "Hemmelig sag" in whole
    assert "Hemmelig sag" not in reduced
    assert "Lukket punkt" in reduced


def test_first_step_of_a_planned_meeting_is_to_send(client, meeting):
    steps = client.get(meeting.get_absolute_url()).context["steps"]
    assert [(s["label"], s["primary"]) for s in steps] == [
        ("Send dagsorden", True), ("Aflys mødet", False),
    ]  # fmt: skip


def test_first_step_of_a_sent_meeting_is_to_open_it(client, meeting, office):
    workflow.send_agenda(meeting, by=office)
    steps = client.get(meeting.get_absolute_url()).context["steps"]
    assert [s["label"] for s in steps][:2] == ["Åbn mødet", "Send ændringer"]


def test_answer_is_kept_shown_again_and_goes_with_the_version(client, meeting, office):
    item = case(meeting, office)
    workflow.save_text(
        item, field="summary", value="<p>Barnet Oliver flytter.</p>", base_revision=0, by=office
    )
    form = form_of(client, meeting)
    (asked,) = form.asked
    data = answered(form) | {asked.comment.name: "Navnet er opdigtet"}
    client.post(address("send", meeting), data)
    version = meeting.agenda_versions.get()
    (told,) = version.answers
    assert (told["comment"], told["by"]) == ("Navnet er opdigtet", office.name)
    assert "Oliver" not in str(version.answers)
    workflow.save_text(
        item, field="background", value="<p>Ny tekst.</p>", base_revision=0, by=office
    )
    again = client.get(address("changes", meeting))
    assert again.context["form"].asked == []
    html = again.content.decode()
    assert "Set på af" in html
    assert "Navnet er opdigtet" in html


def test_verb_itself_asks_for_the_answers(meeting, office):
    item = case(meeting, office)
    workflow.save_text(
        item, field="summary", value="<p>Barnet Oliver flytter.</p>", base_revision=0, by=office
    )
    with pytest.raises(NotAllowed, match="navnet på en borger"):
        workflow.send_agenda(meeting, by=office)


def test_cpr_number_stops_the_page(client, meeting, office):
    item = case(meeting, office)
    workflow.save_text(
        item, field="summary", value="<p>Se 010190-1234.</p>", base_revision=0, by=office
    )
    html = client.get(address("send", meeting)).content.decode()
    assert "Fjern det, før der sendes" in html
    assert "Send dagsordenen</button>" not in html
    client.post(address("send", meeting), answered(form_of(client, meeting)))
    meeting.refresh_from_db()
    assert meeting.status == "planned"


def test_edition_with_something_closed_is_not_sent_unexamined(client, meeting, office):
    case(meeting, office, "Hemmelig sag", is_open=False)
    page = client.get(address("send", meeting)).content.decode()
    assert "Kør fortrolighedskontrollen" in page
    response = client.post(address("send", meeting), answered(form_of(client, meeting)))
    assert "Kør fortrolighedskontrollen på denne udgave" in response.content.decode()
    meeting.refresh_from_db()
    assert meeting.status == "planned"


def test_minutes_have_a_page_of_their_own_to_be_sent_from(client, meeting, office, member):
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)
    for item in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(item, outcome="postponed", by=office)
    workflow.end_meeting(meeting, by=office)
    step = reverse("meetings:step", args=[meeting.pk, "send_minutes"])
    assert client.get(step)["Location"] == address("send_minutes", meeting)
    page = client.get(address("send_minutes", meeting))
    assert member.name in page.content.decode()
    client.post(address("send_minutes", meeting), answered(page.context["form"]))
    meeting.refresh_from_db()
    assert meeting.status == "minutes_sent"
