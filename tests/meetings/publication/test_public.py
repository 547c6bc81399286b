"""The public pages: the same for all, without a cookie, and without a word of what is closed."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse

from dasportal.accounts.access import PUBLIC, named_views
from dasportal.documents.files import store_own
from meetings import workflow
from meetings.publication.models import Publication
from meetings.publication.workflow import publish_agenda, publish_minutes, withdraw
from tests.meetings.conftest import case, plan
from tests.meetings.publication.conftest import SECRET_BILAG, SECRET_TITLE, bilag

SECRETS = (
    SECRET_TITLE,
    "Personalet får",
    SECRET_BILAG,
    "Tidsplan for lukningen",
    "fortroligt-notat",
)


@pytest.fixture
def editions(approved, office) -> dict[str, Publication]:
    """Agenda and minutes of one meeting, both public and printed."""
    rows = {
        "agenda": publish_agenda(approved, by=office),
        "minutes": publish_minutes(approved, by=office),
    }
    for row in rows.values():
        row.file, row.state = store_own(b"%PDF-1.7 x", name="ud.pdf", pages=1, by=office), "done"
        row.save()
    return rows


def addresses(editions: dict[str, Publication]) -> dict[str, str]:
    """Every public address of publication, by its name; a new one without a line here fails."""
    row = editions["minutes"]
    meeting = row.place.meeting
    of = {
        "list": [], "feed": [], "meeting": [row.place.slug], "agenda": [row.place.slug],
        "minutes": [row.place.slug], "publication": [row.pk], "pdf": [row.pk],
        "item": [meeting.items.get(title="Takster for 2027").pk],
        "attachment": [bilag("Takstbilag").pk], "missing": ["ingenting/"],
    }  # fmt: skip
    return {name: reverse(f"publication:{name}", args=args) for name, args in of.items()}


def test_every_public_address_sets_no_cookie_and_tells_nothing_closed(client, editions):
    known = addresses(editions)
    names = {name for name, _ in named_views() if name.startswith("publication:")} & PUBLIC
    assert {f"publication:{name}" for name in known} == names
    for name, address in known.items():
        response = client.get(address, follow=True)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        told = body.decode("utf-8", "replace") + str(dict(response.items()))
        assert response.status_code == (404 if name == "missing" else 200), name
        assert not response.cookies, name
        assert "Cookie" not in response.get("Vary", ""), name
        assert "public" in response["Cache-Control"], name
        assert "default-src" in response["Content-Security-Policy"], name
        assert response["X-Content-Type-Options"] == "nosniff", name
        for secret in SECRETS:
            assert secret.lower() not in told.lower(), (name, secret)


def test_closed_item_and_closed_bilag_have_no_address(client, editions, approved):
    secret = approved.items.get(title=SECRET_TITLE)
    for address in (
        reverse("publication:item", args=[secret.pk]),
        reverse("publication:attachment", args=[bilag(SECRET_BILAG).pk]),
        reverse("publication:attachment", args=[bilag("Tidsplan for lukningen").pk]),
    ):
        assert client.get(address).status_code == 404


def test_somebody_signed_in_gets_the_same_page_without_a_session(client, editions, office):
    address = addresses(editions)["minutes"]
    as_stranger = client.get(address)
    client.force_login(office)
    signed_in = client.get(address)
    assert signed_in.content == as_stranger.content
    assert signed_in["ETag"] == as_stranger["ETag"]
    assert "no-store" not in signed_in["Cache-Control"]
    assert not signed_in.cookies


def test_unchanged_page_is_answered_304_and_a_change_is_seen(client, editions, office):
    address = addresses(editions)["list"]
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert "public" in again["Cache-Control"]
    withdraw(editions["agenda"], reason="Et navn", by=office)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_items_keep_their_address_from_agenda_to_minutes(client, approved, office):
    publish_agenda(approved, by=office)
    address = reverse("publication:item", args=[approved.items.get(title="Takster for 2027").pk])
    assert "Beslutning om" not in client.get(address).content.decode()
    publish_minutes(approved, by=office)
    assert "Beslutning om Takster" in client.get(address).content.decode()


def test_withdrawn_edition_says_so_at_all_its_addresses(client, sent, office):
    row = publish_agenda(sent, by=office)
    item = reverse("publication:item", args=[sent.items.get(title="Takster for 2027").pk])
    file = reverse("publication:attachment", args=[bilag("Takstbilag").pk])
    withdraw(row, reason="Et barns navn stod i bilaget", by=office)
    for address in (
        row.get_absolute_url(), row.place.get_absolute_url(), item, file,
        reverse("publication:pdf", args=[row.pk]), reverse("publication:agenda", args=[row.place.slug]),
    ):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 410, address
        html = response.content.decode()
        assert "rukket tilbage" in html
        assert "Taksterne stiger" not in html
        assert "barns navn" not in html
    listed = client.get(reverse("publication:list")).content.decode()
    assert "Trukket tilbage" in listed
    feed = client.get(reverse("publication:feed")).content.decode()
    assert "Trukket tilbage" in feed
    assert "Takster for 2027" not in feed


def test_replaced_edition_says_so_and_leads_to_the_new_one(client, sent, office):
    first = publish_agenda(sent, by=office)
    case(sent, office, "Kom til siden", late_reason="Haster")
    workflow.send_changes(sent, by=office)
    second = publish_agenda(sent, by=office)
    response = client.get(first.get_absolute_url())
    assert response.status_code == 200
    assert "erstattet" in response.content.decode()
    assert client.get(second.get_absolute_url(), follow=True).status_code == 200
    page = client.get(first.place.get_absolute_url()).content.decode()
    assert "Kom til siden" in page


def test_item_that_is_closed_in_the_newer_edition_is_gone(client, sent, office):
    publish_agenda(sent, by=office)
    item = sent.items.get(title="Takster for 2027")
    workflow.change_item(item, by=office, is_open=False)
    workflow.send_changes(sent, by=office)
    publish_agenda(sent, by=office)
    response = client.get(reverse("publication:item", args=[item.pk]))
    assert response.status_code == 410
    assert "Taksterne stiger" not in response.content.decode()


def test_cancelled_meeting_says_so(client, sent, office):
    row = publish_agenda(sent, by=office)
    before = client.get(row.place.get_absolute_url())
    workflow.cancel_meeting(sent, reason="En hemmelig grund", by=office)
    after = client.get(row.place.get_absolute_url(), headers={"If-None-Match": before["ETag"]})
    assert "Mødet er aflyst" in after.content.decode()
    assert "hemmelig grund" not in after.content.decode()


def test_bilag_that_is_no_pdf_is_not_handed_out(client, sent, office):
    row = publish_agenda(sent, by=office)
    file = bilag("Takstbilag").current.file
    file.pdf = None
    file.save()
    response = client.get(reverse("publication:attachment", args=[bilag("Takstbilag").pk]))
    assert response.status_code == 404
    page = client.get(reverse("publication:item", args=[row.item_ids[-1]]))
    assert page.status_code == 200


def test_bilag_is_named_by_its_title_not_by_its_file(client, sent, office):
    publish_agenda(sent, by=office)
    stored = bilag("Takstbilag").current.file
    stored.name = "internt-kladdenavn.pdf"
    stored.save()
    response = client.get(reverse("publication:attachment", args=[bilag("Takstbilag").pk]))
    assert "internt" not in response["Content-Disposition"]
    assert "takstbilag" in response["Content-Disposition"]
    response.close()


@pytest.mark.parametrize("meetings", [1, 6])
def test_list_costs_the_same_queries_however_long(
    client, das, office, meetings, django_assert_num_queries
):
    from datetime import date

    for month in range(1, meetings + 1):
        meeting = plan(das, office, date(2026, month, 5))
        case(meeting, office)
        workflow.send_agenda(meeting, by=office)
        publish_agenda(meeting, by=office)
    with django_assert_num_queries(6):
        html = client.get(reverse("publication:list")).content.decode()
    assert html.count("public-list__date") == meetings


def test_list_by_forum_and_year(client, sent, office):
    from datetime import date

    from tests import factories

    publish_agenda(sent, by=office)
    other = plan(factories.fu(), office, date(2025, 3, 5))
    case(other, office)
    workflow.send_agenda(other, by=office)
    publish_agenda(other, by=office)
    address = reverse("publication:list")
    newest = client.get(address)
    assert [row.title for row in newest.context["meetings"]] == ["DAS Social, 5. marts 2026"]
    by_year = client.get(address, {"aar": "2025"})
    assert [row.place.slug for row in by_year.context["meetings"]] == ["fu-2025-03-05"]
    by_forum = client.get(address, {"forum": "fu"})
    assert [row.place.slug for row in by_forum.context["meetings"]] == ["fu-2025-03-05"]
    assert client.get(address, {"aar": "x", "forum": "findes-ikke"}).status_code == 200


def test_foot_leads_to_the_accessibility_statement_when_it_is_set(client, db, settings):
    from meetings.publication import caching

    address = reverse("publication:list")
    assert "Tilgængelighedserklæring" not in client.get(address).content.decode()
    settings.ACCESSIBILITY_STATEMENT_URL = "https://www.was.digst.dk/das"
    caching.design.cache_clear()
    html = client.get(address).content.decode()
    assert 'href="https://www.was.digst.dk/das"' in html
    caching.design.cache_clear()


def test_post_is_refused_without_a_cookie(editions):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    for name, address in addresses(editions).items():
        response = strict.post(address)
        assert response.status_code == 405, name
        assert not response.cookies


def test_contact_is_said(client, db):
    assert settings.CONTACT_EMAIL in client.get(reverse("publication:list")).content.decode()


def test_what_has_gathered_and_what_follows_is_told_as_the_pdf_tells_it(client, editions):
    row = editions["minutes"]
    item = next(i for i in row.snapshot["items"] if i["title"] == "Takster for 2027")
    told = {
        "source": "", "meeting": "FU, 12. februar 2026", "number": "3", "title": "Takst for Havblik",
        "open": True, "hidden": False, "html": "<p>FU godkendte taksten.</p>",
        "outcome_label": "Godkendt", "on_delegation": "DAS Social, 5. marts 2026, punkt 4",
        "treated_as": "", "is_draft": False, "response": "noted",
        "response_label": "Taget til efterretning", "reason": "",
    }  # fmt: skip
    hidden = {**told, "title": "Lukket punkt", "open": False, "hidden": True, "html": "",
              "outcome_label": "", "on_delegation": ""}  # fmt: skip
    item["committee"] = [told, hidden]
    item["decision"] = {
        **item["decision"],
        "delegations": [{"to": "FU", "what": "At rette taksten", "conditions": "", "until": ""}],
        "onward": [{"to": "KKR Nordjylland", "what": "Til orientering", "answer_due": ""}],
        "positions": [
            {"party": "Læsø", "stance": "against", "stance_label": "Imod", "words": "Nej"}
        ],
    }
    row.save()
    html = client.get(reverse("publication:item", args=[item["id"]])).content.decode()
    for words in (
        "FU godkendte taksten.", "På delegation fra DAS Social", "Taget til efterretning",
        "Lukket punkt", "At rette taksten", "KKR Nordjylland", "Til orientering",
        "<strong>Læsø</strong> (imod): Nej",
    ):  # fmt: skip
        assert words in html
    html = client.get(reverse("publication:minutes", args=[row.place.slug])).content.decode()
    assert "beslutninger fra udvalget" in html
    assert "At rette taksten" in html and "Til orientering" in html


def test_public_minutes_say_by_whom_they_are_approved(client, editions):
    row = editions["minutes"]
    html = client.get(reverse("publication:minutes", args=[row.place.slug])).content.decode()
    assert "Referatet blev godkendt på mødet 7. maj 2026" in html
