"""An early warning: who is told, who reads it when, what is answered, and how it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import OutgoingMail
from meetings import workflow as meetings
from meetings.models import AgendaItem, Meeting
from offers.models import Membership, OfferCase
from offers.queries import briefs_of, sheets_of, timeline_of
from offers.watching import workflow
from offers.watching.models import EarlyWarning
from offers.watching.waiting import tasks_of
from tests import factories
from tests.factories import LÆSØ
from tests.offers.conftest import decided, meeting_of, offer, reporter

from .conftest import WORDS, warned

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(office: Person) -> dict[str, Person]:
    das, fu = factories.das(), factories.fu()
    return {
        "office": office,
        "chair": factories.holder(
            RoleKind.CHAIR, "Formand", forum=das, party=factories.party("813")
        ),
        "fu": factories.member(fu, "820", "FU-medlem"),
        "das": factories.member(das, LÆSØ, "DAS-medlem"),
        "deputy": factories.holder(
            RoleKind.DEPUTY, "Stedfortræder", forum=das, party=factories.party("840")
        ),
        "reporter": reporter(),
        "other": reporter(LÆSØ, "Anden driftsherre"),
        "expert": factories.holder(RoleKind.EXPERT, "Ekspert"),
        "reader": factories.holder(RoleKind.READER, "Følger med", forum=das),
        "tariffs": factories.holder(RoleKind.TARIFF_REPORTER, party=factories.party()),
    }


def readers(warning: EarlyWarning, people: dict[str, Person]) -> set[str]:
    return {
        name for name, person in people.items()
        if EarlyWarning.objects.visible_to(person).filter(pk=warning.pk).exists()
    }  # fmt: skip


AT_ONCE = {"office", "chair", "fu", "reporter"}


def test_the_chair_fu_and_the_secretariat_are_told_at_once(
    kvisten: Membership, people: dict[str, Person]
) -> None:
    made = warned(kvisten.offer, people["reporter"])
    mails = OutgoingMail.objects.filter(key__startswith=f"warning:{made.pk}:")
    assert {mail.person for mail in mails} == {people["office"], people["chair"], people["fu"]}
    for mail in mails:  # what is warned of is read in the portal
        assert "Kvisten" not in mail.text + mail.subject
        assert WORDS["what"] not in mail.text
        assert made.get_absolute_url() in mail.text
    assert not made.on_behalf
    assert any("Svar på" in task.text for task in tasks_of(people["chair"]))
    assert not list(tasks_of(people["das"]))


def test_das_reads_it_when_the_agenda_with_it_is_sent(
    kvisten: Membership, people: dict[str, Person]
) -> None:
    meeting = meeting_of(factories.das(), people["office"], 20)
    made = warned(kvisten.offer, people["reporter"])
    case = OfferCase.objects.get(kind="watching.warning")
    assert case.item is not None
    assert case.item.meeting == meeting
    assert case.item.is_open is False
    assert readers(made, people) == AT_ONCE
    assert "Tidlig varsling" not in titles_to(people["das"], kvisten)
    assert briefs_of([kvisten.offer], people["das"]) == {}
    meetings.send_agenda(Meeting.objects.get(pk=meeting.pk), by=people["office"])
    for person in people.values():
        person.forget_roles()
    assert readers(made, people) == AT_ONCE | {"das", "deputy"}
    assert "Tidlig varsling" in titles_to(people["das"], kvisten)


def titles_to(person: Person, member: Membership) -> list[str]:
    return [row.title for row in timeline_of(member.offer, person)]


def test_the_sheet_before_das_never_tells_of_a_warning(
    kvisten: Membership, people: dict[str, Person]
) -> None:
    warned(kvisten.offer, people["reporter"])
    assert "varsling" not in repr(sheets_of([kvisten.offer], timezone.localdate().year)).lower()


def test_without_a_meeting_it_waits_for_the_next(
    kvisten: Membership, people: dict[str, Person]
) -> None:
    made = warned(kvisten.offer, people["reporter"])
    assert OfferCase.objects.get().item is None
    meeting = meeting_of(factories.das(), people["office"], 30)
    case = OfferCase.objects.get()
    assert case.item is not None
    assert case.item.meeting == meeting
    assert readers(made, people) == AT_ONCE


def test_the_item_says_what_is_asked_and_follows_the_answers(
    kvisten: Membership, people: dict[str, Person]
) -> None:
    meeting_of(factories.das(), people["office"], 20)
    made = warned(kvisten.offer, people["reporter"], figures="4 af 6 i brug")
    item = AgendaItem.objects.get(title=f"Tidlig varsling: {kvisten.offer}")
    assert WORDS["asked"] in item.presentation
    assert "4 af 6 i brug" in item.presentation
    assert item.recommendations.count() == 2
    workflow.answer_warning(made, text="FU ser på det.", by=people["fu"])
    from offers import workflow as offers

    offers.refresh_due()
    item.refresh_from_db()
    assert "FU: FU ser på det." in item.presentation


def test_the_secretariat_sends_on_behalf_and_it_is_marked(
    kvisten: Membership, people: dict[str, Person]
) -> None:
    assert warned(kvisten.offer, people["office"]).on_behalf


def test_others_do_not_warn(kvisten: Membership, people: dict[str, Person]) -> None:
    for name in ("other", "das", "expert", "fu", "tariffs", "reader"):
        with pytest.raises(NotAllowed):
            warned(kvisten.offer, people[name])
    assert not EarlyWarning.objects.exists()


def test_what_is_missing_is_said(kvisten: Membership, people: dict[str, Person]) -> None:
    for field in ("what", "done", "asked"):
        with pytest.raises(NotAllowed, match="hvad I ser"):
            warned(kvisten.offer, people["reporter"], **{field: "  "})
    with pytest.raises(NotAllowed, match="ikke kommet"):
        warned(
            kvisten.offer, people["reporter"], since=timezone.localdate() + timedelta(days=1)
        )  # fmt: skip
    with pytest.raises(NotAllowed, match="ikke med"):
        warned(offer("Uden for"), people["reporter"])


def test_the_same_twice_is_one_and_another_is_another(
    kvisten: Membership, people: dict[str, Person]
) -> None:
    first = warned(kvisten.offer, people["reporter"])
    assert warned(kvisten.offer, people["reporter"]) == first
    assert warned(kvisten.offer, people["reporter"], kind="demand") != first
    assert EarlyWarning.objects.count() == OfferCase.objects.count() == 2


def test_it_is_answered_and_the_operator_is_told(
    kvisten: Membership, people: dict[str, Person]
) -> None:
    made = warned(kvisten.offer, people["reporter"])
    more = workflow.answer_warning(made, text="En uddybning.", by=people["reporter"])
    made.refresh_from_db()
    assert (made.status, more.of) == ("sent", "Aalborg")
    chair = workflow.answer_warning(made, text="Vi tager det op.", by=people["chair"])
    made.refresh_from_db()
    assert (made.status, chair.of) == ("answered", "Formanden for DAS")
    told = OutgoingMail.objects.filter(key__startswith=f"warning-answer:{chair.pk}:")
    assert {mail.person for mail in told} == {people["reporter"]}
    for name in ("other", "das", "expert"):
        with pytest.raises(NotAllowed):
            workflow.answer_warning(made, text="Også mig.", by=people[name])


def test_it_is_closed_with_what_came_of_it(kvisten: Membership, people: dict[str, Person]) -> None:
    made = warned(kvisten.offer, people["reporter"])
    with pytest.raises(NotAllowed, match="hvad der kom ud"):
        workflow.close_warning(made, outcome=" ", by=people["office"])
    for name in ("reporter", "fu"):
        with pytest.raises(NotAllowed):
            workflow.close_warning(made, outcome="Løst.", by=people[name])
    closed = workflow.close_warning(made, outcome="Løst.", by=people["chair"])
    assert (closed.status, closed.closed_by) == ("closed", people["chair"])
    with pytest.raises(NotAllowed, match="ikke muligt nu"):
        workflow.answer_warning(made, text="Mere.", by=people["office"])
    titles = [row.title for row in timeline_of(kvisten.offer, people["office"])]
    assert "Varslingen afsluttet" in titles


def test_das_decision_is_written_in(kvisten: Membership, people: dict[str, Person]) -> None:
    meeting_of(factories.das(), people["office"])
    warned(kvisten.offer, people["reporter"])
    made = decided(
        OfferCase.objects.get(), people["office"], outcome="noted", note="Følges tættere"
    )
    assert made.status == "decided"
    titles = [row.title for row in timeline_of(kvisten.offer, people["office"])]
    assert "Varslingen behandlet i DAS" in titles


def test_a_file_goes_with_it_to_those_who_read_it(
    client, kvisten: Membership, people: dict[str, Person], settings, tmp_path
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path
    meeting_of(factories.das(), people["office"])
    client.force_login(people["reporter"])
    data = {**WORDS, "since": "1.11.2024",
            "file": SimpleUploadedFile("tal.txt", "Belægning: 4 af 6".encode())}  # fmt: skip
    sent = client.post(f"/forstaerket/opfoelgning/tilbud/{kvisten.offer_id}/varsling/", data)
    made = EarlyWarning.objects.get()
    assert sent["Location"] == made.get_absolute_url()
    url = f"{made.get_absolute_url()}fil/"
    assert b"".join(client.get(url)).decode() == "Belægning: 4 af 6"
    client.force_login(people["other"])
    assert client.get(url).status_code == 404
    bilag = OfferCase.objects.get(key=str(made.pk)).item.attachments.get()  # on the closed item
    assert (bilag.title, bilag.versions.get().file) == (
        "Bilag fra Aalborg til varslingen",
        made.file,
    )
    assert not bilag.item.is_open
