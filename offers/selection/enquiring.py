"""Asking the parties which offers they nominate: the enquiry's form, and what they answered.

The enquiry asks by the six criteria; an answer that is taken in becomes a nomination, with the
party's words as evidence of the criteria that it holds to be met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from dasportal.accounts.models import Party
from dasportal.enquiries.kinds import ASKED, choices
from dasportal.enquiries.models import ANSWERED, Enquiry, Response
from dasportal.enquiries.purchases import Register
from dasportal.enquiries.slots import Follow, Kind
from dasportal.register.models import Offer

from .criteria import CRITERIA
from .models import Nomination

KIND = "nomination"
ASKED_OF_A, ASKED_OF_C = ("A.1", "A.2", "A.3"), ("C.1", "C.2")
NOMINATION: tuple[dict[str, Any], ...] = (
    {"key": "tilbud", "kind": "text", "text": "Hvilket tilbud indstiller I?",
     "help": "Tilbuddets navn og driftsherre. Lad være med at svare, hvis I ikke indstiller noget.",
     "required": False},
    {"key": "maalgruppe", "kind": "long_text", "text": "Målgruppen", "required": False},
    {"key": "kriterium-a", "kind": "choices", "text": "Kriterium A: hvad gælder for målgruppen?",
     "help": "Mindst ét skal være opfyldt.", "required": False,
     "options": choices(*(CRITERIA[code] for code in ASKED_OF_A))},
    {"key": "kriterium-b", "kind": "long_text", "text": "Kriterium B: de særlige kompetencer",
     "required": False},
    {"key": "kriterium-c", "kind": "choices", "text": "Kriterium C: hvad gælder for tilbuddet?",
     "help": "Begge skal være opfyldt. Et nyt tilbud kan undtages, hvis DAS er enig i behovet.",
     "required": False,
     "options": choices(*(CRITERIA[code] for code in ASKED_OF_C))},
    {"key": "begrundelse", "kind": "long_text", "text": "Hvorfor bør tilbuddet med?",
     "required": False},
)  # fmt: skip
OFFER, GROUP, WHY = "tilbud", "maalgruppe", "begrundelse"
OF_A, OF_B, OF_C = "kriterium-a", "kriterium-b", "kriterium-c"
TICKED: Mapping[str, Mapping[str, str]] = {
    row["key"]: {option["key"]: code for option, code in zip(row["options"], codes, strict=True)}
    for row, codes in ((NOMINATION[2], ASKED_OF_A), (NOMINATION[4], ASKED_OF_C))
}  # the criterion that a tick speaks of, by question and option
OPERATOR = re.compile(r"^(?P<name>.+?)\s*(?:[,;–]|\()\s*(?P<operator>[^,;()]+?)\)?$")


def kind() -> Kind:
    return Kind(
        KIND, "Indstilling til det forstærkede samarbejde", 50, ASKED, form=NOMINATION,
        follow=_taken_in,
    )  # fmt: skip


def _taken_in(enquiry: Enquiry) -> Follow:
    return Follow("Tag imod indstillingerne", reverse("selection:received"))


@dataclass(frozen=True)
class Received:
    """A party's answer: the offer in its own words, the one in the register that it certainly means
    (`found`) or may mean (`maybe`), why, and the criteria that it holds to be met with its words."""

    response: Response
    party: Party
    offer: str
    found: Offer | None
    maybe: Offer | None
    why: str
    criteria: Mapping[str, str]
    nomination: Nomination | None = None


def received(responses: Iterable[UUID] | None = None) -> list[Received]:
    """What is answered and names an offer, newest enquiry first; a constant number of queries."""
    rows = _answered()
    if responses is not None:
        rows = rows.filter(pk__in=list(responses))
    taken = {
        row.response_id: row
        for row in Nomination.objects.filter(response__in=rows).select_related("course__offer")
    }
    register = Register()
    found = [_read(row, register, taken.get(row.pk)) for row in rows]
    return [row for row in found if row is not None]


def waiting_answers() -> int:
    """How many wait to be taken in; two queries, as Min side asks it."""
    return sum(bool(_text(_newest(row), OFFER)) for row in _answered().filter(nomination=None))


def _answered() -> QuerySet[Response]:
    rows = Response.objects.filter(
        enquiry__kind=KIND, status__in=ANSWERED, party__isnull=False
    ).select_related("party", "enquiry")  # fmt: skip
    return rows.prefetch_related("submissions").order_by("-enquiry__opened_at", "party__name")


def _newest(row: Response) -> Mapping[str, Any]:
    """What it handed in last."""
    last = max(row.submissions.all(), key=lambda one: one.number, default=None)
    return last.answers if last else {}


def _read(row: Response, register: Register, taken: Nomination | None) -> Received | None:
    answers = _newest(row)
    name = _text(answers, OFFER)
    if not name or row.party is None:
        return None
    said = OPERATOR.match(name)
    hit, offer = register.find(name, "")
    if said is not None and not hit.is_certain:
        hit, offer = register.find(said["name"], said["operator"])
    return Received(
        row, row.party, name, offer if hit.is_certain else None, offer, _why(answers),
        _criteria(answers), taken,
    )  # fmt: skip


def _text(answers: Mapping[str, Any], key: str) -> str:
    return str(answers.get(key) or "").strip()


def _why(answers: Mapping[str, Any]) -> str:
    """The reason, and the target group; what the party wrote of either."""
    group, why = _text(answers, GROUP), _text(answers, WHY)
    told = (why, f"Målgruppen: {group}" if group else "")
    return "\n\n".join(row for row in told if row) or "Se partens svar på høringen."


def _criteria(answers: Mapping[str, Any]) -> dict[str, str]:
    """By code, what the party builds on: its words of the group for A, of the skills for B, and its
    reason for C; where it wrote none, that it says so."""
    words = {"A": _text(answers, GROUP), "C": _text(answers, WHY)}
    found = {
        code: words[code[0]] or "Det oplyser parten i sin indstilling."
        for question in (OF_A, OF_C)
        for option, code in TICKED[question].items()
        if option in (answers.get(question) or [])
    }
    skills = _text(answers, OF_B)
    return {**found, "B.1": skills} if skills else found
