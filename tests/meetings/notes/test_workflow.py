"""Saving one's own note: nothing is overwritten unseen, and nobody writes where they can't read."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from dasportal.accounts.models import Role, RoleKind
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.notes.models import Note
from meetings.notes.workflow import Conflict
from tests import factories
from tests.meetings.conftest import case, plan
from tests.meetings.notes.conftest import note


def test_note_is_stored_with_its_revision(item, member):
    saved = note(item, member, "Spørg til tallene.\r\nOg til Læsø.  ")
    stored = Note.objects.get()
    assert (stored.person, stored.item) == (member, item)
    assert stored.text == "Spørg til tallene.\nOg til Læsø."
    assert saved.revision == stored.revision == 1


def test_same_text_again_changes_nothing(item, member):
    note(item, member, "Det samme")
    assert note(item, member, "Det samme", base=0).revision == 1


def test_newer_text_from_another_screen_is_a_conflict_and_stands(item, member):
    note(item, member, "Fra telefonen")
    note(item, member, "Fra telefonen, mere", base=1)
    with pytest.raises(Conflict) as conflict:
        note(item, member, "Fra tavlen", base=1)
    assert conflict.value.newest.text == "Fra telefonen, mere"
    assert conflict.value.mine == "Fra tavlen"
    assert Note.objects.get().text == "Fra telefonen, mere"


def test_each_has_a_note_of_their_own(item, member, office):
    note(item, member, "Medlemmets")
    note(item, office, "Sekretærens")
    assert Note.objects.visible_to(member).get().text == "Medlemmets"
    assert Note.objects.visible_to(office).get().text == "Sekretærens"


def test_emptied_note_is_no_longer_among_the_written(item, member):
    note(item, member, "Væk igen")
    note(item, member, "  ", base=1)
    assert not Note.objects.visible_to(member).written().exists()


def test_what_is_too_long_is_refused_and_the_note_stands(item, member):
    note(item, member, "Kort")
    with pytest.raises(NotAllowed, match="for lang"):
        note(item, member, "x" * 50_001, base=1)
    assert Note.objects.get().text == "Kort"


def test_no_note_where_one_cannot_read(closed_item, item, reader):
    stranger = factories.member(forum=factories.fu())
    for who, where in ((reader, closed_item), (stranger, item), (stranger, closed_item)):
        with pytest.raises(NotAllowed, match="kan ikke længere læse"):
            note(where, who, "Smugkig")
    assert not Note.objects.exists()


def test_no_note_on_an_item_that_is_only_a_draft(office, das, member):
    draft = case(plan(das, office, factories.tomorrow()), office, "Kladde")
    with pytest.raises(NotAllowed):
        note(draft, member, "Smugkig")
    note(draft, office, "Husk bilag")
    assert Note.objects.get().text == "Husk bilag"


def test_note_on_a_deleted_draft_stays_with_its_writer(office, das, member):
    draft = case(plan(das, office, factories.tomorrow()), office, "Kladde")
    note(draft, office, "Ideen var god")
    workflow.remove_item(draft, by=office)
    kept = Note.objects.get()
    assert kept.item is None
    assert list(Note.objects.visible_to(office)) == [kept]
    assert not Note.objects.visible_to(member).exists()


def test_note_on_a_closed_item_is_gone_with_the_right_and_back_with_it(closed_item, das):
    someone = factories.holder(RoleKind.MEMBER, "X", forum=das, party=factories.party())
    note(closed_item, someone, "Fortroligt")
    assert Note.objects.visible_to(someone).exists()
    Role.objects.filter(person=someone).update(kind=RoleKind.READER)
    someone.forget_roles()
    assert not Note.objects.visible_to(someone).exists()
    Role.objects.filter(person=someone).update(kind=RoleKind.DEPUTY)
    someone.forget_roles()
    assert Note.objects.visible_to(someone).get().text == "Fortroligt"


def test_item_closed_afterwards_takes_the_readers_note_with_it(item, reader, office):
    note(item, reader, "Før lukningen")
    workflow.change_item(item, is_open=False, by=office)
    assert not Note.objects.visible_to(reader).exists()


@pytest.mark.usefixtures("own_database")
def test_ten_screens_at_once_make_one_note():
    office = factories.secretary()
    draft = case(plan(factories.das(), office, factories.tomorrow()), office, "Kladde")
    outcomes = []

    def save() -> None:
        try:
            outcomes.append(note(draft, office, "Samtidig").revision)
        finally:
            connection.close()

    threads = [threading.Thread(target=save) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [1] * 10
    assert Note.objects.count() == 1
