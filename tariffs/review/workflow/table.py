"""The way of a comment on a line, in one table. All that sets its status is here."""

from __future__ import annotations

from dasportal.accounts.transitions import Transition, Workflow

from ..models import CommentStatus, LineComment
from ..permissions import can_answer, can_review

C = CommentStatus
OFFICE = "sekretariatet"

COMMENT = Workflow(
    name="tariff_line_comment",
    title="Kommentar til en takstlinje",
    status_field="status",
    states=CommentStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("write", "Skriv kommentar", (), C.WRITTEN, can_review, None, OFFICE),
        Transition("remove", "Slet kommentaren", (C.WRITTEN,), None, can_review, None, OFFICE),
        Transition(
            "send", "Send til parten", (C.WRITTEN,), C.SENT, can_review, None,
            f"{OFFICE}, når indberetningen sendes retur"),
        Transition(
            "answer", "Svar", (C.SENT, C.ANSWERED), C.ANSWERED, can_answer, None,
            "partens takstindberettere, medlem og stedfortræder, mens den er sendt retur"),
    ),
)  # fmt: skip


def locked(comment: LineComment) -> LineComment:
    """The comment read anew and held until the transaction ends. Must run inside one."""
    rows = LineComment.objects.select_for_update(of=("self",)).select_related("submission__party")
    return rows.get(pk=comment.pk)
