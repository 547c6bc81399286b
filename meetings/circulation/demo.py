"""A case out for a decision in writing, one decided, one that a party wants discussed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.documents import press
from meetings import workflow as meetings
from meetings.deadlines import last_moment
from meetings.models import AgendaItem, Meeting

from . import workflow
from .models import Answer, Ballot, BallotVersion, Rule, Vote, VoteEvent

FOR, REMARK, AGAINST = Answer.FOR, Answer.REMARK, Answer.AGAINST
DECIDED = {
    "title": "Nordjysk svar på høring om ny bekendtgørelse",
    "summary": "Fristen for at svare ligger før det næste møde.",
    "presentation": "<p>Socialstyrelsens udkast ændrer kravene til akutte pladser. Sekretariatet har "
    "samlet et fælles svar af det, parterne har sendt ind.</p>",
    "recommendations": ["godkender, at svaret sendes på vegne af alle parter"],
}
OUT = {
    "title": "Ny dato for temamødet om borgere med komplekse behov",
    "summary": "Stedet kan ikke bruges den aftalte dag.",
    "presentation": "<p>Temamødet foreslås flyttet en uge. Oplægsholderne kan begge dage, og lokalet "
    "er ledigt.</p>",
    "recommendations": ["godkender den nye dato"],
}
ASKED = {
    "title": "Fælles udbud af tolkebistand",
    "summary": "Den aftale, der gælder nu, udløber.",
    "presentation": "<p>Et fælles udbud ventes at give en lavere pris, men binder parterne i to år.</p>",
    "recommendations": ["beslutter at gå med i et fælles udbud"],
}
REASON = "Vi har allerede sendt vores eget svar, som er mere forbeholdent."
NOTE = "Vi deltager gerne i et opfølgende møde med styrelsen."


def build(made: Mapping[str, Meeting]) -> None:
    """`made` are the demo's meetings by what they show; the cases stand on the next but one."""
    _Cases(made["next"]).build()


class _Cases:
    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.office = Person.objects.filter(roles__kind=RoleKind.SECRETARIAT).order_by("pk")[0]

    def build(self) -> None:
        workflow.set_rule(
            self.meeting.forum, rule=Rule.AT_LEAST, at_least=9, days=9, by=self.office
        )
        self._decided()
        asked = self._send(ASKED)
        self._vote(asked, {"813": (FOR, ""), "1081": (FOR, "")})
        self._vote(asked, {"825": (Answer.MEETING, "Vi vil høre, hvad bindingen betyder for os.")})
        out = self._send(OUT)
        answers = dict.fromkeys(("813", "860", "1081", "846"), (FOR, ""))
        self._vote(out, {**answers, "840": (REMARK, "Gerne med frokost, så alle kan nå frem.")})

    def _decided(self) -> None:
        version = self._send(DECIDED)
        silent = ("773",)
        codes = version.votes.values_list("party__code", flat=True)
        answers = {code: (FOR, "") for code in codes if code not in silent}
        self._vote(version, {**answers, "825": (AGAINST, REASON), "810": (REMARK, NOTE)})
        _backdate(version, timezone.now() - timedelta(days=14))
        workflow.close_ballot(version.ballot)
        if press.available():
            workflow.print_and_seal.func(version.ballot_id)

    def _send(self, case: Mapping[str, object]) -> BallotVersion:
        item = meetings.add_item(self.meeting, title=str(case["title"]), by=self.office)
        for field in ("summary", "presentation"):
            meetings.save_text(
                item, field=field, value=str(case[field]), base_revision=0, by=self.office
            )
        texts = case["recommendations"]
        assert isinstance(texts, list)
        meetings.set_recommendations(item, texts=texts, by=self.office)
        fresh = AgendaItem.objects.select_related("meeting__forum", "parent").get(pk=item.pk)
        ballot = workflow.draft_ballot(fresh, by=self.office)
        deadline = timezone.localdate() + timedelta(days=9)
        return workflow.send_ballot(ballot, deadline=deadline, by=self.office)

    def _vote(self, version: BallotVersion, answers: Mapping[str, tuple[str, str]]) -> None:
        votes = version.votes.select_related("party", "version__ballot__forum").order_by("pk")
        for row in votes.filter(party__code__in=answers):
            answer, words = answers[row.party.code]
            workflow.vote(row, answer=answer, words=words, by=self._speaker(row))

    def _speaker(self, vote: Vote) -> Person:
        people = Person.objects.filter(
            roles__kind=RoleKind.MEMBER, roles__party=vote.party, roles__forum=self.meeting.forum
        )
        return people.order_by("pk")[0]


def _backdate(version: BallotVersion, sent: datetime) -> None:
    """Let it all have happened some days ago: only time itself closes a case, and the demo is laid
    in a moment."""
    closes = last_moment(timezone.localdate(sent + timedelta(days=9)))
    voted = sent + timedelta(days=4)
    BallotVersion.objects.filter(pk=version.pk).update(sent_at=sent, closes_at=closes)
    Ballot.objects.filter(pk=version.ballot_id).update(created_at=sent, closes_at=closes)
    Vote.objects.filter(version=version, voted_at__isnull=False).update(voted_at=voted)
    VoteEvent.objects.filter(pgh_obj__version=version, voted_at__isnull=False).update(
        voted_at=voted
    )
