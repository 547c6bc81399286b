"""The demo has ten years to draw."""

import pytest
from django.utils import timezone

from dasportal.accounts.demo import make_people
from tariffs import demo
from tariffs.models import ValidTariff
from tariffs.published import demo as published
from tariffs.published.queries import former_names, history_of

pytestmark = pytest.mark.django_db


def test_demo_has_ten_years_of_an_offer():
    make_people()
    demo.build()
    published.build()
    this = timezone.localdate().year
    row = ValidTariff.objects.get(
        offer_name="Botilbud Tranehøj", year__year=this, service="Botilbud"
    )
    years = {r.year.year for r in history_of([row.offer_id], this)}
    assert years == set(range(this - 9, this + 1))
    assert former_names(row.offer) == ["Mågehuset"]
    assert row.offer.target_groups == "Autisme"
