"""What one member has written beside an agenda: for the owner's eyes, also in the demo."""

from __future__ import annotations

from collections.abc import Mapping

from dasportal.accounts.demo import DEMO_SIGN_INS
from dasportal.accounts.models import Person
from meetings.demo.content import AGREEMENT, TARIFF_MODEL
from meetings.models import AgendaItem, AttachmentVersion, Meeting

from . import workflow
from .anchors import Anchor
from .models import Word

MEMBER = DEMO_SIGN_INS[2].email
NOTE = (
    "Spørg økonomi, hvad skiftet betyder for de pladser, vi køber i Aalborg.\n"
    "Vi kan leve med modellen, hvis vi får oversættelsen før takstbilaget."
)
LEVELS = Anchor("Der er ni niveauer på botilbud og seks på dagtilbud.")
CONTRACTS = Anchor("Kontrakter oversættes én til én ved årsskiftet")
SAME_PRICE = Anchor("betaler køberne det samme for samme støtte", before="Med modellen ")
FEWER = Anchor("der vælges højst tre fokusområder", before="Sekretariatet foreslår, at ")


def build(made: Mapping[str, Meeting]) -> None:
    """`made` are the demo's meetings by what they show. Written before the agenda is changed, so
    that what is marked in a bilag is carried over to its new version."""
    meeting, by = made["agenda_sent"], Person.objects.get(email=MEMBER)
    model = _item(meeting, TARIFF_MODEL.title)
    workflow.save_note(model, text=NOTE, base_revision=0, by=by)
    workflow.highlight_text(model, anchor=SAME_PRICE, word=Word.AGREE, by=by)
    bilag = AttachmentVersion.objects.filter(attachment__item=model).order_by("pk")[0]
    workflow.highlight_page(bilag, page=1, anchor=LEVELS, word=Word.IMPORTANT, by=by)
    workflow.highlight_page(
        bilag, page=1, anchor=CONTRACTS, word=Word.ASK, by=by,
        note="Gælder det også de kontrakter, der udløber i løbet af året?",
    )  # fmt: skip
    workflow.highlight_text(
        _item(meeting, AGREEMENT.title), anchor=FEWER, word=Word.IMPORTANT, by=by,
        note="To er bedre end tre.",
    )  # fmt: skip


def _item(meeting: Meeting, title: str) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting__forum").get(meeting=meeting, title=title)
