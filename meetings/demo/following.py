"""What follows the demo's decisions: a delegation that FU uses, sendings onward, a request to all."""

from __future__ import annotations

from datetime import date, timedelta

from dasportal.accounts.models import Forum, Person, RoleKind

from .. import workflow
from ..models import AgendaItem, Delegation, FollowUp, Meeting

DELEGATED = "Styringsaftale og takstskema: status"
SENT_ONWARD = "Lands- og landsdelsdækkende tilbud: Aalborgskolen"
ASKED_OF_ALL = "Temadag om velfærdsteknologi"

ANSWERS = {
    "813": "Frederikshavn peger på indkøbschefen. Vi vil gerne begynde med nødkald.",
    "825": "Læsø har ingen egen indkøber og følger Frederikshavn.",
    "840": "Rebild peger på velfærdsteknologikonsulenten.",
    "860": "Hjørring melder et navn ind efter sommerferien.",
    "1081": "Regionen deltager, når det gælder botilbud.",
}


def while_written(item: AgendaItem, *, today: date, by: Person) -> None:
    """What is noted beside the decision while the minutes are written."""
    if item.title == DELEGATED:
        workflow.give_delegation(
            item, to=Forum.objects.get(slug="fu"),
            what="At godkende taksten for det nye krisecenter, når beregningen foreligger.",
            conditions="Taksten holder sig under loftet for krisecentre.",
            until=today + timedelta(days=200), by=by,
        )  # fmt: skip
    if item.title == SENT_ONWARD:
        _send_onward(item, today=today, by=by)
    if item.title == ASKED_OF_ALL:
        workflow.add_follow_up(
            item, what="Peg på en kontaktperson for fælles indkøb af velfærdsteknologi, og skriv, "
            "hvad I helst vil begynde med.",
            owner="Alle parter", due=today + timedelta(days=6), by=by,
        )  # fmt: skip


def _send_onward(item: AgendaItem, *, today: date, by: Person) -> None:
    due = today - timedelta(days=20)
    kdk = workflow.note_onward(
        item, recipient="kdk", what="Til drøftelse, før sagen går til KKR.", answer_due=due, by=by
    )
    kkr = workflow.note_onward(
        item, recipient="kkr", what="Udviklingen i belægningen, til orientering.",
        answer_due=today + timedelta(days=30), by=by,
    )  # fmt: skip
    workflow.send_onward(kdk, on=today - timedelta(days=140), by=by)
    workflow.answer_onward(
        kdk, on=today - timedelta(days=112), by=by,
        answer="Drøftet. KDK anbefaler, at sagen sendes til KKR sammen med næste års opgørelse.",
    )  # fmt: skip
    workflow.send_onward(kkr, on=today - timedelta(days=100), by=by)


def use_delegation(meeting: Meeting, title: str, *, by: Person) -> None:
    """FU's item decides on what DAS delegated."""
    item = meeting.items.get(title=title)
    workflow.link_delegation(item, delegation=Delegation.objects.get(), by=by)


def answer_for_parties() -> None:
    """Some of the parties answer the request, each by its own member."""
    row = FollowUp.objects.get(owner_kind="every_party")
    for code, words in ANSWERS.items():
        answer = row.answers.get(party__code=code)
        member = Person.objects.filter(
            roles__kind=RoleKind.MEMBER, roles__party__code=code, roles__forum__slug="das"
        ).first()
        assert member is not None
        workflow.answer_request(answer, text=words, base_revision=0, by=member)
