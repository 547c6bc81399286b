"""What waits: the parties' answers, follow-up, terms that run out, notices of competition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.slots import Task
from dasportal.danish.dates import end_of_day
from offers.models import OfferCase

from .models import AnswerStatus, Proposal, Status
from .queries import asked_of, notices
from .workflow import KIND

SOON = timedelta(days=30)


def tasks_of(person: Person) -> Iterator[Task]:
    """A constant number of queries."""
    if person.is_of_secretariat():
        yield from _of_office()
    for answer in asked_of(person):
        yield Task(
            f"Tag stilling til særlige vilkår for {answer.proposal.offer}",
            answer.proposal.get_absolute_url(), note=str(answer.party), tone="attention",
            about=f"terms:{answer.proposal_id}:{answer.party_id}",
        )  # fmt: skip


def _of_office() -> Iterator[Task]:
    today = timezone.localdate()
    before = set(OfferCase.objects.open().filter(kind=KIND).values_list("key", flat=True))
    rows = Proposal.objects.filter(status__in=(Status.PROPOSED, Status.AGREED, Status.IN_FORCE))
    for row in rows.select_related("offer").prefetch_related("answers"):
        url = row.get_absolute_url()
        if row.status == Status.PROPOSED and str(row.pk) not in before:
            yield Task(
                f"Sæt forslag om særlige vilkår for {row.offer} på en dagsorden", url,
                note="Fremlagt",
            )  # fmt: skip
        if row.status == Status.AGREED and all(
            answer.status != AnswerStatus.WAITING for answer in row.answers.all()
        ):
            yield Task(f"Sæt særlige vilkår i kraft: {row.offer}", url, note="Alle har svaret")
        if row.status != Status.IN_FORCE:
            continue
        if row.follow_up_on is not None and row.follow_up_on <= today + SOON:
            yield Task(
                f"Følg op på særlige vilkår for {row.offer}", url,
                until=end_of_day(row.follow_up_on),
            )  # fmt: skip
        if row.ends_on <= today + SOON:
            yield Task(
                f"Forlæng eller afslut særlige vilkår for {row.offer}", url,
                until=end_of_day(row.ends_on), note="Udløber", tone="attention",
            )  # fmt: skip
    for notice in notices(today):
        if notice.waits:
            yield Task(
                f"Se på {notice.offer}: samme målgruppe som {notice.protected}",
                reverse("terms:notice", args=[notice.offer.pk, notice.protected.pk]),
                note="Konkurrerende tilbud?", tone="attention",
            )  # fmt: skip
