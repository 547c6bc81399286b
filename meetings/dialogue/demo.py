"""Questions to an agenda, answered and waiting, and an item that a director has shared at home."""

from __future__ import annotations

from collections.abc import Mapping

from dasportal.accounts.models import Person, RoleKind
from meetings.demo.content import AGREEMENT, DIALOGUE, TARIFF_MODEL
from meetings.models import AgendaItem, Meeting

from . import workflow
from .models import Audience, ShareAccess

SHARER = "813"
CHIEF = ("Lone Kragskov", "lone.kragskov@frederikshavn.example")
ECONOMIST = ("Palle Sæby", "palle.saeby@frederikshavn.example")


def build(made: Mapping[str, Meeting]) -> None:
    """`made` are the demo's meetings by what they show."""
    _Talk(made["agenda_sent"]).build()


class _Talk:
    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.office = Person.objects.filter(roles__kind=RoleKind.SECRETARIAT).order_by("pk")[0]

    def build(self) -> None:
        answered = workflow.ask(
            self._item(TARIFF_MODEL.title), audience=Audience.FORUM, by=self._member(SHARER),
            text="Hvornår kan køberne se oversættelsen fra boniveauer til den nye takst?",
        )  # fmt: skip
        workflow.answer(
            answered, by=self.office,
            text="Aalborg sender den tre uger før takstbilaget lukkes. Den lægges som bilag til "
            "det næste møde.",
        )  # fmt: skip
        workflow.ask(
            self._item(AGREEMENT.title), audience=Audience.OFFICE, by=self._member("846"),
            text="Kan tidsplanen vise, hvornår den skal forbi de politiske udvalg?",
        )  # fmt: skip
        workflow.comment(
            self._item(DIALOGUE.title), audience=Audience.FORUM, by=self._member("1081"),
            text="Vi stiller gerne med et oplæg om overgangen til regionens behandling.",
        )  # fmt: skip
        self._share()

    def _share(self) -> None:
        """One of the two who got a link has answered, one has not opened it."""
        item, by = self._item(TARIFF_MODEL.title), self._member(SHARER)
        _, secret = workflow.share(
            item, name=CHIEF[0], email=CHIEF[1], access=ShareAccess.COMMENT, by=by,
            message="Hvad betyder det for de pladser, vi køber?",
        )  # fmt: skip
        opened = workflow.share_by(secret)
        assert opened is not None  # it was made a moment ago
        workflow.note_opening(opened)
        workflow.remark(
            secret,
            text="Vi køber 14 pladser i Aalborg. De fleste ligger i de midterste niveauer, så "
            "skiftet ser neutralt ud, men vi mangler dagtilbuddene.",
        )
        name, email = ECONOMIST
        workflow.share(item, name=name, email=email, access=ShareAccess.READ, by=by)

    def _item(self, title: str) -> AgendaItem:
        rows = AgendaItem.objects.select_related("meeting__forum")
        return rows.get(meeting=self.meeting, title=title)

    def _member(self, code: str) -> Person:
        return Person.objects.filter(
            roles__kind=RoleKind.MEMBER, roles__party__code=code, roles__forum=self.meeting.forum
        ).order_by("pk")[0]
