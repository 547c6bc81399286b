"""What the follow-ups of before got when they were given owners, agreed words and notes (0006)."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from meetings.models import AgendaItem, FollowUp, FollowUpNote
from tests import factories

from .conftest import case

BEFORE = ("meetings", "0005_following_through")
say = import_module("meetings.migrations.0006_follow_up_owners").say


@pytest.fixture
def as_before(db: None) -> Any:
    """The models of 0005 on a table that looks as it did: with one note, and no rules yet."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE meetings_followup ADD COLUMN note text NOT NULL DEFAULT ''")
        cursor.execute(
            "SELECT conname FROM pg_constraint"
            " WHERE contype = 'c' AND conrelid = 'meetings_followup'::regclass"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE meetings_followup DROP CONSTRAINT "{name}"')
    return MigrationLoader(connection).project_state(BEFORE).apps


@pytest.fixture
def item(as_before, meeting, office) -> AgendaItem:
    return case(meeting, office, "Sagen")


def old(item: AgendaItem, owner: str, *, note: str = "", **fields: Any) -> FollowUp:
    """A row as the main job wrote it: whose it is stands in its text alone, or in a key beside."""
    row = FollowUp.objects.create(
        item=item, what="Gør det", owner_text=owner, owner_kind="other", due=date(2026, 4, 1),
        **fields,
    )  # fmt: skip
    FollowUp.objects.filter(pk=row.pk).update(agreed_owner="", agreed_due=None)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_followup SET note = %s WHERE id = %s", [note, row.pk])
    return row


def test_each_gets_its_kind_of_owner_what_was_agreed_and_its_note(as_before, item, office):
    rows = {
        "person": old(item, "Anna Holm", owner_person=office),
        "party": old(item, "Læsø", owner_party=factories.party(factories.LÆSØ)),
        "secretariat": old(item, "Sekretariatet", note="Ringet til Hobro."),
        "other": old(item, "En gruppe"),
    }
    say(as_before, None)
    for kind, row in rows.items():
        row.refresh_from_db()
        assert row.owner_kind == kind
        assert (row.agreed_owner, row.agreed_due) == (row.owner_text, row.due)
    [note] = FollowUpNote.objects.all()
    assert (note.follow_up, note.text) == (rows["secretariat"], "Ringet til Hobro.")


def test_a_person_of_a_party_is_that_person(as_before, item, office):
    row = old(item, "Anna Holm", owner_person=office, owner_party=factories.party())
    say(as_before, None)
    row.refresh_from_db()
    assert (row.owner_kind, row.owner_person, row.owner_party) == ("person", office, None)


def test_nothing_to_say_of_none(as_before):
    say(as_before, None)
    assert not FollowUpNote.objects.exists()
