"""The yearly wheel: reports, answers, hearing, panel, FU and DAS, on the real cases of the domain."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries import workflow as enquiries
from dasportal.mail.models import OutgoingMail
from meetings.models import AgendaItem
from offers import workflow as offers
from offers.models import Figure, OfferCase
from offers.status import sheet_of, status_of
from offers.yearly import workflow
from offers.yearly.models import BuyerAnswer, Report
from offers.yearly.queries import MEETING_CASE, STATUS_CASE, twelve_of
from offers.yearly.workflow import Conflict
from tests import factories
from tests.factories import AALBORG, LÆSØ, REGION
from tests.offers.conftest import decided, expert, meeting_of, member_offer, met, reporter
from tests.offers.yearly.conftest import LATER, given_answer, given_report, opened

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def line(office):
    return reporter(AALBORG, "Line")


def figures(offer, day):
    rows = Figure.objects.filter(series__offer=offer, on=day)
    return {row.series.measure: row.value for row in rows.select_related("series")}


def test_figures_of_a_report_come_into_the_series(year, kvisten, line):
    """Kvisten: 4.8 of 6 places in 2023, 5.6 in 2024."""
    earlier = opened(2023, year.opened_by)
    given_report(earlier, kvisten.offer, line, used=D("4.8"))
    given_report(year, kvisten.offer, line, used=D("5.6"), explanation="Flere fra Region Midt.")
    assert figures(kvisten.offer, date(2023, 12, 31))["used"] == D("4.8")
    assert figures(kvisten.offer, date(2024, 12, 31))["occupancy"] == D("93.3")


def test_a_figure_says_what_it_covers(office):
    """Institut for Syn og Hørelse: 102.1 % in 2024, its economy is the centre's."""
    member = member_offer("Institut for Syn og Hørelse", office, AALBORG, places=100)
    year = opened(2024, office)
    given_report(
        year, member.offer, reporter(AALBORG), places=D(100), used=D("102.1"), economy_covers="centre",
        economy_what="Centret over instituttet",
    )  # fmt: skip
    row = Figure.objects.get(series__offer=member.offer, series__measure="result")
    assert (row.covers, row.covers_what) == ("centre", "Centret over instituttet")
    assert figures(member.offer, date(2024, 12, 31))["occupancy"] == D("102.1")
    workflow.share_year(year, closes_on=LATER, by=office)
    assert "Centret over instituttet" in status_of(2024)["offers"][0]["short"]


def test_deficit_and_what_is_expected(year, østerskoven, office):
    """Østerskoven: 6.7 m kr. short in 2024, 10.6 expected in 2025."""
    by = reporter(REGION)
    given_report(
        year, østerskoven.offer, by, places=D(24), used=D(17), result=D(-6_700_000),
        expected_result=D(-10_600_000),
    )  # fmt: skip
    found = figures(østerskoven.offer, date(2024, 12, 31))
    assert (found["result"], found["expected"]) == (-6_700_000, -10_600_000)
    workflow.share_year(year, closes_on=LATER, by=office)
    assert "−10.600.000 kr." in sheet_of(østerskoven.offer, 2024)["short"]


def test_a_report_begins_with_what_is_the_same_as_last_year(year, kvisten, line):
    given_report(opened(2023, year.opened_by), kvisten.offer, line, staff=D(14), used=D(5))
    made = workflow.begin_report(year, offer=kvisten.offer, by=line)
    assert (made.staff, made.used, made.result) == (14, None, None)


def test_errors_keep_a_report_back_and_nothing_is_lost(year, kvisten, line):
    made = workflow.begin_report(year, offer=kvisten.offer, by=line)
    workflow.save_report(made, values={"places": D(6), "used": D(3)}, by=line)
    with pytest.raises(NotAllowed, match="årets resultat"):
        workflow.submit_report(made, by=line)
    made.refresh_from_db()
    assert (made.status, made.used) == ("draft", 3)
    assert not Figure.objects.exists()


def test_a_draft_is_the_operators_own(year, kvisten, office, line):
    workflow.begin_report(year, offer=kvisten.offer, by=line)
    panel, neighbour = expert(), reporter(LÆSØ)
    assert not Report.objects.visible_to(office).exists()
    assert Report.objects.visible_to(line).exists()
    with pytest.raises(NotAllowed, match="Driftsherren er begyndt"):
        workflow.begin_report(year, offer=kvisten.offer, by=office)
    given_report(year, kvisten.offer, line)
    assert Report.objects.visible_to(panel).exists()
    assert not Report.objects.visible_to(neighbour).exists()
    workflow.share_year(year, closes_on=LATER, by=office)
    assert Report.objects.visible_to(neighbour).exists()


def test_the_secretariat_writes_for_the_operator_marked_as_such(year, kvisten, office):
    made = given_report(year, kvisten.offer, office)
    assert made.on_behalf
    workflow.return_report(made, reason="Se på tallene.", by=office)
    again = workflow.submit_report(made, by=reporter(AALBORG))
    assert not again.on_behalf


def test_two_who_write_the_same_report_are_told(year, kvisten, line):
    made = workflow.begin_report(year, offer=kvisten.offer, by=line)
    workflow.save_report(made, values={"worries": "Én."}, by=line, base_revision=0)
    with pytest.raises(Conflict):
        workflow.save_report(made, values={"worries": "To."}, by=line, base_revision=0)
    made.refresh_from_db()
    assert made.worries == "Én."


def test_handed_in_again_it_is_locked_until_it_is_sent_back(year, kvisten, line, office):
    made = given_report(year, kvisten.offer, line)
    with pytest.raises(NotAllowed, match="ikke muligt nu"):
        workflow.save_report(made, values={"staff": D(1)}, by=line)
    assert workflow.submit_report(made, by=line).submitted_at == made.submitted_at
    mails = OutgoingMail.objects.filter(subject__startswith="Kvittering")
    assert [mail.person for mail in mails] == [line]
    workflow.return_report(made, reason="Mangler måneder.", by=office)
    assert OutgoingMail.objects.filter(subject__startswith="Sendt retur").count() == 1


# --- The buyers -----------------------------------------------------------------------------------


def test_why_is_asked_where_an_offer_is_not_used(year, kvisten, line):
    answer = workflow.begin_answer(year, party=factories.party(), by=line)
    workflow.save_answer(answer, uses={kvisten.offer_id: {"intention": "none"}}, by=line)
    with pytest.raises(NotAllowed, match="skriv, hvorfor I ikke bruger det"):
        workflow.submit_answer(answer, by=line)


def test_twelve_answers_add_up_with_last_year_beside(year, kvisten, office, line):
    last = opened(2023, office)
    given_answer(last, factories.party(), line, now="3")
    given_answer(year, factories.party(), line, now="2", expected="2.5")
    given_answer(year, factories.party(LÆSØ), reporter(LÆSØ), now="1", expected="0")
    rows, sums = twelve_of(year, kvisten.offer, office)
    assert (len(rows), sums.answered) == (12, 2)
    assert (sums.now, sums.next_year, sums.before) == (3, D("2.5"), 3)


def test_another_partys_answer_is_read_from_the_hearing_on(year, kvisten, office, line):
    given_answer(year, factories.party(), line)
    neighbour = reporter(LÆSØ)
    assert twelve_of(year, kvisten.offer, neighbour)[1].answered == 0
    workflow.share_year(year, closes_on=LATER, by=office)
    assert twelve_of(year, kvisten.offer, neighbour)[1].answered == 1
    answer = BuyerAnswer.objects.get()
    with pytest.raises(NotAllowed, match="i høring"):
        workflow.take_back_answer(answer, by=line)


def test_a_sheet_says_nothing_before_the_hearing(year, kvisten, office, line):
    """Everybody with a role reads it: the report's and the panel's words, and another party's answer,
    wait. The figures are in their series from the day they are handed in."""
    given_report(year, kvisten.offer, line, worries="Vagterne er svære at dække.")
    given_answer(year, factories.party(), line, wishes="Et ambulant tilbud.")
    workflow.comment(year, offer=kvisten.offer, text="Fagligheden er høj.", by=expert())
    before = str(sheet_of(kvisten.offer, 2024))
    assert not any(words in before for words in ("Vagterne", "ambulant", "Fagligheden"))
    workflow.share_year(year, closes_on=LATER, by=office)
    after = str(sheet_of(kvisten.offer, 2024))
    assert all(words in after for words in ("Vagterne", "ambulant", "Fagligheden"))


def test_an_answer_begins_with_what_was_expected(year, kvisten, office, line):
    given_answer(opened(2023, office), factories.party(), line, expected="4")
    made = workflow.begin_answer(year, party=factories.party(), by=line)
    assert made.uses.get(offer=kvisten.offer).now == 4


# --- The rest of the wheel ------------------------------------------------------------------------


def test_the_whole_wheel(year, kvisten, østerskoven, office, line):
    """Report, answers, hearing with a remark, panel, FU's recommendation, DAS's discussion."""
    given_report(year, kvisten.offer, line, worries="Vagterne er svære at dække.")
    given_answer(year, factories.party(), line, wishes="Et ambulant tilbud.")
    year = workflow.share_year(year, closes_on=LATER, by=office)
    response = year.hearing.responses.get(party__code=LÆSØ)
    member = factories.member(code=LÆSØ)
    asked = year.hearing.questions.get(key=f"tilbud-{kvisten.offer_id}")
    enquiries.save_answer(
        response, asked, raw="Vi er glade for tilbuddet.", base_revision=0, by=member
    )
    enquiries.submit(response, by=member)
    workflow.comment(year, offer=kvisten.offer, text="Fagligheden er høj.", by=expert())
    fu = offers.put_on_agenda(
        STATUS_CASE, year.pk, meeting=meeting_of(factories.fu(), office), by=office
    )
    met(fu, office)
    offers.decide(OfferCase.objects.get(pk=fu.pk), by=office)
    year.refresh_from_db()
    assert year.recommendation == "Godkendt"
    das = offers.put_on_agenda(
        STATUS_CASE, year.pk, meeting=meeting_of(factories.das(), office, 14), by=office
    )
    text = AgendaItem.objects.get(pk=das.item_id).presentation
    assert text.index("Kvisten") < text.index("Østerskoven")  # the lasting order
    assert "Vagterne er svære at dække" in text and "FU's anbefaling" in text
    assert decided(das, office, outcome="noted").status == "decided"
    year.refresh_from_db()
    assert year.status == "closed"
    parts = {part["heading"]: part for part in sheet_of(kvisten.offer, 2024)["parts"]}
    words = [text["body"] for text in parts["Høring, ekspertpanel og dialogmøde"]["texts"]]
    assert words == ["Vi er glade for tilbuddet.", "Fagligheden er høj."]
    assert "Et ambulant tilbud." in str(parts["Købernes svar"])


def test_the_item_follows_what_is_handed_in_until_it_is_sent(year, kvisten, office, line):
    case = offers.put_on_agenda(
        STATUS_CASE, year.pk, meeting=meeting_of(factories.das(), office), by=office
    )
    assert "4,8 af 6" not in AgendaItem.objects.get(pk=case.item_id).presentation
    given_report(year, kvisten.offer, line)
    workflow.share_year(year, closes_on=LATER, by=office)
    assert offers.refresh_due() == 1
    assert "4,8 af 6" in AgendaItem.objects.get(pk=case.item_id).presentation
    assert offers.refresh_due() == 0
    met(case, office, outcome="noted")
    before = OfferCase.objects.get(pk=case.pk).snapshot
    workflow.return_report(Report.objects.get(), reason="Ret.", by=office)
    assert offers.refresh_due() == 0
    assert OfferCase.objects.get(pk=case.pk).snapshot == before


def test_a_model_for_dialogue_meetings_is_approved_by_das(year, kvisten, office, line):
    meeting = workflow.ask_for_meeting(
        year, offer=kvisten.offer, model="Fire fagfolk, to gange om året.", by=line
    )
    with pytest.raises(NotAllowed, match="ikke muligt nu"):
        workflow.hold_meeting(meeting, held_on=timezone.localdate(), outcome="Ja.", by=line)
    case = offers.put_on_agenda(
        MEETING_CASE, meeting.pk, meeting=meeting_of(factories.das(), office), by=office,
        offer=kvisten.offer,
    )  # fmt: skip
    decided(case, office)
    meeting.refresh_from_db()
    assert meeting.status == "approved"
    held = workflow.hold_meeting(
        meeting, held_on=timezone.localdate(), outcome="Flere ambulante forløb.", by=line
    )
    assert held.status == "held"


def test_reminders_go_to_those_who_lack_once_a_day(year, kvisten, office, line):
    given_report(year, kvisten.offer, line)
    region = reporter(REGION)
    assert workflow.remind(year, by=office) > 0
    told = OutgoingMail.objects.filter(kind="reminder", text__contains="årsrapporter fra")
    assert {mail.person for mail in told} == {region}
    before = OutgoingMail.objects.count()
    workflow.remind(year, by=office)
    assert OutgoingMail.objects.count() == before


def test_a_catalogue_is_kept_in_versions(kvisten, line):
    first = workflow.declare(kvisten.offer, services="Seks pladser.", promise="", by=line)
    assert workflow.declare(kvisten.offer, services="Seks pladser.", promise="", by=line) == first
    second = workflow.declare(
        kvisten.offer, services="Fem pladser.", promise="Svar på en uge.", by=line
    )
    assert second.number == 2
    with pytest.raises(NotAllowed):
        workflow.declare(kvisten.offer, services="Nej.", promise="", by=reporter(LÆSØ))


def test_a_returned_report_is_the_operators_own_again(kvisten, office):
    """Until it is handed in anew: nobody reads what is half rewritten."""
    year, line = opened(2024, office), reporter(AALBORG)
    made = given_report(year, kvisten.offer, line)
    assert Report.objects.visible_to(office).filter(pk=made.pk).exists()
    workflow.return_report(made, reason="Tjek pladserne.", by=office)
    assert not Report.objects.visible_to(office).filter(pk=made.pk).exists()
    assert Report.objects.visible_to(line).filter(pk=made.pk).exists()
    workflow.submit_report(made, by=line)
    assert Report.objects.visible_to(office).filter(pk=made.pk).exists()
