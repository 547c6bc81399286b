"""Words in a meeting, its versions against each other, and who has opened what."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.documents.models import StoredFile
from meetings import slots, workflow
from meetings.models import Attachment
from meetings.slots import Answers, Asked
from tests import factories
from tests.access.rows_meetings import a_file
from tests.meetings.conftest import case, plan
from tests.meetings.reader.conftest import SECRET


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1]))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("taksterne", True),
        ("takst godkender", True),
        ("takst ministerium", False),
        ("budgettet", True),  # a bilag's title
        ("blåbærgrød", True),  # a bilag's text
        ("", False),
    ],
)
def test_words_are_found_where_they_stand(look, sent, tariffs, member, query, found) -> None:
    bilag = Attachment.objects.get(title="Budget")
    StoredFile.objects.filter(pk=bilag.versions.get().file_id).update(
        text="Forside\n\n\fHer er blåbærgrød til alle."
    )
    html = look(member, "reader:search", sent.pk, soeg=query)
    assert ("<mark>" in html) is found
    assert ("Takstbilag" in re.sub("</?mark>", "", html)) is found
    if query == "blåbærgrød":
        assert "Bilag 3.1 Budget, side 2" in html
        assert f"#bilag-{bilag.pk}-side-2" in html


def test_the_hit_is_marked_on_the_items_own_page(look, sent, tariffs, member) -> None:
    html = look(member, "meetings:item", tariffs.pk, soeg="takst")
    assert "<mark>Taksten</mark> stiger" in html
    assert "godkender <mark>takstbilaget</mark>" in html


def test_search_finds_nothing_closed_for_one_who_reads_along(look, sent, member, reader) -> None:
    bilag = Attachment.objects.get(title=f"{SECRET} bilag")
    StoredFile.objects.filter(pk=bilag.versions.get().file_id).update(text="Hemmelige tal")
    for query in ("østerskoven", "hemmelige"):
        assert "<mark>" in look(member, "reader:search", sent.pk, soeg=query)
        html = look(reader, "reader:search", sent.pk, soeg=query)
        assert "<mark>" not in html
        assert "Ingen punkter eller bilag" in html


def test_search_is_of_what_was_sent(look, sent, tariffs, office, member) -> None:
    workflow.change_item(tariffs, title="Kvindekrisecentre", by=office)
    assert "<mark>" not in look(member, "reader:search", sent.pk, soeg="kvindekrisecenter")


def test_search_costs_the_same_with_few_items_and_many(
    client, sent, office, member, django_assert_num_queries
) -> None:
    def grow(times: int) -> None:
        for _ in range(times):
            item = case(sent, office, "Takstsag", late_reason="Haster")
            workflow.add_attachment(item, file=a_file(), by=office)
        workflow.send_changes(sent, by=office)

    client.force_login(member)
    url = reverse("reader:search", args=[sent.pk])
    grow(1)
    with CaptureQueriesContext(connection) as few:
        client.get(url, {"soeg": "takst"})
    grow(6)
    with django_assert_num_queries(len(few)):
        client.get(url, {"soeg": "takst"})


def test_nothing_is_searched_or_compared_before_it_is_sent(client, meeting, member) -> None:
    client.force_login(member)
    for name, args in (("search", [meeting.pk]), ("compare", [meeting.pk, "agenda"])):
        assert client.get(reverse(f"reader:{name}", args=args)).status_code == 404


def test_versions_are_held_against_each_other(look, sent, tariffs, office, member, rewrite) -> None:
    rewrite(tariffs, "Taksten stiger i juni.")
    rewrite(tariffs, "Taksten stiger i juli.")
    html = look(member, "reader:compare", sent.pk, "agenda")
    assert "<del>juni.</del><ins>juli.</ins>" in html
    html = look(member, "reader:compare", sent.pk, "agenda", fra="3", til="1")
    assert "<del>maj.</del><ins>juli.</ins>" in html
    html = look(member, "reader:compare", sent.pk, "agenda", fra="9", til="x")
    assert "fra version 2 til 3" in words(html)
    assert "Sammenlign versioner" in look(member, "meetings:meeting", sent.pk)


def test_comparing_shows_nothing_closed(look, sent, closed_case, member, reader, rewrite) -> None:
    rewrite(closed_case, f"{SECRET} i juni.")
    assert "Østerskoven" in look(member, "reader:compare", sent.pk, "agenda")
    html = look(reader, "reader:compare", sent.pk, "agenda")
    assert "Østerskoven" not in html
    assert "Punkterne siger det samme" in html


def test_the_secretariat_sees_who_has_opened_what(
    look, sent, tariffs, office, member, rewrite
) -> None:
    other = factories.member(sent.forum, factories.LÆSØ, "Anden")
    look(member, "meetings:item", tariffs.pk)
    said = words(look(office, "reader:opened", sent.pk))
    total = sent.items.count()
    assert "1 af 2 har åbnet dagsordenen, version 1" in said, said
    assert re.search(rf"Medlem Medlem, Aalborg Åbnet 1 af {total}", said)
    assert re.search(rf"Anden Medlem, Læsø Ikke åbnet 0 af {total}", said)
    assert "3 Takstbilag 2027 1 af 2" in said
    rewrite(tariffs, "Taksten stiger i juni.")
    assert "Kun version 1" in words(look(office, "reader:opened", sent.pk))
    page = look(office, "meetings:meeting", sent.pk)
    assert "1 kun i en tidligere version" in words(page)
    assert f"Ikke åbnet: {other.name}" in words(page)


def test_members_are_told_what_the_secretariat_sees(look, sent, tariffs, member) -> None:
    for name, key in (("meeting", sent.pk), ("item", tariffs.pk)):
        assert "Sekretariatet kan se, hvilke punkter du har åbnet" in look(
            member, f"meetings:{name}", key
        )


def test_the_secretariat_is_told_no_time_and_no_page(look, sent, tariffs, office, member) -> None:
    look(member, "meetings:item", tariffs.pk)
    html = look(office, "reader:opened", sent.pk)
    assert "kl. " not in words(html)
    assert "Læst til side" not in html


def test_opened_costs_the_same_with_few_members_and_many(
    client, look, sent, tariffs, office, member, django_assert_num_queries
) -> None:
    look(member, "meetings:item", tariffs.pk)
    client.force_login(office)
    url = reverse("reader:opened", args=[sent.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    asked = len(one)
    for code in (factories.LÆSØ, factories.FREDERIKSHAVN, factories.REGION):
        look(factories.member(sent.forum, code), "meetings:item", tariffs.pk)
    client.force_login(office)
    with django_assert_num_queries(asked):
        client.get(url)


def test_what_is_asked_of_the_members_stands_on_the_meeting(look, sent, office) -> None:
    asked = Asked("Godkend referatet", "/svar/", 12, ("Rebild", "Aalborg"))
    slots.ANSWERS.add(Answers("test", lambda meeting: [asked]))
    try:
        html = look(office, "meetings:meeting", sent.pk)
    finally:
        del slots.ANSWERS._entries["test"]
    assert "2 af 12 mangler: Rebild, Aalborg" in words(html)


def test_a_planned_meeting_has_nothing_to_follow(look, das, office, member) -> None:
    from datetime import date

    planned = plan(das, office, date(2031, 5, 5))
    assert "Dagsordenen er ikke sendt endnu" in look(office, "reader:opened", planned.pk)
    assert "Medlemmernes læsning" not in look(office, "meetings:meeting", planned.pk)
