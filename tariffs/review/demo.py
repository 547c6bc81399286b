"""The demo's review: facts and purchases in the register, a name to settle, and lines asked about.

Stands on the demo's tariffs and enquiries. Facts and texts are made up; the steps are taken by the
same verbs as anybody's.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from dasportal.accounts.models import Party, Person, Role, RoleKind
from dasportal.enquiries.models import Enquiry
from dasportal.enquiries.workflow import take_purchases
from dasportal.register import workflow as register
from dasportal.register.matching import match
from dasportal.register.models import Offer
from dasportal.register.queries import known_offers
from tariffs.models import Submission, SubmissionStatus

from . import workflow

FACTS: dict[str, dict[str, Any]] = {
    "Botilbud Lærkehuset": {
        "target_groups": "Voksne med autisme", "places": Decimal(18), "coverage": "covered",
        "address": "Lærkevej 4, 9000 Aalborg"},
    "Botilbud Tranehøj": {
        "target_groups": "Voksne med erhvervet hjerneskade", "places": Decimal(12),
        "coverage": "covered", "is_nationwide": True},
    "Botilbud Engdraget": {
        "target_groups": "Voksne med udviklingshæmning", "places": Decimal(24),
        "coverage": "exempt", "coverage_reason": "Sælger kun til én nabokommune på samme vilkår"},
    "Bofællesskabet Skansen": {
        "target_groups": "Unge med psykiske vanskeligheder", "places": Decimal(10),
        "coverage": "covered"},
    "Center Nordlys": {
        "target_groups": "Voksne med dobbeltdiagnose", "places": Decimal(30),
        "coverage": "covered", "is_nationwide": True},
}  # fmt: skip
ASKED = (
    ("1081", "Center Nordlys", "Botilbud", "Hvornår er bygningen taget i brug, og hvor stor er huslejen?"),
    ("1081", "Kommunikationshuset", "Botilbud", "Er de 9 pladser med eller uden aflastning?"),
)  # fmt: skip


def build() -> None:
    """Needs the demo's tariffs, enquiries, people and parties."""
    kinds = Role.objects.current().filter(kind=RoleKind.SECRETARIAT).select_related("person")
    office = kinds.order_by("pk")[0].person
    _keep(office)
    _bought(office)
    _strange_name()
    for code, offer, service, text in ASKED:
        found = Submission.objects.filter(
            party__code=code, status=SubmissionStatus.SUBMITTED
        ).first()
        line = found.lines.filter(offer__name=offer, service=service).first() if found else None
        if line is not None:
            workflow.write_comment(line, text=text, by=office)


def _keep(office: Person) -> None:
    for name, changes in FACTS.items():
        if offer := Offer.objects.filter(name=name).first():
            register.change_offer(offer, by=office, changes=changes)
    if offer := Offer.objects.filter(name="Bofællesskabet Skansen").first():
        register.note_former_name(
            offer, "Skansegården", source="Takster 2024", until=date(2024, 12, 31)
        )


def _bought(office: Person) -> None:
    """What the parties answered a year ago, and the offer that they bought places at."""
    aalborg = Party.objects.get(code="851")
    kvisten = register.note_unknown_offer("Kvisten", operator=aalborg, source="Sekretariatet")
    register.confirm_offer(kvisten, by=office)
    enquiries = Enquiry.objects.filter(kind="places", opened_at__isnull=False).order_by("pk")
    if (asked := enquiries.first()) is not None:
        take_purchases(asked, chosen={}, by=office)


def _strange_name() -> None:
    """A file has written an offer in another way, and somebody is to say whether it is the same."""
    rebild = Party.objects.get(code="840")
    found = match("Bakketoppen", known_offers(rebild))
    register.note_unknown_offer(
        "Bakketoppen", operator=rebild, source="Takster 2027, række 12", match=found
    )
