"""Sharing an item: who may, what the link shows, and everything that closes it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Role, RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.accounts.waiting import rows_for
from dasportal.mail.models import OutgoingMail
from meetings import workflow as meetings
from meetings.dialogue import opening, schedule, workflow
from meetings.dialogue.models import Remark, Share, ShareOpening, ShareStatus
from meetings.models import Attachment, Meeting
from tests.access.rows_meetings import a_file
from tests.meetings.conftest import case, plan
from tests.meetings.dialogue.conftest import SECRET


@pytest.fixture(autouse=True)
def counted_here(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def full(office, das):
    """An agenda whose open case has all that could leak: a closed sub-item, bilag, and draft."""
    meeting = plan(das, office, date(2031, 3, 6))
    row = case(meeting, office, "Takstbilag 2031")
    meetings.save_text(
        row, field="summary", value="<p>Taksterne falder</p>", base_revision=0, by=office
    )
    case(meeting, office, "Åbent underpunkt", parent=row)
    case(meeting, office, SECRET, parent=row, is_open=False)
    for title, closed in (("Åbent bilag", False), (f"{SECRET} notat", True)):
        meetings.add_attachment(row, file=a_file(), title=title, is_closed=closed, by=office)
    case(meeting, office, "Den anden sag")
    meetings.send_agenda(meeting, by=office)
    return meeting.items.get(title="Takstbilag 2031")


def shares(item, by, name="Ida Eg", email="ida@kommune.example", **said):
    said.setdefault("access", "comment")
    return workflow.share(item, name=name, email=email, by=by, **said)


def door(secret):
    return reverse("dialogue:shared", args=[secret])


def opened(secret, method="get", **data):
    return getattr(Client(), method)(door(secret), data)


# --- Who may, and what ----------------------------------------------------------------------------


def test_member_and_deputy_share_and_nobody_else(item, people):
    able = set()
    for name, person in people.items():
        try:
            shares(item, person, email=f"{name}@kommune.example")
        except NotAllowed:
            continue
        able.add(name)
    assert able == {"member", "deputy", "second", "other"}


def test_closed_item_is_never_shared(closed_item, people):
    for name in ("member", "deputy", "chair", "office"):
        with pytest.raises(NotAllowed):
            shares(closed_item, people[name])
    assert not Share.objects.exists()
    assert not OutgoingMail.objects.filter(kind="share").exists()


def test_neither_draft_nor_sub_item_of_a_closed_one_is_shared(office, das, member):
    meeting = plan(das, office, date(2031, 5, 8))
    with pytest.raises(NotAllowed):
        shares(case(meeting, office, "Kladde"), member)
    closed = case(meeting, office, SECRET, is_open=False)
    child = case(meeting, office, "Åbent under lukket", parent=closed)
    meetings.send_agenda(meeting, by=office)
    child.refresh_from_db()
    with pytest.raises(NotAllowed):
        shares(child, member)


def test_item_opened_since_it_was_sent_waits_for_the_next_version(closed_item, member, office):
    meetings.change_item(closed_item, is_open=True, by=office)
    with pytest.raises(NotAllowed, match="Kun åbne punkter"):
        shares(closed_item, member)
    meetings.send_changes(closed_item.meeting, by=office)
    assert shares(closed_item, member)


def test_link_shows_the_open_item_and_nothing_else(full, member, office):
    _, secret = shares(full, member, message="Hvad siger I i økonomi?")
    meetings.change_item(full, title="Kladde til ny titel", by=office)
    response = opened(secret)
    html = response.content.decode()
    for there in ("Takstbilag 2031", "Taksterne falder", "Åbent bilag", "Åbent underpunkt",
                  "Hvad siger I i økonomi?"):  # fmt: skip
        assert there in html
    for absent in (SECRET, "Kladde til ny titel", "Den anden sag", "Lukket punkt", "/moeder/"):
        assert absent not in html
    assert response["X-Robots-Tag"].startswith("noindex")
    assert "no-store" in response["Cache-Control"]


def test_bilag_of_the_link_are_the_open_ones(full, member, settings):
    _, secret = shares(full, member)
    open_bilag, closed = (
        Attachment.objects.get(title=title) for title in ("Åbent bilag", f"{SECRET} notat")
    )
    other = full.meeting.items.get(title="Den anden sag")
    strange = meetings.add_attachment(other, file=a_file(), title="Andet", by=member_of_office())
    file = open_bilag.current.file
    file.on_disk.parent.mkdir(parents=True)
    file.on_disk.write_bytes(b"%PDF-1.7")

    def fetched(pk):
        response = Client().get(reverse("dialogue:shared_file", args=[secret, pk]))
        for close in response._resource_closers:
            close()
        return response.status_code

    assert fetched(open_bilag.pk) == 200
    assert fetched(closed.pk) == 404
    assert fetched(strange.pk) == 404
    Attachment.objects.filter(pk=open_bilag.pk).update(is_closed=True)
    assert fetched(open_bilag.pk) == 404
    assert "Åbent bilag" not in opened(secret).content.decode()


def member_of_office():
    return Role.objects.get(kind=RoleKind.SECRETARIAT).person


def test_mail_has_the_link_and_no_title(item, member):
    row, secret = shares(item, member, message="Fortrolig besked")
    mail = OutgoingMail.objects.get(kind="share")
    assert (mail.to, mail.personal_link) == ("ida@kommune.example", True)
    assert door(secret) in mail.text
    for word in ("Takstbilag", "Fortrolig"):
        assert word not in mail.text + mail.subject
    assert secret not in str(Share.objects.values().get())
    assert row.token_hash == workflow.sharing.hash_of(secret)


# --- Everything that closes it --------------------------------------------------------------------


def role_ends(item, member, office):
    Role.objects.filter(person=member).update(end=timezone.localdate() - timedelta(days=1))


def becomes_reader(item, member, office):
    Role.objects.filter(person=member).update(kind=RoleKind.READER)


def account_is_closed(item, member, office):
    type(member).objects.filter(pk=member.pk).update(is_active=False)


def item_is_closed(item, member, office):
    meetings.change_item(item, is_open=False, by=office)


def openness_is_unsettled(item, member, office):
    type(item).objects.filter(pk=item.pk).update(is_open=None)


def item_is_withdrawn(item, member, office):
    meetings.withdraw_item(item, reason="Ikke klar", by=office)


def meeting_starts(item, member, office):
    meetings.start_meeting(item.meeting, by=office)


def meeting_is_cancelled(item, member, office):
    meetings.cancel_meeting(item.meeting, reason="Snestorm", by=office)


def hour_has_come(item, member, office):
    Meeting.objects.filter(pk=item.meeting_id).update(
        date=timezone.localdate(), starts_at=time(0, 0)
    )


def day_has_come_without_an_hour(item, member, office):
    Meeting.objects.filter(pk=item.meeting_id).update(
        date=timezone.localdate(), starts_at=None, ends_at=None
    )


def link_is_revoked(item, member, office):
    workflow.revoke(Share.objects.get(), by=member)


CLOSES = [
    role_ends, becomes_reader, account_is_closed, item_is_closed, openness_is_unsettled,
    item_is_withdrawn, meeting_starts, meeting_is_cancelled, hour_has_come,
    day_has_come_without_an_hour, link_is_revoked,
]  # fmt: skip


@pytest.mark.parametrize("closes", CLOSES, ids=lambda step: step.__name__)
def test_link_is_gone_at_once(full, member, office, closes):
    _, secret = shares(full, member)
    bilag = Attachment.objects.get(title="Åbent bilag")
    assert opened(secret).status_code == 200
    closes(full, member, office)
    page = opened(secret)
    assert page.status_code == 410
    assert "Takst" not in page.content.decode()
    assert opened(secret, "post", text="For sent").status_code == 410
    file = Client().get(reverse("dialogue:shared_file", args=[secret, bilag.pk]))
    assert file.status_code == 410
    with pytest.raises(NotAllowed, match="virker ikke længere"):
        workflow.remark(secret, text="For sent")
    assert not Remark.objects.exists()


def test_guessed_link_is_as_gone_as_an_old_one(db):
    assert opened("x" * 43).status_code == 410


def test_what_is_over_is_over_for_good(item, member, office):
    _, secret = shares(item, member)
    meetings.change_item(item, is_open=False, by=office)
    schedule.lapse_shares.func()
    row = Share.objects.get()
    assert (row.status, row.ended_why) == (ShareStatus.OVER, opening.NOT_OPEN)
    meetings.change_item(item, is_open=True, by=office)
    assert opened(secret).status_code == 410
    assert workflow.lapse_all() == 0


def test_live_share_is_left_alone_by_the_schedule(item, member):
    _, secret = shares(item, member)
    assert workflow.lapse_all() == 0
    assert opened(secret).status_code == 200


def test_link_opens_until_the_minute_the_meeting_begins(item, member):
    row, _ = shares(item, member)
    begins = timezone.make_aware(datetime(2031, 3, 6, 13, 0))
    assert opening.why_over(row, begins - timedelta(seconds=1)) == ""
    assert opening.why_over(row, begins) == opening.BEGUN


def test_renewed_link_replaces_the_lost_one(item, member):
    row, lost = shares(item, member)
    _, fresh = workflow.renew(row, by=member)
    assert opened(lost).status_code == 410
    assert opened(fresh).status_code == 200
    assert OutgoingMail.objects.filter(kind="share").count() == 2


def test_same_person_twice_and_too_many_are_refused(item, member):
    shares(item, member)
    with pytest.raises(NotAllowed, match="har allerede et link"):
        shares(item, member, email="IDA@kommune.example")
    for n in range(workflow.sharing.MOST - 1):
        shares(item, member, email=f"{n}@kommune.example")
    with pytest.raises(NotAllowed, match="ad gangen"):
        shares(item, member, email="en.til@kommune.example")


def test_database_keeps_one_live_link_a_reader(item, member):
    row, _ = shares(item, member)
    twin = {"item": item, "party": row.party, "shared_by": member, "name": "Ida",
            "email": row.email, "access": "read", "token_hash": "x"}  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.create(**twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.filter(pk=row.pk).update(status="over")


# --- What they say --------------------------------------------------------------------------------


def test_remark_reaches_the_one_who_shared(client, item, member):
    _, secret = shares(item, member)
    OutgoingMail.objects.all().delete()
    response = opened(secret, "post", text="Vi mangler <tal> for 2030")
    assert response.status_code == 302
    mail = OutgoingMail.objects.get()
    assert mail.person == member
    assert "mangler" not in mail.text + mail.subject
    assert any("Læs bemærkningerne til punkt" in row.task.text for row in rows_for(member))
    client.force_login(member)
    html = client.get(reverse("dialogue:remarks", args=[item.pk])).content.decode()
    assert "Vi mangler &lt;tal&gt; for 2030" in html
    assert not any("Læs bemærkningerne" in row.task.text for row in rows_for(member))


def test_reader_of_a_link_sees_their_own_remarks_alone(item, member):
    _, ida = shares(item, member)
    _, bo = shares(item, member, "Bo Hav", "bo@kommune.example")
    workflow.remark(ida, text="Fra Ida")
    html = opened(bo).content.decode()
    assert "Fra Ida" not in html
    assert "Fra Ida" in opened(ida).content.decode()


def test_link_to_read_takes_no_remark(item, member):
    _, secret = shares(item, member, access="read")
    assert "Send bemærkningen" not in opened(secret).content.decode()
    html = opened(secret, "post", text="Alligevel").content.decode()
    assert not Remark.objects.exists()
    assert "Alligevel" not in html or "kun til at læse" in html


def test_empty_remark_is_an_error_on_the_form(item, member):
    _, secret = shares(item, member)
    response = opened(secret, "post", text="  ")
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()


def test_remarks_are_the_partys_own(client, item, people):
    _, secret = shares(item, people["member"])
    workflow.remark(secret, text="Til direktøren")
    seen = set()
    for name, person in people.items():
        client.force_login(person)
        pages = [
            client.get(reverse(url, args=[item.pk])).content.decode()
            for url in ("meetings:item", "dialogue:remarks", "meetings:item_edit", "dialogue:item")
        ]
        if any("Til direktøren" in html for html in pages):
            seen.add(name)
        assert Share.objects.visible_to(person).exists() == (name in ("member", "deputy", "second"))
    assert seen == {"member", "deputy", "second"}


def test_openings_are_logged_and_told(client, full, member):
    _, secret = shares(full, member)
    opened(secret)
    opened(secret)
    opened(secret, "post", text=" ")
    assert ShareOpening.objects.count() == 2
    client.force_login(member)
    html = client.get(reverse("meetings:item", args=[full.pk])).content.decode()
    assert "Åbnet 2\xa0gange, senest" in html


def test_sending_in_is_limited(item, member):
    _, secret = shares(item, member, access="read")
    stranger = Client()
    answers = [stranger.post(door(secret), {"text": ""}).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


# --- The director's pages -------------------------------------------------------------------------


def test_sharing_on_the_page_shows_the_link_once(client, item, member):
    client.force_login(member)
    url = reverse("dialogue:share", args=[item.pk])
    data = {"name": "Ida Eg", "email": "ida@kommune.example", "access": "comment"}
    html = client.post(url, data).content.decode()
    assert "/dialog/delt/" in html
    assert (
        "/dialog/delt/" not in client.get(reverse("meetings:item", args=[item.pk])).content.decode()
    )
    again = client.post(url, data)
    assert "har allerede et link" in again.content.decode()
    assert 'value="Ida Eg"' in again.content.decode()


def test_revoking_and_renewing_on_their_pages(client, item, member):
    row, _ = shares(item, member)
    client.force_login(member)
    html = client.post(reverse("dialogue:renew_share", args=[row.pk])).content.decode()
    assert "/dialog/delt/" in html
    client.post(reverse("dialogue:revoke_share", args=[row.pk]))
    assert Share.objects.get().status == ShareStatus.REVOKED
    again = client.post(reverse("dialogue:renew_share", args=[row.pk]), follow=True)
    assert "ikke muligt nu" in again.content.decode()


def test_closed_item_says_that_it_cannot_be_shared(client, closed_item, member):
    client.force_login(member)
    html = client.get(reverse("meetings:item", args=[closed_item.pk])).content.decode()
    assert "Punktet er lukket og kan ikke deles." in html
    data = {"name": "Ida", "email": "ida@kommune.example", "access": "comment"}
    html = client.post(reverse("dialogue:share", args=[closed_item.pk]), data).content.decode()
    assert "Kun åbne punkter" in html
    assert not Share.objects.exists()


@pytest.mark.parametrize("name", ["meetings:item", "dialogue:remarks", "accounts:home"])
def test_pages_ask_no_more_of_the_database_for_many_shares(client, item, member, name):
    args = [] if name == "accounts:home" else [item.pk]

    def one_more(n):
        _, secret = shares(item, member, email=f"{n}@kommune.example")
        for _ in range(n % 3):
            opened(secret)
            workflow.remark(secret, text="Et ord")

    def asked():
        client.force_login(member)
        client.get(reverse(name, args=args))
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(name, args=args)).status_code == 200
        return len(found)

    one_more(2)
    few = asked()
    for n in range(3, 8):
        one_more(n)
    assert asked() <= few
