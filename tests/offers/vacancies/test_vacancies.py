"""Free places: confirmed by one press, grey when old, read by anybody."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.accounts.waiting import rows_for
from dasportal.register.models import LegalBasis, Offer
from offers.vacancies.calculation import OLD_AFTER, freshness
from offers.vacancies.models import Vacancy
from offers.vacancies.workflow import confirm
from tariffs.workflow import Stage
from tests.factories import AALBORG, LÆSØ
from tests.offers.conftest import offer, reporter
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)


@pytest.fixture
def violen(office):
    made = offer("Violen", AALBORG, places=6, target_groups="Autisme, Udviklingshæmning",
                 address="Violvej 2, 9000 Aalborg")  # fmt: skip
    made.legal_bases.add(LegalBasis.objects.in_year(timezone.localdate().year)[0])
    return made


@pytest.fixture
def line_reporter(violen):
    return reporter(AALBORG, "Line")


def listed(client, **query):
    return client.get(reverse("vacancies:list"), query).text


@pytest.mark.parametrize(
    ("days", "text", "old"),
    [(0, "Bekræftet i dag", False), (1, "Bekræftet i går", False),
     (OLD_AFTER, "Bekræftet for 30 dage siden", False), (43, "Bekræftet for 43 dage siden", True)],
)  # fmt: skip
def test_a_confirmation_says_how_old_it_is(days, text, old):
    found = freshness(TODAY - timedelta(days=days), TODAY)
    assert (found.text, found.is_old) == (text, old)


def test_what_nobody_has_said_is_old():
    assert freshness(None, TODAY).is_old


def test_one_press_confirms_and_a_second_is_the_same(client, violen, line_reporter):
    client.force_login(line_reporter)
    confirm(violen, free=2, by=line_reporter)
    Vacancy.objects.update(confirmed_at=timezone.now() - timedelta(days=40))
    page = client.get(reverse("places:list")).text
    assert "Stadig 2 ledige" in page
    assert client.get(reverse("places:confirm", args=[violen.pk])).status_code == 405
    for _ in range(2):
        client.post(reverse("places:confirm", args=[violen.pk]), {"free": "2", "note": ""})
    assert Vacancy.objects.count() == 2  # the earlier one stays, and one is new
    assert "Bekræftet i dag" in listed(client)


def test_more_than_there_are_places_is_refused(violen, line_reporter):
    with pytest.raises(NotAllowed, match="har kun 6 pladser"):
        confirm(violen, free=7, by=line_reporter)


def test_what_is_no_number_says_so_and_stores_nothing(client, violen, line_reporter):
    client.force_login(line_reporter)
    page = client.post(
        reverse("places:confirm", args=[violen.pk]), {"free": "to"}, follow=True
    ).text
    assert "Violen:" in page
    assert not Vacancy.objects.exists()


def test_another_partys_offer_is_not_ones_own(client, violen):
    neighbour = reporter(LÆSØ)
    client.force_login(neighbour)
    assert (
        client.post(reverse("places:confirm", args=[violen.pk]), {"free": "1"}).status_code == 404
    )
    with pytest.raises(NotAllowed):
        confirm(violen, free=1, by=neighbour)


def test_the_secretariat_says_it_for_the_operator_marked_as_such(violen, office):
    assert confirm(violen, free=1, by=office).on_behalf


def test_anybody_finds_a_free_place_by_target_group(client, violen, line_reporter):
    offer("Fyret", LÆSØ, target_groups="Misbrug")
    confirm(violen, free=2, by=line_reporter)
    page = listed(client, maalgruppe="Autisme", ledige="on")
    assert "Violen" in page and "2 ledige" in page and "Fyret" not in page
    assert "Fyret" in listed(client)
    assert "Ingen tilbud passer" in listed(client, soeg="findes ikke")


def test_old_numbers_are_grey_and_say_whom_to_ask(client, violen, line_reporter):
    confirm(violen, free=2, by=line_reporter)
    Vacancy.objects.update(confirmed_at=timezone.now() - timedelta(days=43))
    assert "Bekræftet for 43 dage siden: spørg driftsherren" in listed(client)


def test_what_is_unconfirmed_closed_or_not_open_yet_is_not_shown(client, violen):
    today = timezone.localdate()
    offer("Kun i en fil", confirmed=False)
    offer("Lukket hus", closed_on=today)
    offer("Kommende hus", opened_on=today + timedelta(days=30))
    page = listed(client)
    assert "Violen" in page
    assert not {"Kun i en fil", "Lukket hus", "Kommende hus"} & set(page.split("\n"))
    for name in ("Kun i en fil", "Lukket hus", "Kommende hus"):
        assert name not in page


def test_the_valid_tariff_stands_beside_and_orders(client, office):
    year = timezone.localdate().year
    take(
        [line("Dyrest", takst="4701"), line("Billigst", takst="2000", budget="9301460")],
        year=year, stage=Stage.APPROVED,
    )  # fmt: skip
    Offer.objects.update(confirmed=True)
    page = listed(client, orden="takst")
    assert page.index("Billigst") < page.index("Dyrest")
    assert "4.701\xa0kr." in page


def test_the_file_holds_what_the_list_shows(client, violen, line_reporter):
    confirm(violen, free=2, by=line_reporter, note="=1+1")
    text = client.get(reverse("vacancies:download", args=["csv"])).text.lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert rows[0]["tilbud"] == "Violen" and rows[0]["ledige_pladser"] == "2"
    assert rows[0]["bemaerkning"] == "'=1+1"
    assert client.get(reverse("vacancies:download", args=["pdf"])).status_code == 404


def test_it_waits_for_the_reporter_when_it_is_old(violen, line_reporter):
    def waits() -> bool:
        return any("ledige pladser" in row.task.text for row in rows_for(line_reporter))

    assert waits()
    confirm(violen, free=Decimal(2), by=line_reporter)
    assert not waits()


def test_the_list_asks_as_many_questions_with_more_offers(
    client, violen, django_assert_max_num_queries
):
    listed(client)
    with django_assert_max_num_queries(30) as few:
        listed(client)
    for number in range(12):
        offer(f"Hus {number}", target_groups="Autisme")
    with django_assert_max_num_queries(len(few.captured_queries)):
        listed(client)
