"""The pages of the year: constant in queries, and closed to writing once the year is over."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dasportal.accounts.transitions import NotAllowed
from offers.yearly import workflow
from offers.yearly.models import BuyerAnswer, DialogueYear
from tests import factories
from tests.factories import AALBORG, LÆSØ
from tests.offers.conftest import member_offer, reporter
from tests.offers.yearly.conftest import LATER, given_answer, given_report, opened

pytestmark = pytest.mark.django_db


def read(client, *address):
    response = client.get(reverse(address[0], args=address[1:]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_year_asks_as_many_questions_with_more_offers_reports_and_answers(
    client, kvisten, office, django_assert_max_num_queries
):
    line = reporter(AALBORG)
    year = opened(2024, office)
    given_report(year, kvisten.offer, line)
    given_answer(year, factories.party(), line)
    client.force_login(office)
    read(client, "yearly:year", 2024)
    read(client, "yearly:twelve", 2024, kvisten.offer_id)
    with django_assert_max_num_queries(45) as of_year:
        read(client, "yearly:year", 2024)
    with django_assert_max_num_queries(45) as of_twelve:
        read(client, "yearly:twelve", 2024, kvisten.offer_id)
    for number in range(8):
        given_report(year, member_offer(f"Hus {number}", office).offer, line)
    given_answer(year, factories.party(LÆSØ), reporter(LÆSØ))
    with django_assert_max_num_queries(len(of_year.captured_queries)):
        page = read(client, "yearly:year", 2024)
    assert "9 af 9 årsrapporter" in page and "2 af 12 parter" in page
    with django_assert_max_num_queries(len(of_twelve.captured_queries)):
        assert "2 af 12 parter" in read(client, "yearly:twelve", 2024, kvisten.offer_id)


@pytest.fixture
def over(kvisten, office) -> DialogueYear:
    """A year that is closed while Aalborg's answer is still a draft."""
    year = opened(2024, office)
    workflow.begin_answer(year, party=factories.party(), by=reporter(AALBORG, "Line"))
    year = workflow.share_year(year, closes_on=LATER, by=office)
    return workflow.close_year(year, by=office)


def test_nothing_is_written_in_an_answer_once_the_year_is_over(over, kvisten):
    answer, by = BuyerAnswer.objects.get(), reporter(AALBORG, "Anden")
    said = {"now": 1, "next_year": 1, "intention": "same"}
    with pytest.raises(NotAllowed, match="Dialogen for 2024 er afsluttet"):
        workflow.save_answer(answer, uses={kvisten.offer_id: said}, by=by)
    answer.uses.update(next_year=1, intention="same")
    with pytest.raises(NotAllowed, match="Dialogen for 2024 er afsluttet"):
        workflow.submit_answer(answer, by=by)
    answer.refresh_from_db()
    assert answer.status == "draft"


def test_a_draft_of_a_year_that_is_over_is_read_and_not_written(client, over):
    client.force_login(reporter(AALBORG, "Anden"))
    page = read(client, "yearly:buyer", 2024, AALBORG)
    assert 'name="submit"' not in page


def test_last_years_figures_stand_under_this_years_fields(client, kvisten, office):
    line = reporter(AALBORG)
    before = given_report(opened(2024, office), kvisten.offer, line, months=[90, *[None] * 11])
    before.referrals.create(party=factories.party(LÆSØ), count=3)
    opened(2025, office)
    client.force_login(line)
    page = read(client, "yearly:report", 2025, kvisten.offer_id)
    assert "2024: 4,8" in page  # places in use
    assert "Et underskud skrives med minus. 2024: −100.000." in page
    assert "2024: 90" in page and "2024: 3" in page  # January, and Læsø's referrals
    assert page.count("2024: 0") == 1  # nobody waited; the eleven other months are not known
