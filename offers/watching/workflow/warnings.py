"""An early warning: sent, told at once, on DAS's agenda by itself, answered, closed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Forum, Person, Role, RoleKind
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import StoredFile
from dasportal.register.models import Offer
from offers import workflow as offers
from offers.models import Membership, OfferCase

from .. import emails
from ..models import EarlyWarning, Followed, WarningAnswer
from ..models.warnings import WARNING_CASE
from ..permissions import speaks_as
from .table import WARNING, locked_warning


@transaction.atomic
def warn(
    offer: Offer,
    *,
    kind: str,
    seriousness: str,
    since: date,
    what: str,
    done: str,
    asked: str,
    by: Person,
    figures: str = "",
    file: StoredFile | None = None,
) -> EarlyWarning:
    """Send an early warning. DAS's chair, FU and the secretariat are told, and DAS gets an item on its
    next agenda. The same said again, also at the same moment, is the one warning.

    NotAllowed where the offer is not followed, or something is left empty.
    """
    Offer.objects.select_for_update().get(pk=offer.pk)
    WARNING.check(offer, "warn", by)
    today = timezone.localdate()
    if not is_watched(offer, today):
        raise NotAllowed(f"{offer} er ikke med i det forstærkede samarbejde.")
    if not (what.strip() and done.strip() and asked.strip()):
        raise NotAllowed("Skriv, hvad I ser, hvad I gør, og hvad I beder DAS om.")
    if since > today:
        raise NotAllowed("Datoen er ikke kommet endnu.")
    said = {"kind": kind, "what": what.strip(), "done": done.strip(), "asked": asked.strip(),
            "seriousness": seriousness, "since": since, "figures": figures.strip()}  # fmt: skip
    same = EarlyWarning.objects.open().filter(offer=offer, **said).first()
    if same is not None:
        return same
    made = EarlyWarning.objects.create(
        offer=offer, file=file, sent_by=by, on_behalf=is_secretariat(by), **said
    )
    lay_before_das(made, by)
    emails.warned(made)
    return locked_warning(made)


def is_watched(offer: Offer, on: date) -> bool:
    """In det forstærkede samarbejde, or followed beside it."""
    return (
        Membership.objects.current(on).filter(offer=offer).exists()
        or Followed.objects.running().filter(offer=offer).exists()
    )


def lay_before_das(warning: EarlyWarning, by: Person) -> OfferCase | None:
    """An item on DAS's nearest agenda that is not sent, by the secretariat's hand, as the operator
    cannot write agendas; where that is not possible just now, the schedule tries again."""
    roles = Role.objects.current().filter(kind=RoleKind.SECRETARIAT, person__is_active=True)
    hand = roles.select_related("person").order_by("pk").first()
    if hand is None:
        return None
    try:
        with transaction.atomic():
            return offers.place(
                WARNING_CASE, warning.pk, forum=Forum.objects.get(slug="das"), by=hand.person,
                title=str(warning), offer=warning.offer,
            )  # fmt: skip
    except NotAllowed:
        return None


def lay_missing() -> int:
    """Warnings that came to no agenda when they were sent; how many now did."""
    laid = OfferCase.objects.filter(kind=WARNING_CASE).values_list("key", flat=True)
    rows = EarlyWarning.objects.open().exclude(pk__in=[int(key) for key in laid])
    return sum(lay_before_das(row, row.sent_by) is not None for row in rows)


@transaction.atomic
def answer_warning(warning: EarlyWarning, *, text: str, by: Person) -> WarningAnswer:
    fresh = locked_warning(warning)
    step = WARNING.check(fresh, "answer", by)
    if not text.strip():
        raise NotAllowed("Skriv et svar.")
    said = speaks_as(by, fresh)
    made = WarningAnswer.objects.create(warning=fresh, text=text.strip(), by=by, of=said)
    if said != str(fresh.offer.operator):  # what the operator adds is no answer to itself
        fresh.status = step.target or fresh.status
        fresh.save()
    emails.answered(made)
    return made


@transaction.atomic
def close_warning(warning: EarlyWarning, *, outcome: str, by: Person) -> EarlyWarning:
    """It is over; what came of it is said."""
    fresh = locked_warning(warning)
    step = WARNING.check(fresh, "close", by)
    if not outcome.strip():
        raise NotAllowed("Skriv, hvad der kom ud af varslingen.")
    fresh.status = step.target or fresh.status
    fresh.outcome, fresh.closed_by, fresh.closed_at = outcome.strip(), by, timezone.now()
    fresh.save()
    emails.closed(fresh)
    return fresh
