"""Hearing all parties about offers: one enquiry, sent at once, whose answers they share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString

from dasportal.accounts.models import Party, PartyKind, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries import workflow as enquiries
from dasportal.enquiries.models import Enquiry
from dasportal.enquiries.workflow import Asked


@transaction.atomic
def hear_all_parties(
    title: str,
    *,
    intro: SafeString,
    closes_on: date,
    by: Person,
    questions: Mapping[str, str] | None = None,
) -> Enquiry:
    """`intro` is markup, with what people wrote escaped (`format_html`); `questions` are texts by
    key, none of which must be answered."""
    if closes_on < timezone.localdate():
        raise NotAllowed("Høringsfristen er passeret. Vælg en senere dag.")
    hearing = enquiries.create_enquiry(
        title=title[:200], by=by, kind="hearing", closes_on=closes_on, is_shared=True, intro=intro
    )
    parties = Party.objects.filter(kind__in=(PartyKind.MUNICIPALITY, PartyKind.REGION))
    enquiries.set_circle(hearing, circle=[Asked(party=party) for party in parties], by=by)
    for key, text in (questions or {}).items():
        enquiries.add_question(hearing, by=by, text=text, kind="long_text", key=key, required=False)
    return enquiries.send_enquiry(hearing, by=by)
