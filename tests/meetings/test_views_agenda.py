"""Building the agenda in the browser."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.models import AgendaItem, Meeting, Section
from tests import factories
from tests.meetings.conftest import case, plan


@pytest.fixture(autouse=True)
def signed_in(settings, client, office):
    settings.DEMO = True
    client.force_login(office)


def address(name, *args):
    return reverse(f"meetings:{name}", args=args)


def said(response) -> str:
    return " ".join(str(m) for m in response.context["messages"])


def titles(meeting) -> list[str]:
    return [item.title for item in meeting.items.in_order()]


FRAME = {"date": "5. marts 2026", "starts_at": "13", "ends_at": "16.00", "format": "physical"}


def test_new_meeting_starts_with_the_standing_items(client, das):
    response = client.post(address("new") + "?forum=das", FRAME)
    meeting = Meeting.objects.get()
    assert response["Location"] == address("agenda", meeting.pk)
    assert meeting.date == date(2026, 3, 5)
    assert titles(meeting)[0] == "Godkendelse af dagsorden"


def test_new_meeting_is_filled_in_from_the_last(client, das, office):
    plan(das, office, date(2026, 3, 5), place="Rådhuset i Hobro")
    form = client.get(address("new") + "?forum=das").context["form"]
    assert form["place"].value() == "Rådhuset i Hobro"


def test_suggested_date_fills_the_field(client, das):
    html = client.get(address("new") + "?forum=das&dato=2031-03-06").content.decode()
    assert 'value="2031-03-06"' in html or "6. marts 2031" in html


def test_second_meeting_at_the_same_hour_is_refused_on_the_form(client, meeting):
    response = client.post(address("new") + "?forum=das", {**FRAME, "starts_at": "13.00"})
    assert response.status_code == 200
    assert "Der er allerede et møde i dette forum på det tidspunkt." in response.content.decode()
    assert Meeting.objects.count() == 1


def test_meeting_must_end_after_it_starts(client, das):
    response = client.post(address("new") + "?forum=das", {**FRAME, "ends_at": "12.00"})
    assert "senere" in response.content.decode()
    assert not Meeting.objects.exists()


def test_frame_is_changed(client, meeting):
    client.post(address("edit", meeting.pk), {**FRAME, "place": "Aars"})
    meeting.refresh_from_db()
    assert meeting.place == "Aars"


def test_cancelling_needs_a_reason(client, meeting):
    assert client.post(address("cancel", meeting.pk), {"reason": ""}).status_code == 200
    meeting.refresh_from_db()
    assert meeting.status == "planned"
    client.post(address("cancel", meeting.pk), {"reason": "For få punkter"})
    meeting.refresh_from_db()
    assert (meeting.status, meeting.cancel_reason) == ("cancelled", "For få punkter")


def test_item_is_added_from_title_and_section(client, meeting):
    client.post(address("add_item", meeting.pk), {"title": "Ny sag", "section": "decision"})
    item = meeting.items.get(title="Ny sag")
    assert item.section == Section.DECISION
    assert item.number == "3"


def test_item_without_title_keeps_the_page_with_the_error(client, meeting):
    response = client.post(address("add_item", meeting.pk), {"title": "", "section": "decision"})
    assert response.status_code == 200
    assert response.context["form"].errors


def test_late_item_needs_its_reason(client, meeting, office):
    workflow.send_agenda(meeting, by=office)
    response = client.post(address("add_item", meeting.pk), {"title": "Sen sag"})
    assert "late_reason" in response.context["form"].errors
    client.post(address("add_item", meeting.pk), {"title": "Sen sag", "late_reason": "Haster"})
    item = meeting.items.get(title="Sen sag")
    assert (item.late, item.section, item.number) == (True, Section.SUPPLEMENT, "7")


def test_whole_order_answers_with_the_new_numbers(client, meeting):
    ids = [str(item.pk) for item in meeting.items.in_order()]
    order = [ids[1], ids[0], *ids[2:]]
    response = client.post(address("order", meeting.pk), {"order": ",".join(order)})
    assert response.json()["numbers"][ids[1]] == "1"
    assert [str(item.pk) for item in meeting.items.in_order()] == order


def test_order_made_on_an_old_page_is_refused(client, meeting, office):
    ids = ",".join(str(item.pk) for item in meeting.items.in_order())
    case(meeting, office)
    response = client.post(address("order", meeting.pk), {"order": ids})
    assert response.status_code == 409
    assert "ændret af en anden" in response.json()["message"]


@pytest.mark.parametrize(("direction", "place"), [("up", 0), ("down", 2)])
def test_buttons_move_one_item_without_javascript(client, meeting, direction, place):
    item = list(meeting.items.in_order())[1]
    response = client.post(
        address("order", meeting.pk), {"item": str(item.pk), "direction": direction}
    )
    assert response.status_code == 302
    assert list(meeting.items.in_order())[place] == item


def test_first_item_stays_first_when_moved_up(client, meeting):
    first = meeting.items.in_order().first()
    client.post(address("order", meeting.pk), {"item": str(first.pk), "direction": "up"})
    assert meeting.items.in_order().first() == first


def test_sent_items_stay_where_they_were_printed(client, meeting, office):
    workflow.send_agenda(meeting, by=office)
    ids = [str(item.pk) for item in meeting.items.in_order()]
    response = client.post(address("order", meeting.pk), {"order": ",".join(reversed(ids))})
    assert response.status_code == 409
    assert "beholder" in response.json()["message"]


def test_split_section_is_pointed_out(client, meeting, office):
    item = case(meeting, office, section=Section.FORMALITIES)
    workflow.move_item(item, to=5, by=office)
    html = client.get(address("agenda", meeting.pk)).content.decode()
    assert "Afsnittet »Formalia« står flere steder" in html


def test_recommendations_by_line_and_by_row_are_the_same(client, meeting, office):
    item = case(meeting, office)
    client.post(address("recommendations", item.pk), {"lines": "godkender budgettet\n\ndrøfter"})
    assert [r.verb for r in item.recommendations.all()] == ["approves", "discusses"]
    client.post(address("recommendations", item.pk), {"text": ["drøfter sagen", "", "beslutter"]})
    assert [r.text for r in item.recommendations.all()] == ["drøfter sagen", "beslutter"]


def test_recommendation_without_verb_is_said(client, meeting, office):
    item = case(meeting, office)
    response = client.post(address("recommendations", item.pk), {"lines": "sagen"}, follow=True)
    assert "det kan ikke læses" in said(response)


FIELDS = {
    "title": "Ny titel", "openness": "closed", "section": "decision", "kind": "ordinary",
    "concerns": "all", "planned_minutes": "20",
}  # fmt: skip


def test_fields_are_saved(client, meeting, office):
    item = case(meeting, office)
    client.post(address("item_edit", item.pk), FIELDS)
    item.refresh_from_db()
    assert (item.title, item.is_open, item.planned_minutes) == ("Ny titel", False, 20)


def test_concerned_parties_must_be_chosen(client, meeting, office):
    item = case(meeting, office)
    response = client.post(address("item_edit", item.pk), {**FIELDS, "concerns": "some"})
    assert "concerned_parties" in response.context["form"].errors
    læsø = factories.party(factories.LÆSØ)
    client.post(
        address("item_edit", item.pk),
        {**FIELDS, "concerns": "some", "concerned_parties": [læsø.pk]},
    )
    assert list(item.concerned_parties.all()) == [læsø]


def test_guests_are_read_line_by_line(client, meeting, office):
    item = case(meeting, office)
    client.post(address("guests", item.pk), {"guests": "Bo Hav, Socialtilsyn Nord\nIda Eg\n"})
    assert [(g.name, g.organisation) for g in item.guests.all()] == [
        ("Bo Hav", "Socialtilsyn Nord"), ("Ida Eg", ""),
    ]  # fmt: skip


def test_sub_item_gets_the_parents_number_and_openness(client, meeting, office):
    item = case(meeting, office, is_open=False)
    client.post(address("sub_item", item.pk), {"title": "Notat"})
    child = item.children.get()
    item.refresh_from_db()
    assert (child.number, child.is_open) == (f"{item.number}.1", False)


@pytest.mark.parametrize("step", ["item_move", "item_postpone", "item_copy"])
def test_step_without_a_meeting_to_choose_says_what_to_do(client, meeting, office, step):
    item = case(meeting, office)
    html = client.get(address(step, item.pk)).content.decode()
    assert "Der er intet møde at vælge" in html


def test_item_is_copied_from_committee_to_das(client, das, office):
    fu = plan(factories.fu(), office, date(2026, 2, 5))
    target = plan(das, office, date(2026, 3, 5))
    item = case(fu, office, "Tilbud udgår")
    response = client.post(address("item_copy", item.pk), {"meeting": target.pk})
    copy = AgendaItem.objects.get(meeting=target, title="Tilbud udgår")
    assert response["Location"] == address("item_edit", copy.pk)
    assert copy.copied_from == item


def test_item_is_postponed_with_a_link_back(client, das, meeting, office):
    later = plan(das, office, date(2026, 5, 7))
    item = case(meeting, office, "Udskudt")
    workflow.send_agenda(meeting, by=office)
    client.post(address("item_postpone", item.pk), {"meeting": later.pk})
    item.refresh_from_db()
    assert item.withdrawn
    assert AgendaItem.objects.get(meeting=later, title="Udskudt").continues == item


def test_unsent_item_is_deleted_after_asking(client, meeting, office):
    item = case(meeting, office)
    assert "Det kan ikke fortrydes" in client.get(address("item_remove", item.pk)).content.decode()
    client.post(address("item_remove", item.pk))
    assert not AgendaItem.objects.filter(pk=item.pk).exists()


def test_sent_item_is_not_deleted_but_withdrawn(client, meeting, office):
    item = case(meeting, office)
    workflow.send_agenda(meeting, by=office)
    response = client.post(address("item_remove", item.pk), follow=True)
    assert "kan ikke slettes" in said(response)
    client.post(address("item_withdraw", item.pk), {"reason": "Trukket af parten"})
    item.refresh_from_db()
    assert (item.withdrawn, item.withdrawn_reason) == (True, "Trukket af parten")


def test_standing_items_are_added_ordered_and_removed(client, das):
    client.post(
        address("standing_new", "das"),
        {"title": "Mål", "kind": "ordinary", "section": "decision"},
    )
    ids = [str(pk) for pk in das.standing_items.values_list("pk", flat=True)]
    order = [ids[-1], *ids[:-1]]
    assert (
        client.post(address("standing_order", "das"), {"order": ",".join(order)}).status_code == 204
    )
    assert das.standing_items.first().title == "Mål"
    client.post(address("standing_remove", ids[-1]))
    assert not das.standing_items.filter(title="Mål").exists()


def test_lead_text_is_for_new_items(client, das, meeting, office):
    old = case(meeting, office)
    client.post(address("forum", "das"), {"lead_text": "Sekretariatet indstiller, at DAS"})
    assert case(meeting, office, "Ny").lead_text == "Sekretariatet indstiller, at DAS"
    old.refresh_from_db()
    assert old.lead_text != "Sekretariatet indstiller, at DAS"


def test_two_meetings_at_one_hour_are_refused_by_the_verb_too(meeting, das, office):
    with pytest.raises(NotAllowed, match="allerede et møde"):
        plan(das, office, date(2026, 3, 5))
    later = plan(das, office, date(2026, 3, 12))
    with pytest.raises(NotAllowed, match="allerede et møde"):
        workflow.change_meeting(later, date=date(2026, 3, 5), by=office)
    workflow.cancel_meeting(meeting, reason="x", by=office)
    plan(das, office, date(2026, 3, 5))
    with pytest.raises(NotAllowed, match="allerede et møde"):
        workflow.reinstate_meeting(meeting, by=office)
