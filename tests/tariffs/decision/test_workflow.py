"""Tariffs on an agenda, what is decided, and what comes back by itself."""

from __future__ import annotations

from datetime import date

import pikepdf
import pytest
from django.db import DatabaseError, transaction

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import PrintState, RecordEntry
from dasportal.mail.models import OutgoingMail
from meetings import workflow as meetings
from meetings.models import AgendaItem, Attachment, Delegation, ItemKind
from tariffs import workflow as tariffs
from tariffs.appendix import lines_of
from tariffs.decision import workflow
from tariffs.decision.laid import shown_to
from tariffs.decision.models import AppendixVersion, CaseStatus, LineRuling, TariffCase
from tariffs.decision.queries import covered, open_case
from tariffs.models import Line, Submission, SubmissionStatus, ValidTariff
from tests import factories
from tests.factories import AALBORG, FREDERIKSHAVN, LÆSØ
from tests.tariffs.conftest import line
from tests.tariffs.decision.conftest import (
    THIS,
    correction,
    decided,
    laid,
    meeting_of,
    met,
    reported,
)

pytestmark = pytest.mark.django_db


def text_of(case):
    return AgendaItem.objects.get(pk=case.item_id).presentation


def fresh(case):
    return TariffCase.objects.get(pk=case.pk)


# --- On the agenda --------------------------------------------------------------------------------


def test_year_makes_an_item_whose_text_has_live_figures_and_names_who_is_missing(case):
    item = AgendaItem.objects.get(pk=case.item_id)
    assert item.title == f"Takstbilag {THIS}"
    assert [row.verb for row in item.recommendations.all()] == ["approves", "decides"]
    assert "2 af 12 driftsherrer" in item.presentation.replace("\xa0", " ")
    assert "<strong>Mangler:</strong> Brønderslev, Hjørring" in item.presentation
    assert "opgjort" in item.presentation


def test_bilag_is_printed_and_replaced_when_somebody_hands_in(case, office):
    workflow.print_bilag.func(case.pk)
    laid = fresh(case)
    assert laid.is_printed
    assert laid.bilag.title == f"Takstbilag {THIS}"
    reported(LÆSØ, office, [line("Ørnereden")])
    assert workflow.refresh_due() == 1
    assert workflow.refresh_due() == 0
    assert "3 af 12" in text_of(case)
    workflow.print_bilag.func(case.pk)
    assert fresh(case).bilag.versions.count() == 2
    assert Attachment.objects.filter(item=case.item_id).count() == 1


def test_text_that_somebody_wrote_in_is_left_until_they_ask(case, office):
    item = AgendaItem.objects.get(pk=case.item_id)
    meetings.save_text(
        item, field="presentation", value="<p>Vores ord.</p>", by=office,
        base_revision=meetings.revision_of(item, "presentation"),
    )  # fmt: skip
    reported(LÆSØ, office, [line("Ørnereden")])
    workflow.refresh_due()
    assert text_of(case) == "<p>Vores ord.</p>"
    workflow.use_offered_text(case, by=office)
    assert "3 af 12" in text_of(case)


def test_once_the_agenda_is_sent_nothing_refreshes_by_itself(case, office):
    meetings.send_agenda(laid(case, office).item.meeting, by=office)
    before = text_of(case)
    reported(LÆSØ, office, [line("Ørnereden")])
    assert workflow.refresh_due() == 0
    assert text_of(case) == before
    workflow.refresh(fresh(case), by=office)
    assert "3 af 12" in text_of(case)


def test_a_case_stands_on_one_agenda_at_a_time(case, fu_meeting, office):
    with pytest.raises(NotAllowed, match="står allerede"):
        workflow.put_on_agenda(case.year, meeting=fu_meeting, by=office)
    meetings.remove_item(case.item, by=office)
    again = workflow.put_on_agenda(case.year, meeting=fu_meeting, by=office)
    assert (again.pk, again.item.meeting) == (case.pk, fu_meeting)


def test_nothing_handed_in_is_nothing_to_decide(office, das_meeting):
    year = tariffs.open_year(THIS, by=office)
    with pytest.raises(NotAllowed, match="Ingen parter har indsendt"):
        workflow.put_on_agenda(year, meeting=das_meeting, by=office)


def test_only_the_secretariat_puts_on_and_decides(case, das_meeting):
    member = factories.member()
    for act in (
        lambda: workflow.put_on_agenda(case.year, meeting=das_meeting, by=member),
        lambda: workflow.refresh(case, by=member),
        lambda: workflow.add_exception(case, party=factories.party(), by=member),
        lambda: workflow.decide(case, by=member),
    ):
        with pytest.raises(NotAllowed, match="Du har ikke adgang"):
            act()


# --- Deciding -------------------------------------------------------------------------------------


def test_all_approved_is_the_sealed_version_one(case, office):
    version = decided(case, office)
    assert (version.number, version.valid_from) == (1, date(THIS, 1, 1))
    assert version.decided.startswith("DAS Social, ") and version.decided.endswith("punkt 3")
    assert ValidTariff.objects.filter(decision=version.decided).count() == 3
    assert {row.status for row in Submission.objects.all()} == {SubmissionStatus.APPROVED}
    assert fresh(case).status == CaseStatus.DECIDED
    assert open_case(case.year) is None
    workflow.print_and_seal.func(version.pk)
    workflow.print_and_seal.func(version.pk)
    version.refresh_from_db()
    assert version.state == PrintState.DONE
    assert RecordEntry.objects.filter(kind="appendix").count() == 1
    with pikepdf.open(version.file.on_disk) as pdf:
        assert sorted(pdf.attachments) == [
            f"takstbilag-{THIS}-version-1.csv", f"takstbilag-{THIS}-version-1.json",
        ]  # fmt: skip


@pytest.mark.parametrize("scope", ["party", "offer", "line"])
def test_what_is_excepted_comes_back_as_a_case_for_fu(case, fu_meeting, office, scope):
    row = Line.objects.get(offer__name="Sonjavej")
    what = {"party": {}, "offer": {"offer": row.offer}, "line": {"line": row}}[scope]
    workflow.add_exception(case, party=factories.party(AALBORG), by=office, **what)
    version = decided(case, office, delegate=True)
    kept = 2 if scope == "party" else 1
    assert len(list(lines_of(version.snapshot["parties"]))) == 3 - kept
    assert LineRuling.objects.filter(case=case).count() == kept
    rest = TariffCase.objects.open().get()
    assert rest.item.meeting == fu_meeting
    assert rest.item.title == f"Takster for {THIS}: det, der var undtaget"
    assert "Sonjavej, 1 linje: undtaget" in text_of(rest)
    assert Delegation.objects.get().uses.get().item == rest.item
    assert sum(len(part.lines) for part in covered(rest)) == kept


def test_fu_approves_the_rest_and_version_two_has_it(case, fu_meeting, office):
    row = Line.objects.get(offer__name="Sonjavej")
    workflow.add_exception(case, party=factories.party(AALBORG), offer=row.offer, by=office)
    decided(case, office)
    version = decided(TariffCase.objects.open().get(), office)
    assert version.number == 2
    assert [offer["name"] for offer in version.changes["offers"]] == ["Sonjavej"]
    assert version.changes["offers"][0]["lines"][0]["outcome"] == "ny"
    assert version.snapshot["exceptions"] == []
    assert ValidTariff.objects.get(line=row).decision.startswith("FU, ")
    assert not TariffCase.objects.open().exists()


def test_what_waits_comes_on_the_next_fu_meeting_that_is_planned(case, office):
    workflow.add_exception(case, party=factories.party(FREDERIKSHAVN), by=office)
    decided(case, office)
    rest = TariffCase.objects.open().get()
    assert rest.item is None
    meeting = meeting_of(factories.fu(), office, 20)
    assert fresh(rest).item.meeting == meeting


def test_what_is_rejected_does_not_come_back(case, fu_meeting, office):
    with pytest.raises(NotAllowed, match="Skriv, hvorfor"):
        workflow.add_exception(
            case, party=factories.party(FREDERIKSHAVN), outcome="rejected", by=office
        )
    workflow.add_exception(
        case, party=factories.party(FREDERIKSHAVN), outcome="rejected", reason="For højt.",
        by=office,
    )  # fmt: skip
    version = decided(case, office)
    assert not TariffCase.objects.open().exists()
    assert version.snapshot["exceptions"] == ["Frederikshavn, Skansen, 1 linje: afvist (For højt.)"]


def test_nothing_is_decided_under_any_other_business(case, office):
    AgendaItem.objects.filter(pk=case.item_id).update(kind=ItemKind.ANY_OTHER)
    with pytest.raises(NotAllowed, match="under Eventuelt"):
        workflow.decide(fresh(case), by=office)
    assert not ValidTariff.objects.exists()


def test_a_meeting_that_has_not_decided_decides_nothing(case, office):
    with pytest.raises(NotAllowed, match="ikke begyndt"):
        workflow.decide(fresh(case), by=office)
    meetings.send_agenda(laid(case, office).item.meeting, by=office)
    meetings.start_meeting(case.item.meeting, by=office)
    with pytest.raises(NotAllowed, match="Skriv beslutningen"):
        workflow.decide(fresh(case), by=office)
    meetings.set_outcome(case.item, outcome="postponed", by=office)
    with pytest.raises(NotAllowed, match="»Udsat«"):
        workflow.decide(fresh(case), by=office)


def test_figures_that_the_meeting_has_not_seen_are_not_decided(case, office):
    met(case.item, office)
    mine = Submission.objects.get(party__code=FREDERIKSHAVN)
    mine = tariffs.return_submission(mine, reason="Se igen.", by=office)
    tariffs.accept(tariffs.submit(mine, by=office), by=office)
    with pytest.raises(NotAllowed, match="Frederikshavn har ændret sine takster"):
        workflow.decide(fresh(case), by=office)
    workflow.add_exception(case, party=mine.party, by=office)
    assert workflow.decide(fresh(case), by=office).number == 1


def test_a_party_that_hands_in_after_the_bilag_waits_for_fu(case, fu_meeting, office):
    met(case.item, office)
    late = reported(LÆSØ, office, [line("Ørnereden")])
    with pytest.raises(NotAllowed, match="Læsø har indsendt takster, efter"):
        workflow.decide(fresh(case), by=office)
    workflow.add_exception(case, party=late.party, by=office)
    workflow.decide(fresh(case), by=office)
    assert "Læsø, Ørnereden" in text_of(TariffCase.objects.open().get())


def test_deciding_again_gives_the_version_that_is_there(case, office):
    version = decided(case, office)
    assert workflow.decide(fresh(case), by=office) == version
    assert AppendixVersion.objects.count() == 1


def test_a_version_cannot_be_changed_or_deleted(case, office):
    version = decided(case, office)
    rows = AppendixVersion.objects.filter(pk=version.pk)
    for act in (lambda: rows.update(decided="Andet"), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


# --- Corrections ----------------------------------------------------------------------------------


def test_a_correction_is_decided_by_fu_and_the_buyers_are_told(case, fu_meeting, office):
    decided(case, office)
    læsø = factories.member(code=LÆSØ)
    other = factories.member(code=FREDERIKSHAVN)
    proposed = correction(office, date(THIS, 3, 1))
    proposed.buyers.set([factories.party(LÆSØ)])
    tariffs.accept(proposed, by=office)
    on = workflow.put_on_agenda(case.year, meeting=fu_meeting, by=office, submission=proposed)
    assert "Der var en fejl i beregningen." in text_of(on)
    assert on.snapshot["change"]["offers"][0]["lines"][0]["old"]["tariff"] == "4701.00"
    kept = Line.objects.get(submission=proposed, offer__name="Sonjavej")
    workflow.add_exception(on, party=proposed.party, offer=kept.offer, by=office)
    version = decided(on, office)
    assert (version.number, version.valid_from) == (2, date(THIS, 3, 1))
    tariff_of = {row.offer_name: row.tariff for row in ValidTariff.objects.on(date(THIS, 6, 1))}
    assert tariff_of == {"Violen": 4800, "Sonjavej": 4701, "Skansen": 4701}
    told = OutgoingMail.objects.filter(subject__startswith="Rettede takster")
    assert told.get(person=læsø).text.count("Violen, Botilbud: 4.701 kr. → 4.800 kr.") == 1
    assert "Sonjavej" not in told.get(person=læsø).text
    assert not told.filter(person=other).exists()
    assert version.snapshot["exceptions"] == [
        "Aalborg, Sonjavej, 1 linje: rettelsen er undtaget, behandles igen i FU; "
        "den hidtidige takst gælder"
    ]


def test_the_rest_of_a_correction_tells_only_of_the_rest(case, fu_meeting, office):
    decided(case, office)
    proposed = tariffs.accept(correction(office), by=office)
    on = workflow.put_on_agenda(case.year, meeting=fu_meeting, by=office, submission=proposed)
    kept = Line.objects.get(submission=proposed, offer__name="Sonjavej")
    workflow.add_exception(on, party=proposed.party, line=kept, outcome="postponed", by=office)
    decided(on, office)
    meeting_of(factories.fu(), office, 40)
    rest = TariffCase.objects.open().get()
    assert [offer["name"] for offer in rest.snapshot["change"]["offers"]] == ["Sonjavej"]
    version = decided(rest, office)
    assert version.number == 3
    assert [offer["name"] for offer in version.changes["offers"]] == ["Sonjavej"]
    assert ValidTariff.objects.get(line=kept).tariff == 4800


# --- What readers have been sent ------------------------------------------------------------------


def test_members_see_others_figures_when_they_are_sent_and_no_sooner(case, office):
    member = factories.member()
    assert shown_to(member, case.year) is None
    meetings.send_agenda(laid(case, office).item.meeting, by=office)
    assert shown_to(member, case.year)["year"] == THIS
    reported(LÆSØ, office, [line("Ørnereden")])
    workflow.refresh(fresh(case), by=office)
    assert shown_to(member, case.year) is None
    workflow.print_bilag.func(case.pk)
    assert shown_to(member, case.year) is None
    meetings.send_changes(case.item.meeting, by=office)
    told = [row["name"] for row in shown_to(member, case.year)["parties"] if not row["missing"]]
    assert told == ["Frederikshavn", "Læsø", "Aalborg"]


def test_a_closed_bilag_is_shown_to_those_who_sit_there_alone(case, office):
    closed = laid(case, office)
    meetings.change_attachment(closed.bilag, is_closed=True, by=office)
    meetings.send_agenda(closed.item.meeting, by=office)
    reader = factories.holder(RoleKind.READER, forum=factories.das())
    assert shown_to(factories.member(), case.year) is not None
    assert shown_to(reader, case.year) is None
