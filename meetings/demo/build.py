"""Building the demo year through the same verbs that people use, so that it is what it shows."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.utils import timezone

from dasportal.accounts.models import Forum, Party, Person, RoleKind
from dasportal.documents import press
from dasportal.documents.files import store

from .. import workflow
from ..models import (
    AgendaItem,
    AttendanceStatus,
    Format,
    ItemKind,
    Meeting,
    MeetingStatus,
    MinutesVersion,
    Outcome,
    Section,
)
from . import content, files, following
from .content import Case

PLACES = ("Regionshuset, Aalborg", "Rådhuset i Brønderslev", "Rådhuset i Hobro")


class DemoYear:
    """One year of DAS and FU around today: a meeting in every status, one agenda ready to work on."""

    def __init__(self, today: date | None = None) -> None:
        self.today = today or timezone.localdate()
        self.das = Forum.objects.get(slug="das")
        self.fu = Forum.objects.get(slug="fu")
        self.office = self._holder(RoleKind.SECRETARIAT)
        self.chair = self._holder(RoleKind.CHAIR)

    def build(self) -> dict[str, Meeting]:
        """Returns the meetings by what they show: »sealed«, »agenda_sent«, »working« …"""
        made = {"sealed": self._past(self.das, -240, [content.WHEEL, content.PSYCHIATRY_PLACES])}
        self.hold(made["sealed"])
        made["sealed_2"] = self._past(
            self.das, -150, [content.ANNUAL_REPORTS, content.NATIONAL_OFFERS]
        )
        self.hold(made["sealed_2"], approve=made["sealed"])
        made["approved"] = self._past(self.fu, -60, [content.WORKING_GROUP])
        self.hold(made["approved"])
        made["minutes_sent"] = self._past(
            self.das, -45, [content.TARIFF_FORM, content.TECHNOLOGY, content.CLOSED_CASE]
        )
        self.hold(made["minutes_sent"], approve=made["sealed_2"])
        following.answer_for_parties()
        made["held"] = self._past(self.fu, -17, [content.SINGLE_TARIFF])
        following.use_delegation(made["held"], content.SINGLE_TARIFF.title, by=self.office)
        self.hold(made["held"], approve=made["approved"], amended=True, send=False)
        self._around_today(made)
        return made

    def _around_today(self, made: dict[str, Meeting]) -> None:
        made["in_session"] = self._meeting(self.fu, 0, starts=time(9, 0), ends=time(11, 0))
        self.fill(made["in_session"], [content.SUPERVISION, content.DUAL_DIAGNOSIS])
        workflow.send_agenda(made["in_session"], by=self.office)
        workflow.start_meeting(made["in_session"], by=self.office)
        made["next"] = self._meeting(self.das, 75, format=Format.VIRTUAL)
        made["agenda_sent"] = self._meeting(self.fu, 9)
        self.fill(made["agenda_sent"], [content.TARIFF_MODEL, content.AGREEMENT, content.DIALOGUE])
        workflow.send_agenda(made["agenda_sent"], by=self.office)
        made["working"] = self._meeting(self.das, 16, case_number="2025-051554")
        self.full_agenda(made["working"])
        made["cancelled"] = self._meeting(self.fu, 30)
        workflow.cancel_meeting(
            made["cancelled"], reason="Der er ingen sager, der haster.", by=self.office
        )
        self._meeting(self.das, 130)

    # --- Parts -----------------------------------------------------------------------------------

    def _holder(self, kind: str) -> Person:
        return Person.objects.filter(roles__kind=kind).order_by("pk")[0]

    def _meeting(self, forum: Forum, days: int, **frame: object) -> Meeting:
        day = self.today + timedelta(days=days)
        while day.weekday() > 4 and days:
            day += timedelta(days=1)
        values: dict[str, object] = {
            "date": day,
            "starts_at": frame.pop("starts", time(13, 0)),
            "ends_at": frame.pop("ends", time(16, 0)),
            "place": PLACES[abs(days) % len(PLACES)],
            "chair": self.chair,
            "minute_taker": self.office,
            **frame,
        }
        if values.get("format") == Format.VIRTUAL:
            values["place"] = ""
            values["video_link"] = "https://video.example/das"
        return workflow.plan_meeting(forum, by=self.office, **values)

    def _past(self, forum: Forum, days: int, cases: list[Case]) -> Meeting:
        meeting = self._meeting(forum, days)
        self.fill(meeting, cases)
        return meeting

    def fill(self, meeting: Meeting, cases: list[Case]) -> None:
        """Lay these cases into the agenda."""
        for case in cases:
            self.add(meeting, case)

    def full_agenda(self, meeting: Meeting) -> None:
        """17 items with 8 bilag: formalities, cases, orientation with sub-items, closing."""
        self.fill(meeting, list(content.FULL_AGENDA))
        self._text(meeting, ItemKind.FROM_COMMITTEE, content.FROM_FU)
        news = meeting.items.get(kind=ItemKind.INFORMATION)
        for title, text in content.NEWS:
            child = workflow.add_item(
                meeting, title=title, parent=news, section=Section.INFORMATION, by=self.office
            )
            self._save(child, "presentation", text)

    def _text(self, meeting: Meeting, kind: str, text: str) -> None:
        item = meeting.items.filter(kind=kind).first()
        if item is not None:
            self._save(item, "presentation", text)

    def add(self, meeting: Meeting, case: Case) -> AgendaItem:
        item = workflow.add_item(
            meeting,
            title=case.title,
            section=case.section,
            is_open=case.open,
            concerns=case.concerns,
            presenter=case.presenter,
            planned_minutes=case.minutes,
            by=self.office,
        )
        for field in ("summary", "background", "presentation"):
            if text := getattr(case, field):
                self._save(item, field, text)
        workflow.set_recommendations(item, texts=case.recommendations, by=self.office)
        if case.statement:
            body, words = case.statement
            workflow.add_statement(item, body=body, text=words, by=self.office)
        workflow.set_guests(item, guests=case.guests, by=self.office)
        for name in case.attachments:
            stored = store(files.make(name), name=name, by=self.office)
            workflow.add_attachment(item, file=stored, by=self.office)
        return item

    def _save(self, item: AgendaItem, field: str, text: str) -> None:
        base = workflow.revision_of(item, field)
        workflow.save_text(item, field=field, value=text, base_revision=base, by=self.office)

    # --- Holding a meeting -----------------------------------------------------------------------

    def hold(
        self,
        meeting: Meeting,
        *,
        approve: Meeting | None = None,
        amended: bool = False,
        send: bool = True,
    ) -> None:
        """Send the agenda, hold the meeting, write its decisions, and send the minutes.

        `approve` is the meeting whose minutes are approved here; they are then sealed.
        """
        workflow.send_agenda(meeting, by=self.office)
        workflow.start_meeting(meeting, by=self.office)
        self._attend(meeting)
        for item in meeting.items.in_order():
            self._decide(item, amended)
        workflow.end_meeting(meeting, by=self.office)
        if approve is not None and not amended:
            self._seal(approve)
        if send:
            workflow.send_minutes(meeting, by=self.office)

    def _attend(self, meeting: Meeting) -> None:
        rows = list(meeting.attendance.select_related("meeting"))
        said = {"deputy_name": "", "arrived_at": None, "left_before": None}
        changes = [(rows[0], {**said, "status": AttendanceStatus.ABSENT})]
        if len(rows) > 4:
            deputy = {"status": AttendanceStatus.DEPUTY, "deputy_name": "Maja Fjerre"}
            changes.append((rows[3], {**said, **deputy}))
        workflow.set_attendance(changes, by=self.office)
        workflow.add_attendee(meeting, name=self.office.name, role="Sekretariatet", by=self.office)

    def _decide(self, item: AgendaItem, amended: bool) -> None:
        case = _CASES.get(item.title)
        if case is None:
            self._decide_standing(item, amended)
            return
        self._save(item, "decision", case.decision)
        workflow.set_outcome(item, outcome=case.outcome, note=case.outcome_note, by=self.office)
        parties = {party.code: party for party in Party.objects.all()}
        workflow.set_positions(
            item,
            positions=[(parties[code], stance, words) for code, stance, words in case.positions],
            by=self.office,
        )
        following.while_written(item, today=self.today, by=self.office)
        for what, who, days in case.follow_ups:
            workflow.add_follow_up(
                item,
                what=what,
                owner=who,
                due=self.today + timedelta(days=days) if days is not None else None,
                by=self.office,
            )

    def _decide_standing(self, item: AgendaItem, amended: bool) -> None:
        texts = {
            ItemKind.APPROVE_AGENDA: ("Dagsordenen blev godkendt.", Outcome.APPROVED),
            ItemKind.APPROVE_MINUTES: ("Referatet blev godkendt.", Outcome.APPROVED),
            ItemKind.FROM_COMMITTEE: ("Orienteringen blev taget til efterretning.", Outcome.NOTED),
            ItemKind.ANY_OTHER: ("Der var ikke noget under punktet.", ""),
        }
        if item.kind not in texts:
            return
        text, outcome = texts[ItemKind(item.kind)]
        if item.kind == ItemKind.APPROVE_MINUTES and amended:
            text = "Referatet blev godkendt med en rettelse til punkt 3."
            outcome = Outcome.APPROVED_AMENDED
        self._save(item, "decision", f"<p>{text}</p>")
        workflow.set_outcome(item, outcome=outcome, by=self.office)

    def _seal(self, meeting: Meeting) -> None:
        """What the worker does when the approved minutes are printed; here at once.

        Where PDFs are off the minutes stay approved: nothing is sealed without its PDF.
        """
        from ..workflow.sealing import print_and_seal

        version = MinutesVersion.objects.filter(meeting=meeting, kind="approved").first()
        if version and meeting.status != MeetingStatus.SEALED and press.available():
            print_and_seal.func(version.pk, self.office.pk)


_CASES = {case.title: case for case in vars(content).values() if isinstance(case, Case)}


def build(today: date | None = None) -> dict[str, Meeting]:
    """The demo's meetings; people must be there already."""
    return DemoYear(today).build()
