"""The demo's tariff year holds a party at every step."""

import pytest

from dasportal.accounts.demo import make_people
from tariffs import demo
from tariffs.models import Submission, ValidTariff
from tariffs.workflow import findings_of

pytestmark = pytest.mark.django_db


def test_demo_has_a_party_at_every_step():
    make_people()
    demo.build()
    newest = Submission.objects.order_by("-year__year")[0].year
    rows = {row.party.code: row for row in newest.submissions.select_related("party")}
    assert {code: row.status for code, row in rows.items()} == {
        "851": "draft", "860": "accepted", "813": "returned", "840": "submitted",
        "1081": "submitted",
    }  # fmt: skip
    assert ValidTariff.objects.filter(year__year=newest.year - 1).exists()
    codes = {f.code for f in findings_of(rows["851"])}
    assert "explanation_missing" in codes
    assert "formula_differs" not in codes
    assert "name_drift" not in codes
    assert not rows["860"].on_behalf
