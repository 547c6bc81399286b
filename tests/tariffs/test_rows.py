"""Rows are written out by hand: what people write in them is never markup."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tariffs import rows, workflow
from tariffs.sheet import sheet_of
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.django_db
BAD = '<b x="1">\'&'
SAFE = "&lt;b x=&quot;1&quot;&gt;&#x27;&amp;"


@pytest.fixture
def draft(people):
    made = take([line(f"Violen{BAD}", service=f"Botilbud{BAD}", lovgrundlag=f"SEL § 999{BAD}")])
    found = made.submission
    own = found.lines.get()
    workflow.explain(found, lines=[own], text=f"Fordi{BAD}", by=people["reporter"], causes={})
    workflow.answer_finding(
        found, line=own, code="offer_new", comment=f"Ja{BAD}", by=people["reporter"]
    )
    return found


@pytest.mark.parametrize("writes", [None, frozenset()])
def test_words_of_people_are_escaped_wherever_they_stand(draft, writes):
    sheet = sheet_of(draft, writes)
    sheet.divide()
    html = rows.group(sheet.groups[0])
    assert "<b x" not in html
    for word in ("Botilbud", "SEL § 999", "Fordi", "Ja"):
        assert f"{word}{SAFE}" in html, word


def test_what_was_typed_and_refused_is_escaped(client, settings, draft, people):
    settings.DEMO = True
    client.force_login(people["reporter"])
    own = draft.lines.get()
    address = reverse("tariffs:line_save", args=[own.pk])
    typed = {f"{own.pk}-revision": own.revision, f"{own.pk}-tariff": f'4"{BAD}'}
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post(address, typed, headers=headers)
        assert "<b x" not in answer.content.decode()
