"""The way of a case that is decided between meetings, in one table."""

from __future__ import annotations

from dasportal.accounts.transitions import Transition, Workflow

from ..models import Ballot, BallotStatus, Vote
from ..permissions import can_send, nobody, speaks_in

B = BallotStatus
OFFICE, PARTY, PORTAL = "sekretariatet", "de parter, sagen vedrører", "portalen selv"

BALLOT = Workflow(
    name="ballot",
    title="Skriftlig behandling",
    status_field="status",
    states=BallotStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("draft", "Forbered skriftlig behandling", (), B.DRAFT, can_send, None, OFFICE),
        Transition(
            "send", "Send i skriftlig behandling", (B.DRAFT, B.WITHDRAWN), B.OUT, can_send,
            "Sagens tekst ligger fast, så længe den er ude.", OFFICE),
        Transition(
            "drop", "Slet kladden", (B.DRAFT,), None, can_send,
            "Punktet bliver på dagsordenen. Kun kladden til skriftlig behandling slettes.",
            OFFICE),
        Transition("vote", "Svar", (B.OUT,), None, speaks_in, None, PARTY),
        Transition(
            "ask_for_meeting", "Bed om drøftelse på møde", (B.OUT,), B.TO_MEETING, speaks_in,
            "Så stopper den skriftlige behandling, og sagen kommer på den næste dagsorden. Det kan "
            "ikke fortrydes.", PARTY),
        Transition(
            "withdraw", "Træk sagen tilbage", (B.OUT,), B.WITHDRAWN, can_send,
            "De svar, der er kommet, gælder ikke længere. Punktet kan rettes og sendes ud i en ny "
            "version, hvor alle svarer forfra.", OFFICE),
        Transition(
            "adopt", "Vedtaget ved fristen", (B.OUT,), B.ADOPTED, nobody, None, PORTAL),
        Transition(
            "reject", "Ikke vedtaget ved fristen", (B.OUT,), B.REJECTED, nobody, None, PORTAL),
    ),
)  # fmt: skip


def locked_ballot(ballot: Ballot) -> Ballot:
    """The ballot read anew and held until the transaction ends; before any meeting is locked."""
    rows = Ballot.objects.select_for_update(of=("self",))
    return rows.select_related("forum", "item__meeting__forum", "item__parent").get(pk=ballot.pk)


def locked_vote(vote: Vote) -> Vote:
    """The party's vote, held; its ballot is to be locked first."""
    rows = Vote.objects.select_for_update(of=("self",))
    return rows.select_related("party", "version__ballot__forum", "voted_by").get(pk=vote.pk)
