"""A round half-way: some parties have approved, one has to look again, comments in every state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from meetings import workflow as meetings
from meetings.models import AgendaItem, Meeting

from . import workflow
from .models import ApprovalRound, Comment, PartyApproval

TARIFF_FORM = "Styringsaftale og takstskema: status"
TECHNOLOGY = "Temadag om velfærdsteknologi"
FIRST = ("813", "860", "787", "1081")  # approve the first version
AGAIN = ("813", "860", "1081", "851", "846")  # approve the corrected one; Thisted has not looked
CORRECTED = (
    "<p>Retningen blev godkendt. Kravet om forklaringer gælder både stigninger og fald over 2 "
    "pct.</p>"
)


def build(made: Mapping[str, Meeting]) -> None:
    """`made` are the demo's meetings by what they show. The draft that is out gets its round."""
    _Round(made["minutes_sent"]).build()


class _Round:
    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.office = Person.objects.filter(roles__kind=RoleKind.SECRETARIAT).order_by("pk")[0]

    @property
    def round(self) -> ApprovalRound:
        rows = ApprovalRound.objects.select_related("meeting__forum", "version")
        return rows.get(meeting=self.meeting)

    def build(self) -> None:
        self._approve(FIRST)
        wanted = self._comment(
            "840", TARIFF_FORM, "Retningen blev godkendt.",
            "Der blev også sagt, at det gælder både stigninger og fald. Skriv det med.",
        )  # fmt: skip
        workflow.reply(wanted, step="promise", text="Det har I ret i.", by=self.office)
        declined = self._comment(
            "787", TECHNOLOGY, "", "Kan listen over deltagere komme med i referatet?"
        )
        workflow.reply(
            declined, step="decline", by=self.office,
            text="Listen indeholder navne på borgere. Den ligger hos arrangørerne.",
        )  # fmt: skip
        self._correct()
        self._approve(AGAIN)
        self._comment(
            "849", TECHNOLOGY, "Orienteringen blev taget til efterretning.",
            "Fælles indkøb blev drøftet. Skal det ikke stå som en opfølgning?",
        )  # fmt: skip

    def _speaker(self, code: str) -> Person:
        sits = Person.objects.filter(
            roles__kind=RoleKind.MEMBER, roles__party__code=code, roles__forum=self.meeting.forum
        )
        deputy = Person.objects.filter(roles__kind=RoleKind.DEPUTY, roles__party__code=code)
        return deputy[0] if code == "787" else sits.order_by("pk")[0]

    def _approve(self, codes: tuple[str, ...]) -> None:
        answers = PartyApproval.objects.select_related("party", "round__meeting__forum")
        for answer in answers.filter(round=self.round, party__code__in=codes).order_by("pk"):
            by = self._speaker(answer.party.code)
            workflow.approve(answer, seen=self.round.full_sha256, by=by)

    def _comment(self, code: str, title: str, quote: str, text: str) -> Comment:
        item = AgendaItem.objects.get(meeting=self.meeting, title=title)
        party = self.round.answers.get(party__code=code).party
        return workflow.write_comment(
            self.round, party=party, item_id=str(item.pk), quote=quote, text=text,
            by=self._speaker(code),
        )  # fmt: skip

    def _correct(self) -> None:
        meetings.withdraw_minutes(self.meeting, by=self.office)
        item = AgendaItem.objects.get(meeting=self.meeting, title=TARIFF_FORM)
        base = meetings.revision_of(item, "decision")
        meetings.save_text(
            item, field="decision", value=CORRECTED, base_revision=base, by=self.office
        )
        deadline = timezone.localdate() + timedelta(days=8)
        answers = {"approval_deadline": deadline}
        meetings.send_minutes(self.meeting, by=self.office, answers=answers)
