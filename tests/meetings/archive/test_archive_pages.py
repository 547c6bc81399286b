"""The archive's pages: nothing is stored before it is confirmed, and openness is said by a person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from meetings.archive import verbs
from meetings.models import ArchiveUpload, ImportedDocument, Meeting, MeetingStatus
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """\
Mødet den 03.03.2016 DAS Social

Punkt 1.

Årshjul

Beslutning:

Godkendt

Mødet den 03.03.2016 DAS Social

Punkt 2.

Orienteringspunkter

Beslutning:

Punkt 2.1 - Temadag

Holdt i maj.
"""


@pytest.fixture
def secretary(settings):
    settings.DEMO = True
    return factories.secretary()


@pytest.fixture
def office(client, secretary):
    client.force_login(secretary)
    return client


def send(client, content, name="referat.txt"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("archive:documents"), {"file": file}, follow=True)


def read_in(secretary, text=TEXT):
    upload = verbs.take_in(text.encode(), name="referat.txt", by=secretary)
    verbs.read_in(upload, by=secretary)
    return Meeting.objects.get(imported=True)


def test_an_upload_is_shown_and_nothing_is_stored(office):
    page = send(office, TEXT.encode()).content.decode()

    assert "11 linjer er læst, og 11 har fået en plads" in page
    assert "Intet er gemt endnu" in page
    assert "Årshjul" in page
    assert not Meeting.objects.filter(imported=True).exists()


def test_confirming_makes_the_meeting_once(office, secretary):
    send(office, TEXT.encode())
    upload = ArchiveUpload.objects.get()
    address = reverse("archive:read_in", args=[upload.pk])
    page = office.post(address, follow=True).content.decode()
    assert "Ingen linje er tabt" in page
    assert Meeting.objects.get(imported=True).status == MeetingStatus.MINUTES_APPROVED
    assert ImportedDocument.objects.get().imported_by == secretary
    assert office.post(address).status_code == 404
    with pytest.raises(NotAllowed):
        verbs.read_in(upload, by=secretary)


def test_changing_ones_mind_leaves_nothing(office):
    send(office, TEXT.encode())
    office.post(reverse("archive:drop", args=[ArchiveUpload.objects.get().pk]))
    assert not ArchiveUpload.objects.exists()
    assert not Meeting.objects.filter(imported=True).exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Filen er tom"),
        (b"PK\x03\x04" + b"0" * 99, "Word- eller Excel-fil"),
        ("Kære alle".encode(), "ingen dagsordenspunkter"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(office, content, words):
    assert words in send(office, content).content.decode()
    assert not ArchiveUpload.objects.exists()


def test_another_secretary_does_not_see_ones_upload(office):
    send(office, TEXT.encode())
    upload = ArchiveUpload.objects.get()
    office.force_login(factories.secretary())
    assert office.get(reverse("archive:preview", args=[upload.pk])).status_code == 404


def test_the_source_is_shown_line_by_line(office, secretary):
    read_in(secretary)
    document = ImportedDocument.objects.get()
    page = office.get(reverse("archive:document", args=[document.pk])).content.decode()
    assert "Holdt i maj." in page
    assert "Sidehoved eller sidefod" in page


def test_a_known_meeting_is_named_before_it_is_read_in_again(office, secretary):
    read_in(secretary)
    page = send(office, TEXT.encode()).content.decode()
    assert "Mødet er læst ind før" in page


def test_openness_is_said_by_a_person_and_sub_items_follow(office, secretary):
    meeting = read_in(secretary)
    first, second = meeting.items.filter(parent=None).order_by("position")
    assert (
        "1. Årshjul" in office.get(reverse("archive:openness", args=[meeting.pk])).content.decode()
    )
    office.post(
        reverse("archive:openness", args=[meeting.pk]),
        {str(first.pk): "closed", str(second.pk): "open"},
    )
    by_number = {item.number: item.is_open for item in meeting.items.all()}
    assert by_number == {"1": False, "2": True, "2.1": True}


def test_all_items_are_opened_at_once(office, secretary):
    meeting = read_in(secretary)
    office.post(reverse("archive:openness", args=[meeting.pk]), {"alle": "open"})
    assert {item.is_open for item in meeting.items.all()} == {True}


def test_openness_that_was_said_is_not_changed_there(secretary):
    meeting = read_in(secretary)
    item = meeting.items.get(number="1")
    assert verbs.say_openness(meeting, {str(item.pk): False}, by=secretary) == 1
    assert verbs.say_openness(meeting, {str(item.pk): True}, by=secretary) == 0
    item.refresh_from_db()
    assert item.is_open is False


def test_others_than_the_secretariat_are_refused(secretary):
    meeting = read_in(secretary)
    member = factories.member()
    with pytest.raises(NotAllowed):
        verbs.take_in(TEXT.encode(), name="x.txt", by=member)
    with pytest.raises(NotAllowed):
        verbs.say_openness(meeting, {}, by=member)


def test_a_member_reads_the_minutes_but_not_what_is_unsettled(client, secretary, settings):
    meeting = read_in(secretary)
    verbs.say_openness(meeting, {str(meeting.items.get(number="1").pk): True}, by=secretary)
    reader = factories.holder(RoleKind.READER, forum=factories.das())
    client.force_login(reader)
    page = client.get(reverse("meetings:minutes", args=[meeting.pk])).content.decode()
    assert "Årshjul" in page
    assert "Læst ind fra arkivet" in page
    assert "Holdt i maj." not in page


def test_the_list_costs_the_same_with_one_and_many(office, secretary, django_assert_num_queries):
    read_in(secretary)
    address = reverse("archive:documents")
    office.get(address)
    with CaptureQueriesContext(connection) as one:
        office.get(address)
    for day in ("04", "05", "06"):
        text = TEXT.replace("03.03.2016", f"{day}.03.2016")
        verbs.read_in(verbs.take_in(text.encode(), name="x.txt", by=secretary), by=secretary)
    with django_assert_num_queries(len(one)):
        office.get(address)
