"""The register of offers: who keeps it, what a person confirms, and what the database guards."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.register import workflow
from dasportal.register.matching import How, Match, match
from dasportal.register.models import Offer, OfferName, Purchase
from dasportal.register.queries import LegalBases, known_offers, normal_basis
from tests import factories
from tests.factories import AALBORG, LÆSØ

pytestmark = pytest.mark.django_db


def offer(name="Violen", code=AALBORG, **fields):
    return Offer.objects.create(name=name, operator=factories.party(code), **fields)


def test_unknown_name_is_noted_once_with_what_it_may_be():
    known = offer("Viften Vodskov", confirmed=True)
    aalborg = factories.party()
    found = match("Botilbud Viften Vodskov", known_offers(aalborg))
    made = workflow.note_unknown_offer(
        "Botilbud Viften Vodskov", operator=aalborg, source="Fil", match=found
    )
    again = workflow.note_unknown_offer("botilbud viften vodskov", operator=aalborg, source="Fil")
    assert again == made
    assert (made.confirmed, made.suggestion, made.suggestion_score) == (False, known, Decimal("1"))


def test_former_name_in_the_name_is_kept():
    made = workflow.note_unknown_offer(
        "Botilbud Bakken (tidl. Syrenbakken)", operator=factories.party(), source="Fil"
    )
    assert made.name == "Botilbud Bakken"
    assert [(n.name, n.kind) for n in made.other_names.all()] == [("Syrenbakken", "former")]


def test_confirmed_alias_is_remembered():
    office = factories.secretary()
    known = offer("Viften Vodskov", confirmed=True)
    strange = offer("Botilbud Viften Vodskov", source="Takster 2023")
    assert workflow.confirm_same(strange, same_as=known, by=office) == known
    assert not Offer.objects.filter(pk=strange.pk).exists()
    found = match("Botilbud Viften Vodskov", known_offers(factories.party()))
    assert (found.how, found.pk) == (How.OTHER_NAME, known.pk)
    alias = OfferName.objects.get(offer=known)
    assert (alias.kind, alias.confirmed_by, alias.source) == ("alias", office, "Takster 2023")


def test_purchases_follow_an_offer_that_is_another():
    office, læsø = factories.secretary(), factories.party(LÆSØ)
    known, strange = offer("A", confirmed=True), offer("B")
    for row, places in ((known, 2), (strange, 1)):
        Purchase.objects.create(offer=row, buyer=læsø, year=2026, places=places)
    workflow.confirm_same(strange, same_as=known, by=office)
    assert Purchase.objects.get().places == 3


def test_confirmed_offers_and_other_operators_are_never_made_one():
    office = factories.secretary()
    one, other = offer("A", confirmed=True), offer("B", confirmed=True)
    with pytest.raises(NotAllowed, match="for sig"):
        workflow.confirm_same(one, same_as=other, by=office)
    with pytest.raises(NotAllowed, match="samme driftsherre"):
        workflow.confirm_same(offer("C"), same_as=offer("D", LÆSØ), by=office)


@pytest.mark.parametrize(
    ("kind", "code", "may"),
    [
        (RoleKind.SECRETARIAT, None, True),
        (RoleKind.TARIFF_REPORTER, AALBORG, True),
        (RoleKind.TARIFF_REPORTER, LÆSØ, False),
        (RoleKind.OFFER_REPORTER, AALBORG, False),
        (RoleKind.ADMINISTRATOR, None, False),
    ],
)
def test_who_confirms(kind, code, may):
    who = factories.holder(kind, **({"party": factories.party(code)} if code else {}))
    made = offer("A")
    if may:
        assert workflow.confirm_offer(made, by=who).confirmed
    else:
        with pytest.raises(NotAllowed):
            workflow.confirm_offer(made, by=who)


def test_unconfirmed_offers_show_to_their_own_party_alone():
    open_one, draft = offer("A", confirmed=True), offer("B")
    seen = {
        who: set(Offer.objects.visible_to(person))
        for who, person in {
            "office": factories.secretary(),
            "own": factories.member(),
            "other": factories.member(code=LÆSØ),
            "nobody": factories.person(),
        }.items()
    }
    assert seen == {
        "office": {open_one, draft}, "own": {open_one, draft}, "other": {open_one}, "nobody": set(),
    }  # fmt: skip


def test_rename_keeps_the_old_name_until_the_day_before():
    made = offer("Kastanjebo", confirmed=True)
    fresh = workflow.rename_offer(
        made, name="Gennem Bakkerne 23 A", since=date(2023, 1, 1), by=factories.secretary()
    )
    before = fresh.other_names.get()
    assert (fresh.name, before.name) == ("Gennem Bakkerne 23 A", "Kastanjebo")
    assert before.used_until == date(2022, 12, 31)
    with pytest.raises(NotAllowed, match="allerede"):
        workflow.rename_offer(
            offer("B"), name="gennem bakkerne 23 a", since=date(2023, 1, 1),
            by=factories.secretary(),
        )  # fmt: skip


def test_exempt_needs_a_reason():
    made = offer("A", confirmed=True)
    with pytest.raises(NotAllowed, match="undtaget"):
        workflow.change_offer(made, by=factories.secretary(), changes={"coverage": "exempt"})
    changes = {"coverage": "exempt", "coverage_reason": "Sælger kun til én."}
    assert workflow.change_offer(made, by=factories.secretary(), changes=changes).coverage


def test_purchases_are_reported_once_a_year_and_taken_along():
    læsø = factories.party(LÆSØ)
    who = factories.holder(RoleKind.TARIFF_REPORTER, party=læsø)
    made = offer("A", confirmed=True)
    for places in (Decimal(2), Decimal("1.5")):
        workflow.report_purchase(made, buyer=læsø, year=2026, places=places, by=who)
    assert Purchase.objects.get().places == Decimal("1.5")
    assert workflow.take_purchases_along(læsø, year=2027, by=who) == 1
    assert workflow.take_purchases_along(læsø, year=2027, by=who) == 0
    workflow.report_purchase(made, buyer=læsø, year=2026, places=Decimal(0), by=who)
    assert [p.year for p in Purchase.objects.all()] == [2027]
    with pytest.raises(NotAllowed):
        workflow.report_purchase(
            made, buyer=factories.party(), year=2026, places=Decimal(1), by=who
        )


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "VIOLEN"},
        {"name": " .,"},
        {"name": "B", "opened_on": date(2024, 1, 1), "closed_on": date(2023, 1, 1)},
        {"name": "B", "coverage": "exempt"},
        {"name": "B", "p_number": "123"},
        {"name": "B", "places": Decimal(-1)},
    ],
)
def test_the_database_guards_offers(fields):
    offer("Violen")
    with pytest.raises(IntegrityError), transaction.atomic():
        offer(fields.pop("name"), **fields)


def test_the_database_guards_suggestions_and_aliases():
    known = offer("A", confirmed=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        offer("B", confirmed=True, suggestion=known, suggestion_score=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfferName.objects.create(offer=known, name="C", kind="alias", source="Fil")
    with pytest.raises(IntegrityError), transaction.atomic():
        Purchase.objects.create(offer=known, buyer=factories.party(), year=2026, places=0)


def test_sure_matches_make_no_suggestion():
    made = workflow.note_unknown_offer(
        "Nyt", operator=factories.party(), source="Fil", match=Match(How.UNKNOWN)
    )
    assert made.suggestion is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("SEL § 107", "SEL § 107"),
        ("sel §107", "SEL § 107"),
        ("Serviceloven § 107, stk. 1", "SEL § 107"),
        ("SEL § 101a", "SEL § 101 a"),
        ("§ 105", "ABL § 105"),
        ("ABL §105", "ABL § 105"),
        ("BL § 43", "Barnets lov § 43"),
        ("barnets lov §43", "Barnets lov § 43"),
        ("SEL § 999", None),
        ("ikke oplyst", None),
        ("", None),
    ],
)
def test_legal_bases_are_found_however_written(written, code):
    found = LegalBases().find(written, 2024)
    assert (found.code if found else None) == code


def test_normal_basis_leaves_what_it_cannot_read():
    assert normal_basis("  Ikke   oplyst ") == "Ikke oplyst"
    assert normal_basis("§107") == "§ 107"


def test_predecessors_of_a_basis():
    assert LegalBases().before("Barnets lov § 43") == ["SEL § 66"]
