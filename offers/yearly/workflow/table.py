"""The yearly wheel as tables: the year, a report, a buyer's answer, a dialogue meeting."""

from __future__ import annotations

from dasportal.accounts.transitions import Transition, Workflow

from ..models import (
    AnswerStatus,
    BuyerAnswer,
    DialogueMeeting,
    DialogueYear,
    MeetingStatus,
    Report,
    ReportStatus,
    YearStatus,
)
from ..permissions import (
    can_ask_for_meeting,
    can_comment,
    can_run_years,
    can_write_answer,
    can_write_report,
)

Y, R, A, M = YearStatus, ReportStatus, AnswerStatus, MeetingStatus
OFFICE = "sekretariatet"
OPERATOR = "driftsherrens indberettere, medlem og stedfortræder; sekretariatet på deres vegne"
PARTY = "partens indberettere, medlem og stedfortræder; sekretariatet på deres vegne"
# name, label, from, to, who may, what is asked first, who (in words)

YEAR = Workflow(
    name="dialogue_year", title="Den årlige dialog", status_field="status", states=YearStatus,
    transitions=(
        Transition("open", "Åbn", (), Y.OPEN, can_run_years, None, OFFICE),
        Transition("change", "Ret frister", (Y.OPEN, Y.HEARD), None, can_run_years, None, OFFICE),
        Transition("remind", "Mind om fristen", (Y.OPEN,), None, can_run_years, None,
                   f"{OFFICE}; portalen selv, når fristen nærmer sig"),
        Transition(
            "share", "Send i høring", (Y.OPEN,), Y.HEARD, can_run_years,
            "Alle parter kan derefter læse de rapporter og svar, der er indsendt.", OFFICE),
        Transition("comment", "Skriv bemærkninger", (Y.OPEN, Y.HEARD), None, can_comment, None,
                   "ekspertpanelet; sekretariatet"),
        Transition("close", "Afslut", (Y.HEARD,), Y.CLOSED, can_run_years, None,
                   f"{OFFICE}, med DAS' statusdrøftelse"),
    ),
)  # fmt: skip

REPORT = Workflow(
    name="yearly_report", title="Årsrapport om et tilbud", status_field="status",
    states=ReportStatus,
    transitions=(
        Transition("begin", "Begynd", (), R.DRAFT, can_write_report, None, OPERATOR),
        Transition("write", "Gem", (R.DRAFT, R.RETURNED), None, can_write_report, None, OPERATOR),
        Transition(
            "submit", "Indsend", (R.DRAFT, R.RETURNED), R.SUBMITTED, can_write_report,
            "Rapporten ligger derefter fast, til sekretariatet eventuelt sender den retur.",
            OPERATOR),
        Transition("return", "Send retur", (R.SUBMITTED, R.ACCEPTED), R.RETURNED, can_run_years, None,
                   OFFICE),
        Transition("accept", "Tag imod", (R.SUBMITTED,), R.ACCEPTED, can_run_years, None, OFFICE),
    ),
)  # fmt: skip

ANSWER = Workflow(
    name="buyer_answer", title="En købers svar", status_field="status", states=AnswerStatus,
    transitions=(
        Transition("begin", "Begynd", (), A.DRAFT, can_write_answer, None, PARTY),
        Transition("write", "Gem", (A.DRAFT,), None, can_write_answer, None, PARTY),
        Transition("submit", "Indsend", (A.DRAFT,), A.SUBMITTED, can_write_answer, None, PARTY),
        Transition("take_back", "Tag tilbage", (A.SUBMITTED,), A.DRAFT, can_write_answer, None,
                   f"{PARTY}; til høringen begynder"),
    ),
)  # fmt: skip

MEETING = Workflow(
    name="dialogue_meeting", title="Dialogmøde om et tilbud", status_field="status",
    states=MeetingStatus,
    transitions=(
        Transition("ask", "Ønsk et dialogmøde", (), M.ASKED, can_ask_for_meeting, None, OPERATOR),
        Transition("approve", "Godkend modellen", (M.ASKED,), M.APPROVED, can_run_years, None,
                   f"{OFFICE}, med DAS' beslutning"),
        Transition("reject", "Godkend ikke modellen", (M.ASKED,), M.REJECTED, can_run_years, None,
                   f"{OFFICE}, med DAS' beslutning"),
        Transition("hold", "Skriv, hvad mødet anbefaler", (M.APPROVED, M.HELD), M.HELD,
                   can_ask_for_meeting, None, OPERATOR),
    ),
)  # fmt: skip


def locked_year(year: DialogueYear) -> DialogueYear:
    return DialogueYear.objects.select_for_update(of=("self",)).get(pk=year.pk)


def locked_report(report: Report) -> Report:
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("dialogue", "offer__operator").get(pk=report.pk)


def locked_answer(answer: BuyerAnswer) -> BuyerAnswer:
    rows = BuyerAnswer.objects.select_for_update(of=("self",))
    return rows.select_related("dialogue", "party").get(pk=answer.pk)


def locked_meeting(meeting: DialogueMeeting) -> DialogueMeeting:
    rows = DialogueMeeting.objects.select_for_update(of=("self",))
    return rows.select_related("dialogue", "offer__operator").get(pk=meeting.pk)
