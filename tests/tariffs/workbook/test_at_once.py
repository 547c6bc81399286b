"""Two people who confirm what they were shown at the same moment: one is taken, one sees it anew."""

from __future__ import annotations

import threading
from decimal import Decimal

import pytest
from django.db import connection

from dasportal.accounts.models import Person, RoleKind
from tariffs.workbook.stamp import version_of
from tariffs.workbook.workflow import Moved, Source, take
from tests import factories
from tests.tariffs.conftest import line
from tests.tariffs.conftest import take as import_rows
from tests.tariffs.workbook.conftest import book_of, filled, of


@pytest.fixture
def reporters(own_database: str) -> list[Person]:
    return [
        factories.holder(RoleKind.TARIFF_REPORTER, name, party=factories.party())
        for name in ("Kirsten", "Bo", "Ida", "Per")
    ]


def test_one_confirmation_is_taken_and_the_others_are_shown_again(reporters):
    draft = import_rows([line()], year=2027).submission
    seen, ended = version_of(draft), []
    start = threading.Barrier(len(reporters))
    books = [
        filled(book_of(draft), {("Violen", "Botilbud", "Takst, kr."): 4800 + number})
        for number in range(len(reporters))
    ]

    def confirm(person: Person, content: bytes) -> None:
        start.wait()
        try:
            take(draft, Source(content), by=person, expected=seen)
        except Moved:
            ended.append("shown again")
        else:
            ended.append(person.name)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=confirm, args=pair) for pair in zip(reporters, books, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended.count("shown again") == len(reporters) - 1
    row = of(draft)
    winner = next(name for name in ended if name != "shown again")
    number = [person.name for person in reporters].index(winner)
    assert (row.tariff, row.revision, row.saved_by.name) == (Decimal(4800 + number), 2, winner)
