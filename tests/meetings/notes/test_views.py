"""The pages of one's own notes: saved as one types, gathered, and never another's."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.accounts.models import Person, RoleKind
from meetings import workflow
from meetings.models import ItemKind
from meetings.notes.models import Note
from tests import factories
from tests.meetings.conftest import case, plan
from tests.meetings.notes.conftest import SECRET, note

JSON = {"Accept": "application/json"}


def get(client, who, name, *args, **query):
    client.force_login(who)
    response = client.get(reverse(name, args=args), query)
    return response, response.content.decode()


def save(client, who, item, text, base=0, headers=None):
    client.force_login(who)
    data = {"field": "note", "value": text, "base_revision": base}
    return client.post(reverse("notes:save", args=[item.pk]), data, headers=headers or JSON)


def test_field_below_the_item_saves_itself(client, item, member):
    _, html = get(client, member, "meetings:item", item.pk)
    assert f'data-autosave-url="/noter/punkt/{item.pk}/"' in html
    response = save(client, member, item, "Spørg til <b>Læsø</b>")
    assert response.json().keys() == {"revision", "saved_at"}
    _, html = get(client, member, "meetings:item", item.pk)
    assert "Spørg til &lt;b&gt;Læsø&lt;/b&gt;</textarea>" in html
    assert 'data-revision="1"' in html


def test_plain_form_saves_without_javascript(client, item, member):
    client.force_login(member)
    url = reverse("notes:save", args=[item.pk])
    response = client.post(url, {"note": "Uden script", "base_revision": "0"}, follow=True)
    assert response.redirect_chain == [(f"/moeder/punkt/{item.pk}/#mine-noter", 302)]
    assert "Noten er gemt." in response.content.decode()


def test_conflict_answers_with_both_texts(client, item, member):
    note(item, member, "Fra telefonen")
    response = save(client, member, item, "Fra <tavlen>")
    answer = response.json()
    assert response.status_code == 409
    assert (answer["theirs"], answer["mine"]) == ("Fra telefonen", "Fra <tavlen>")
    assert answer["mine_html"] == "<p>Fra &lt;tavlen&gt;</p>"
    assert "<del>telefonen</del>" in answer["diff_html"]
    plain = save(client, member, item, "Fra tavlen", headers={"Accept": "text/html"})
    html = plain.content.decode()
    assert plain.status_code == 409
    assert "Fra tavlen</textarea>" in html
    assert 'name="base_revision" value="1"' in html


def test_text_that_is_refused_is_shown_to_be_kept(client, item, member):
    response = save(client, member, item, "x" * 50_001, headers={"Accept": "text/html"})
    assert response.status_code == 403
    assert "Noten er for lang." in response.content.decode()
    assert "x" * 50_001 in response.content.decode()


def test_notes_are_gathered_in_the_order_of_the_agenda(client, agenda, item, closed_item, member):
    first = agenda.items.get(kind=ItemKind.APPROVE_AGENDA)
    for row, text in ((closed_item, "Tre"), (item, "To"), (first, "En")):
        note(row, member, text)
    for name, args in (("notes:meeting", [agenda.pk]), ("notes:mine", [])):
        _, html = get(client, member, name, *args)
        assert html.index(">En<") < html.index(">To<") < html.index(">Tre<")
        assert SECRET in html


def test_title_is_the_one_that_was_sent(client, item, member, office):
    note(item, member, "Min note")
    workflow.change_item(item, title="Kladde til en ny titel", by=office)
    _, html = get(client, member, "notes:mine")
    assert "Takstbilag 2027" in html
    assert "Kladde til en ny titel" not in html


def test_item_left_out_of_the_newest_version_keeps_its_note(client, agenda, item, member, office):
    note(item, member, "Det må vi vende tilbage til")
    workflow.withdraw_item(item, reason="Ikke klar", by=office)
    workflow.send_changes(agenda, by=office)
    _, html = get(client, member, "notes:meeting", agenda.pk)
    assert "Det må vi vende tilbage til" in html


def test_note_follows_the_item_to_the_next_meeting(client, agenda, item, member, office, das):
    note(item, member, "Vi ville se tallene først")
    later = plan(das, office, date(2026, 5, 7))
    again = workflow.postpone_item(item, meeting=later, by=office)
    workflow.send_agenda(later, by=office)
    _, html = get(client, member, "meetings:item", again.pk)
    assert "Din note fra" in html
    assert "Vi ville se tallene først" in html


def test_first_visit_says_what_to_do(client, agenda, member):
    _, html = get(client, member, "notes:mine")
    assert "Du har ingen noter endnu" in html
    _, html = get(client, member, "notes:meeting", agenda.pk)
    assert "Du har ingen noter til mødet" in html
    _, html = get(client, member, "meetings:meeting", agenda.pk)
    assert "Mine noter til mødet" not in html


def test_meeting_says_on_how_many_items_one_has_notes(client, agenda, item, member):
    note(item, member, "En")
    _, html = get(client, member, "meetings:meeting", agenda.pk)
    assert "Mine noter til mødet" in html


# --- Nobody else ----------------------------------------------------------------------------------

SECRETLY = "Kun mine egne øjne"
OTHERS = (
    RoleKind.SECRETARIAT, RoleKind.ADMINISTRATOR, RoleKind.CHAIR, RoleKind.MEMBER,
    RoleKind.DEPUTY, RoleKind.READER, RoleKind.EXPERT,
)  # fmt: skip


def other(kind: str) -> Person:
    """Somebody else: of the same party and forum, where the role has any."""
    where = {"forum": factories.das()} if kind in ("chair", "member", "deputy", "reader") else {}
    if kind in ("member", "deputy"):
        where["party"] = factories.party()
    return factories.holder(kind, "En anden", **where)


@pytest.mark.parametrize("kind", OTHERS)
def test_nobody_else_meets_a_note_on_any_page(client, agenda, item, member, kind):
    note(item, member, SECRETLY)
    someone = other(kind)
    assert not Note.objects.visible_to(someone).exists()
    pages = (
        ("accounts:home",), ("notes:mine",), ("notes:meeting", agenda.pk),
        ("meetings:meeting", agenda.pk), ("meetings:item", item.pk),
        ("meetings:item_edit", item.pk), ("meetings:minutes", agenda.pk),
        ("accounts:person", member.pk), ("mail:list",), ("worker:jobs",),
    )  # fmt: skip
    for name, *args in pages:
        _, html = get(client, someone, name, *args)
        assert SECRETLY not in html, name


def test_note_goes_into_nothing_that_is_sent(agenda, item, member, office):
    note(item, member, SECRETLY)
    workflow.change_item(item, title="Ny titel", by=office)
    workflow.send_changes(agenda, by=office)
    for version in agenda.agenda_versions.all():
        assert SECRETLY not in str(version.snapshot)


def test_own_note_is_out_of_sight_while_one_may_not_read_the_item(client, agenda, das, office):
    someone = factories.holder(RoleKind.MEMBER, "X", forum=das, party=factories.party())
    closed = agenda.items.get(title=SECRET)
    note(closed, someone, "Om lukningen")
    someone.roles.update(kind=RoleKind.READER)
    someone.forget_roles()
    for name, args in (("notes:mine", []), ("notes:meeting", [agenda.pk])):
        _, html = get(client, someone, name, *args)
        assert "Om lukningen" not in html
        assert SECRET not in html
    assert save(client, someone, closed, "Mere").status_code == 404


def test_note_names_no_item_that_is_closed_in_what_was_sent(client, agenda, item, reader, office):
    """Closed in the version that was sent, opened again since, and not sent yet."""
    note(item, reader, "Før lukningen")
    workflow.change_item(item, is_open=False, title=SECRET + " igen", by=office)
    workflow.send_changes(agenda, by=office)
    workflow.change_item(item, is_open=True, by=office)
    _, html = get(client, reader, "notes:mine")
    assert SECRET not in html
    assert "Før lukningen" not in html


# --- Numbers --------------------------------------------------------------------------------------


def test_pages_ask_no_more_of_the_database_for_many_notes(client, das, office, member):
    def one_more(month: int) -> None:
        meeting = plan(das, office, date(2024, month, 4))
        rows = [case(meeting, office, f"Sag {n}") for n in range(month)]
        workflow.send_agenda(meeting, by=office)
        for row in rows:
            note(row, member, "Note")

    def asked() -> int:
        client.force_login(member)
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("notes:mine")).status_code == 200
        return len(found)

    one_more(1)
    few = asked()
    for month in (2, 3, 5):
        one_more(month)
    assert asked() == few


def test_second_page_holds_the_older_meetings(client, das, office, member):
    for month in range(1, 12):
        meeting = plan(das, office, date(2024, month, 4))
        row = case(meeting, office, f"Sag {month}")
        workflow.send_agenda(meeting, by=office)
        note(row, member, f"Note {month}.")
    _, first = get(client, member, "notes:mine")
    _, second = get(client, member, "notes:mine", side=2)
    assert "Note 11." in first and "Note 1." not in first
    assert "Note 1." in second and "Note 11." not in second
