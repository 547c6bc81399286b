"""The pages of the register: found by any name, kept by its keepers, new names settled by a person."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.accounts.models import RoleKind
from dasportal.register import workflow
from dasportal.register.models import LegalBasis, Offer, OfferName, Purchase
from tests import factories
from tests.factories import AALBORG, LÆSØ

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(settings, client):
    settings.DEMO = True
    someone = factories.secretary("Lene Bak")
    client.force_login(someone)
    return someone


@pytest.fixture
def violen():
    return Offer.objects.create(name="Violen", operator=factories.party(), confirmed=True)


@pytest.fixture
def strange(violen):
    return Offer.objects.create(
        name="Botilbud Violen", operator=factories.party(), suggestion=violen,
        suggestion_reason="Ligner »Violen«", source="Takster 2027, række 4",
    )  # fmt: skip


def text(answer):
    """The page with its no-break spaces as spaces."""
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def address(name, *args):
    return reverse(f"register:{name}", args=args)


def shown(client, **query):
    answer = client.get(address("offers"), query)
    return [row.record.name for row in answer.context["table"].paginated_rows]


def test_offers_are_found_by_a_former_name_too(client, violen, office):
    workflow.rename_offer(violen, name="Anemonen", since=date(2026, 1, 1), by=office)
    assert shown(client, soeg="viol") == ["Anemonen"]
    assert shown(client, soeg="anem") == ["Anemonen"]
    assert shown(client, soeg="x") == []


def test_filters_narrow(client, violen, strange, office):
    basis = LegalBasis.objects.filter(code="ABL § 105").first()
    workflow.change_offer(
        violen, by=office, changes={"legal_bases": [basis], "coverage": "covered"}
    )
    Offer.objects.create(
        name="Lukket", operator=factories.party(LÆSØ), confirmed=True, closed_on=date(2020, 1, 1)
    )
    assert shown(client) == ["Botilbud Violen", "Violen"]
    assert shown(client, lov="ABL § 105") == ["Violen"]
    assert shown(client, aftale="covered") == ["Violen"]
    assert shown(client, vis="nye") == ["Botilbud Violen"]
    assert shown(client, vis="lukkede") == ["Lukket"]
    assert shown(client, part=LÆSØ, vis="alle") == ["Lukket"]


def test_what_others_use_and_is_not_covered(client, violen):
    this = date.today().year
    buy = {"offer": violen, "year": this, "places": Decimal(2)}
    Purchase.objects.create(buyer=violen.operator, **buy)
    assert shown(client, aftale="boer") == []
    Purchase.objects.create(buyer=factories.party(LÆSØ), **buy)
    assert shown(client, aftale="boer") == ["Violen"]
    client.force_login(factories.member())
    assert "boer" not in text(client.get(address("offers")))


def test_facts_are_mended_and_wrong_ones_keep_what_was_typed(client, violen):
    basis = LegalBasis.objects.in_year(2026).filter(code="ABL § 105").get()
    data = {
        "target_groups": "Voksne med autisme", "places": "13,5", "legal_bases": [basis.pk],
        "coverage": "exempt", "coverage_reason": "", "p_number": "12", "address": "Vej 1",
    }  # fmt: skip
    page = text(client.post(address("edit", violen.pk), data))
    assert "Skriv, hvorfor tilbuddet er undtaget." in page
    assert "Et P-nummer har ti cifre." in page
    assert 'value="13,5"' in page
    data |= {"coverage_reason": "Sælger til én kommune", "p_number": "10 03 00 12 34"}
    client.post(address("edit", violen.pk), data)
    violen.refresh_from_db()
    assert (violen.places, violen.p_number) == (Decimal("13.5"), "1003001234")
    assert [row.code for row in violen.legal_bases.all()] == ["ABL § 105"]
    page = text(client.get(address("offer", violen.pk)))
    assert "Undtaget: Sælger til én kommune" in page


def test_closing_before_opening_is_refused(client, violen):
    data = {"coverage": "unsettled", "opened_on": "1. marts 2026", "closed_on": "1. februar 2026"}
    page = text(client.post(address("edit", violen.pk), data))
    assert "kan ikke lukke, før det er åbnet" in page


def test_new_name_and_its_past(client, violen):
    client.post(address("rename", violen.pk), {"name": "Anemonen", "since": "1. januar 2026"})
    page = text(client.get(address("offer", violen.pk)))
    assert "<h1>Anemonen</h1>" in page
    assert "Tidligere navn til 31. december 2025" in page


def test_what_follows_is_shown_before_two_are_made_one(client, violen, strange):
    Purchase.objects.create(
        offer=strange, buyer=factories.party(LÆSØ), year=2026, places=Decimal(2)
    )
    page = text(client.get(address("unknown")))
    assert "Takster 2027, række 4" in page
    assert "Ligner »Violen«" in page
    page = text(client.get(address("merge", strange.pk, violen.pk)))
    assert "1 køb af pladser lægges til »Violen«" in page
    assert "Næste fil, der skriver sådan" in page
    assert Offer.objects.filter(pk=strange.pk).exists()
    client.post(address("merge", strange.pk, violen.pk))
    assert not Offer.objects.filter(pk=strange.pk).exists()
    assert OfferName.objects.get(offer=violen, kind="alias").name == "Botilbud Violen"
    assert violen.purchases.get().places == 2


def test_another_offer_may_be_chosen(client, violen, strange):
    other = Offer.objects.create(name="Rosen", operator=factories.party(), confirmed=True)
    foreign = Offer.objects.create(name="Fjern", operator=factories.party(LÆSØ), confirmed=True)
    page = text(client.get(address("choose", strange.pk)))
    assert "Rosen" in page
    assert "Fjern" not in page
    answer = client.post(address("choose", strange.pk), {"same": other.pk})
    assert answer["Location"] == address("merge", strange.pk, other.pk)
    assert client.get(address("merge", strange.pk, foreign.pk)).status_code == 404


def test_name_is_confirmed_as_an_offer_of_its_own(client, strange):
    client.post(address("confirm", strange.pk))
    strange.refresh_from_db()
    assert (strange.confirmed, strange.suggestion) == (True, None)
    assert client.get(address("merge", strange.pk, strange.pk)).status_code == 404
    assert "Der er ingen nye navne" in text(client.get(address("unknown")))


def test_reporter_settles_its_own_names_alone(client, strange):
    Offer.objects.create(name="Ø", operator=factories.party(LÆSØ))
    reporter = factories.holder(RoleKind.TARIFF_REPORTER, "K", party=factories.party(AALBORG))
    client.force_login(reporter)
    page = text(client.get(address("unknown")))
    assert "Botilbud Violen" in page
    assert "Ø</strong>" not in page


def test_matrix_of_purchases_shows_a_party_its_own(client, violen):
    læsø, thisted = factories.party(LÆSØ), factories.party("787")
    other = Offer.objects.create(name="Fjern", operator=thisted, confirmed=True)
    for offer, buyer, places in ((violen, læsø, 2), (violen, thisted, 3), (other, thisted, 4)):
        Purchase.objects.create(offer=offer, buyer=buyer, year=2026, places=Decimal(places))
    page = text(client.get(address("purchases", 2026)))
    assert 'data-label="I alt">9</td>' in page
    client.force_login(factories.member(code=LÆSØ))
    page = text(client.get(address("purchases", 2026)))
    assert 'data-label="I alt">2</td>' in page
    assert "Fjern" not in page
    assert "Thisted" not in page
    client.force_login(factories.member(code=AALBORG))
    assert 'data-label="I alt">5</td>' in text(client.get(address("purchases", 2026)))


@pytest.mark.parametrize("name", ["offers", "unknown", "purchases"])
def test_lists_ask_the_same_for_many_rows(client, strange, name):
    def fill(number):
        offer = Offer.objects.create(name=f"Nyt {number}", operator=factories.party())
        Purchase.objects.create(
            offer=offer, buyer=factories.party(LÆSØ), year=2026, places=Decimal(1)
        )

    args = [2026] if name == "purchases" else []
    fill(0)
    client.get(address(name, *args))
    with CaptureQueriesContext(connection) as few:
        client.get(address(name, *args))
    for number in range(1, 20):
        fill(number)
    with CaptureQueriesContext(connection) as many:
        client.get(address(name, *args))
    assert len(many) == len(few)


def test_alias_that_a_person_confirms_is_remembered_once(violen, office):
    first = workflow.remember_alias(violen, name="Bo Violen", source="Høring", by=office)
    again = workflow.remember_alias(violen, name="bo violen", source="Høring", by=office)
    assert first == again
    assert workflow.remember_alias(violen, name="violen", source="Høring", by=office) is None


def test_legal_bases_are_added_and_none_taken_away(violen):
    one, two = LegalBasis.objects.all()[:2]
    violen.legal_bases.set([one])
    workflow.note_legal_bases([(violen.pk, one.pk), (violen.pk, two.pk)])
    assert set(violen.legal_bases.all()) == {one, two}
