"""Publishing, replacing and withdrawing: who may, when, and what is frozen."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.models import AgendaItem, Meeting, MeetingStatus, MinutesKind
from meetings.publication.models import Publication, PublicationKind, PublicationStatus
from meetings.publication.workflow import publish_agenda, publish_minutes, withdraw
from tests import factories
from tests.meetings.conftest import case, plan
from tests.meetings.publication.conftest import SECRET_BILAG, SECRET_TITLE, bilag

S = PublicationStatus


def said(publication: Publication) -> str:
    return json.dumps(publication.snapshot, ensure_ascii=False)


def test_open_part_of_a_sent_agenda_is_frozen(sent, office):
    row = publish_agenda(sent, by=office)
    assert (row.kind, row.status, row.title) == ("agenda", "published", "DAS Social, 5. marts 2026")
    assert "Takster for 2027" in said(row)
    assert "Lukket punkt" in said(row)
    for secret in (SECRET_TITLE, "Personalet får", SECRET_BILAG, "Tidsplan"):
        assert secret not in said(row)
    assert sent.items.get(title="Takster for 2027").pk in row.item_ids
    assert sent.items.get(title=SECRET_TITLE).pk not in row.item_ids
    assert row.attachment_ids == [bilag("Takstbilag").pk]


def test_agenda_that_is_not_sent_is_not_published(meeting, office):
    with pytest.raises(NotAllowed, match="ikke sendt"):
        publish_agenda(meeting, by=office)


def test_agenda_of_a_cancelled_meeting_is_not_published(sent, office):
    workflow.cancel_meeting(sent, reason="Sne", by=office)
    with pytest.raises(NotAllowed, match="aflyst"):
        publish_agenda(sent, by=office)


@pytest.mark.parametrize(
    "status", [s for s in MeetingStatus if s not in ("minutes_approved", "sealed")]
)
def test_minutes_are_published_only_when_approved(sent, office, status):
    Meeting.objects.filter(pk=sent.pk).update(status=status)
    with pytest.raises(NotAllowed, match="ikke godkendt"):
        publish_minutes(sent, by=office)


def test_sealed_minutes_are_published_without_what_is_closed(approved, office):
    row = publish_minutes(approved, by=office)
    assert row.kind == PublicationKind.MINUTES
    assert row.minutes_version.kind == MinutesKind.APPROVED
    assert "Beslutning om Takster" in said(row)
    assert SECRET_TITLE not in said(row)


def test_draft_of_the_last_minutes_does_not_go_out_as_a_bilag(approved, office):
    following = Meeting.objects.get(date=date(2026, 5, 7))
    before = following.agenda_versions.get().snapshot
    assert '"minutes_of": ' + str(approved.pk) in json.dumps(before)
    row = publish_agenda(following, by=office)
    assert '"minutes_of": ' + str(approved.pk) not in said(row)


def test_bilag_that_is_not_chosen_is_not_there(sent, office):
    row = publish_agenda(sent, by=office, attachments=[])
    assert "Takstbilag" not in said(row)
    assert row.attachment_ids == []


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind != RoleKind.SECRETARIAT])
def test_only_the_secretariat_publishes_and_withdraws(sent, office, das, kind):
    where = {"forum": das} if kind in ("member", "deputy", "chair", "reader") else {}
    somebody = factories.holder(kind, **where)
    for verb in (publish_agenda, publish_minutes):
        with pytest.raises(NotAllowed, match="Det kan sekretariatet"):
            verb(sent, by=somebody)
    row = publish_agenda(sent, by=office)
    with pytest.raises(NotAllowed, match="Det kan sekretariatet"):
        withdraw(row, reason="Fejl", by=somebody)
    row.refresh_from_db()
    assert row.status == S.PUBLISHED


def test_new_version_replaces_the_old_one_at_the_same_address(sent, office):
    first = publish_agenda(sent, by=office)
    case(sent, office, "Kom til siden", late_reason="Haster")
    workflow.send_changes(sent, by=office)
    second = publish_agenda(sent, by=office)
    first.refresh_from_db()
    assert (first.status, second.status) == (S.REPLACED, S.PUBLISHED)
    assert first.place == second.place
    assert "Kom til siden" not in said(first)


def test_same_edition_twice_is_refused(sent, office):
    publish_agenda(sent, by=office)
    with pytest.raises(NotAllowed, match="allerede offentliggjort"):
        publish_agenda(sent, by=office)
    assert Publication.objects.count() == 1


def test_withdrawn_edition_can_be_published_again(sent, office):
    first = withdraw(publish_agenda(sent, by=office), reason="Et navn", by=office)
    second = publish_agenda(sent, by=office)
    assert (first.status, second.status) == (S.WITHDRAWN, S.PUBLISHED)


@pytest.mark.parametrize("status", [S.REPLACED, S.WITHDRAWN])
def test_only_what_is_public_is_withdrawn(sent, office, status):
    row = publish_agenda(sent, by=office)
    if status == S.WITHDRAWN:
        withdraw(row, reason="Et navn", by=office)
    else:
        Publication.objects.filter(pk=row.pk).update(status=status)
    with pytest.raises(NotAllowed, match="ikke muligt nu"):
        withdraw(row, reason="Igen", by=office)


def test_withdrawal_needs_a_reason(sent, office):
    row = publish_agenda(sent, by=office)
    with pytest.raises(NotAllowed, match="hvorfor"):
        withdraw(row, reason="  ", by=office)


def test_address_lasts_when_the_meeting_is_moved(sent, office):
    first = publish_agenda(sent, by=office)
    assert first.place.slug == "das-2026-03-05"
    workflow.change_meeting(sent, by=office, date=date(2026, 3, 12))
    workflow.send_changes(sent, by=office)
    second = publish_agenda(sent, by=office)
    assert second.place.slug == "das-2026-03-05"
    assert (second.title, second.date) == ("DAS Social, 12. marts 2026", date(2026, 3, 12))


def test_two_meetings_of_a_day_have_two_addresses(sent, office, das):
    from datetime import time

    publish_agenda(sent, by=office)
    other = plan(das, office, sent.date, starts_at=time(9), ends_at=time(11))
    case(other, office)
    workflow.send_agenda(other, by=office)
    assert publish_agenda(other, by=office).place.slug == "das-2026-03-05-2"


def test_database_holds_one_current_edition_of_a_kind(sent, office):
    row = publish_agenda(sent, by=office)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication(place=row.place, kind="agenda", snapshot={}, content_key="x", title="x",
                    date=row.date, published_by=office).save()  # fmt: skip


def read_in(das, office, *, is_open: bool | None) -> Meeting:
    meeting = plan(das, office, date(2016, 3, 3))
    Meeting.objects.filter(pk=meeting.pk).update(imported=True, status="minutes_approved")
    meeting.items.update(is_open=True)
    AgendaItem.objects.create(meeting=meeting, title="Fra dengang", number="9", is_open=is_open)
    meeting.refresh_from_db()
    return meeting


def test_meeting_read_in_is_published_once_openness_is_said(das, office):
    with pytest.raises(NotAllowed, match="ikke afgjort, om 1 af punkterne"):
        publish_minutes(read_in(das, office, is_open=None), by=office)


def test_meeting_read_in_whose_openness_is_said_is_published(das, office):
    row = publish_minutes(read_in(das, office, is_open=True), by=office)
    assert row.minutes_version is None
    assert "Fra dengang" in said(row)
