"""The legal bases that every portal has."""

import pytest
from django.db import IntegrityError, transaction

from dasportal.register.models import LegalBasis

pytestmark = pytest.mark.django_db


def codes(year):
    return set(LegalBasis.objects.in_year(year).values_list("code", flat=True))


def test_barnets_lov_took_over_in_2024():
    assert {"SEL § 32", "SEL § 36", "SEL § 66"} <= codes(2023)
    assert codes(2023) - codes(2024) == {"SEL § 32", "SEL § 36", "SEL § 66"}
    assert codes(2024) - codes(2023) == {"Barnets lov § 43", "Barnets lov § 83"}
    assert LegalBasis.objects.get(code="SEL § 66").replaced_by.code == "Barnets lov § 43"


def test_the_adults_paragraphs_stay():
    for year in (2019, 2023, 2027):
        assert {"SEL § 107", "SEL § 108", "SEL § 109", "SEL § 110", "ABL § 105"} <= codes(year)


@pytest.mark.parametrize(
    "fields",
    [
        {"valid_from_year": 2025, "valid_to_year": 2024},
        {"valid_from_year": 2025, "replaced_by_id": 1},
        {"code": "SEL § 107", "valid_from_year": 2007},
    ],
)
def test_the_database_guards_the_years(fields):
    values = {"code": "SEL § 999", "law": "SEL", "paragraph": "999"} | fields
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalBasis.objects.create(**values)
