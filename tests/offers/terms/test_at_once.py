"""Of several that answer for a party at once, one binds it."""

from __future__ import annotations

import threading

from django.db import connection
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from offers.terms import workflow
from offers.terms.models import Answer
from tests import factories
from tests.factories import AALBORG, REGION
from tests.offers.conftest import member_offer
from tests.offers.terms.conftest import agreed, lay_people


def test_joining_twice_at_once_binds_once(own_database):
    office = factories.secretary("Lene Bak")
    lay_people()
    made = agreed(member_offer("Neurocenter Østerskoven", office, REGION), office)
    row = made.answers.get(party__code=AALBORG)
    said: list[str] = []
    start = threading.Barrier(6)

    def join() -> None:
        try:
            start.wait(10)
            workflow.join(row, on=timezone.localdate(), source="Byrådet", by=office)
            said.append("ok")
        except NotAllowed:
            said.append("no")
        finally:
            connection.close()

    threads = [threading.Thread(target=join) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["no"] * 5 + ["ok"]
    assert Answer.objects.filter(status="joined").count() == 1
