"""Highlights: made where one may read, found again in new versions, and seen by nobody else."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import StoredFile
from meetings import slots, workflow
from meetings.models import Attachment
from meetings.notes.anchors import Anchor
from meetings.notes.models import Highlight, Word
from meetings.notes.placing import marked_in, marked_on, version_for
from meetings.notes.workflow import (
    change_highlight,
    highlight_page,
    highlight_text,
    remove_highlight,
)
from tests import factories
from tests.meetings.notes.conftest import SECRET
from tests.meetings.notes.test_views import OTHERS, other

TEXT = "<p>Budgettet er 32,1 mio. kr. Bemandingen går fra 46,9 til 39,7 årsværk.</p>"
QUOTE = Anchor("Bemandingen går fra 46,9", "32,1 mio. kr. ", " til 39,7")


def file(*pages: str, name: str = "bilag.pdf") -> StoredFile:
    """A PDF whose pages say this."""
    made = StoredFile.objects.create(
        name=name, media_type="application/pdf", size=1, sha256=f"{hash(pages):064x}"[-64:],
        path="00/bilag", pages=len(pages), text="\n\n\f".join(pages),
    )  # fmt: skip
    made.pdf = made
    made.save()
    return made


@pytest.fixture
def told(item, office):
    """The item with its text, sent."""
    workflow.save_text(item, field="presentation", value=TEXT, base_revision=0, by=office)
    workflow.send_changes(item.meeting, by=office)
    return item


@pytest.fixture
def bilag(item, office):
    """A bilag of three pages, sent."""
    added = workflow.add_attachment(
        item, file=file("Forside", "Budgettet er 32 mio. kr.", "Personale"), title="Budget",
        by=office,
    )  # fmt: skip
    workflow.send_changes(item.meeting, by=office)
    return Attachment.objects.get(pk=added.pk)


def rewrite(item, office, text):
    revision = workflow.revision_of(item, "presentation")
    workflow.save_text(item, field="presentation", value=text, base_revision=revision, by=office)
    workflow.send_changes(item.meeting, by=office)


def replace(bilag, office, *pages):
    workflow.replace_attachment(bilag, file=file(*pages), by=office)
    workflow.send_changes(bilag.item.meeting, by=office)
    return Attachment.objects.get(pk=bilag.pk)


def on_pages(bilag, who):
    shown = version_for(Attachment.objects.get(pk=bilag.pk), who)
    return [(row.page, row.where, row.there) for row in marked_on(shown, who)]


# --- In the text ----------------------------------------------------------------------------------


def test_marked_words_are_there_in_the_text(told, member):
    highlight_text(told, anchor=QUOTE, word=Word.ASK, note="Hvorfor?", by=member)
    (row,) = marked_in(told, member)
    assert (row.there, row.mark.word, row.mark.note) == (True, "ask", "Hvorfor?")


def test_they_are_found_in_a_version_that_says_more(told, member, office):
    highlight_text(told, anchor=QUOTE, by=member)
    rewrite(told, office, "<p>Nyt afsnit.</p>" + TEXT.replace("32,1", "33,4"))
    assert [row.there for row in marked_in(told, member)] == [True]


def test_words_that_are_gone_stay_as_a_mark_that_says_so(client, told, member, office):
    highlight_text(told, anchor=QUOTE, by=member)
    rewrite(told, office, "<p>Helt andre ord.</p>")
    assert [row.there for row in marked_in(told, member)] == [False]
    client.force_login(member)
    html = client.get(reverse("meetings:item", args=[told.pk])).content.decode()
    assert "Teksten er ændret siden" in html
    assert "Bemandingen går fra 46,9" in html


def test_draft_that_is_not_sent_changes_nothing_for_the_member(told, member, office):
    highlight_text(told, anchor=QUOTE, by=member)
    workflow.save_text(
        told, field="presentation", value="<p>Kladde</p>", by=office,
        base_revision=workflow.revision_of(told, "presentation"),
    )  # fmt: skip
    assert [row.there for row in marked_in(told, member)] == [True]
    with pytest.raises(NotAllowed, match="findes ikke"):
        highlight_text(told, anchor=Anchor("Kladde"), by=member)


def test_indstilling_statement_and_sub_item_can_be_marked(told, member, office):
    workflow.set_recommendations(told, texts=["drøfter budgettet"], by=office)
    workflow.add_statement(told, body="FU", text="<p>FU er enig</p>", by=office)
    workflow.add_item(told.meeting, parent=told, title="Under", late_reason="Ny", by=office)
    workflow.send_changes(told.meeting, by=office)
    for words in ("drøfter budgettet", "FU er enig"):
        highlight_text(told, anchor=Anchor(words), by=member)
        highlight_text(told, anchor=Anchor(words), by=office)
    assert all(row.there for who in (member, office) for row in marked_in(told, who))


@pytest.mark.parametrize("words", ["", "Noget, der ikke står der", "x" * 2_001])
def test_only_words_that_are_there_are_marked(told, member, words):
    with pytest.raises(NotAllowed):
        highlight_text(told, anchor=Anchor(words), by=member)
    assert not Highlight.objects.exists()


def test_nothing_is_marked_where_one_cannot_read(told, closed_item, reader):
    for who, where in ((reader, closed_item), (factories.member(factories.fu()), told)):
        with pytest.raises(NotAllowed, match="kan ikke længere læse"):
            highlight_text(where, anchor=QUOTE, by=who)


# --- On pages -------------------------------------------------------------------------------------


def test_mark_on_a_page_stays_there_in_its_own_version(bilag, member):
    highlight_page(version_for(bilag, member), page=2, anchor=Anchor("32 mio. kr."), by=member)
    assert on_pages(bilag, member) == [(2, "", True)]


def test_it_follows_its_words_to_another_page_of_the_next_version(bilag, member, office):
    highlight_page(version_for(bilag, member), page=2, anchor=Anchor("32 mio. kr."), by=member)
    replace(bilag, office, "Forside", "Nyt", "Budgettet er 32 mio. kr.", "Personale")
    assert on_pages(bilag, member) == [(3, "Overført fra version 1, side 2", True)]


def test_it_is_kept_where_its_words_are_gone(client, bilag, member, office):
    highlight_page(version_for(bilag, member), page=2, anchor=Anchor("32 mio. kr."), by=member)
    replace(bilag, office, "Forside", "Budgettet er 35 mio. kr.")
    assert on_pages(bilag, member) == [(None, "Hører til version 1, side 2", False)]
    client.force_login(member)
    html = client.get(reverse("notes:bilag", args=[bilag.pk])).content.decode()
    assert "Hører til version 1, side 2" in html


def test_note_to_a_page_follows_the_page_while_it_says_the_same(bilag, member, office):
    for page in (1, 3):
        highlight_page(
            version_for(bilag, member), page=page, anchor=Anchor(""), note="Husk", by=member
        )
    replace(bilag, office, "Forside", "Indskudt", "Budgettet er 32 mio. kr.", "Personale, rettet")
    assert on_pages(bilag, member) == [
        (1, "Overført fra version 1, side 1", True),
        (None, "Hører til version 1, side 3", False),
    ]


def test_new_version_that_is_not_sent_is_not_seen_by_the_member(bilag, member, office):
    highlight_page(version_for(bilag, member), page=2, anchor=Anchor("32 mio. kr."), by=member)
    workflow.replace_attachment(bilag, file=file("Kladde", "Helt nyt"), by=office)
    assert on_pages(bilag, member) == [(2, "", True)]
    draft = bilag.versions.get(number=2)
    with pytest.raises(NotAllowed):
        highlight_page(draft, page=1, anchor=Anchor("Kladde"), by=member)
    assert highlight_page(draft, page=1, anchor=Anchor("Kladde"), by=office)


def test_page_that_was_on_the_screen_when_a_new_version_came_can_still_be_marked(
    bilag, member, office
):
    on_screen = version_for(bilag, member)
    replace(bilag, office, "Forside", "Budgettet er 32 mio. kr.", "Ny")
    highlight_page(on_screen, page=2, anchor=Anchor("32 mio. kr."), by=member)
    assert on_pages(bilag, member) == [(2, "Overført fra version 1, side 2", True)]


def test_file_read_before_pages_were_told_apart_keeps_marks_where_they_were(bilag, member, office):
    highlight_page(version_for(bilag, member), page=2, anchor=Anchor("32 mio. kr."), by=member)
    now = replace(bilag, office, "Forside", "Budgettet er 32 mio. kr.", "Ny")
    StoredFile.objects.filter(pk=now.current.file.pk).update(text="Budgettet er 32 mio. kr.")
    assert on_pages(bilag, member) == [(None, "Hører til version 1, side 2", False)]


@pytest.mark.parametrize("page", [0, 4])
def test_page_must_be_one_of_the_bilag(bilag, member, page):
    with pytest.raises(NotAllowed, match="3 sider"):
        highlight_page(version_for(bilag, member), page=page, anchor=QUOTE, by=member)


def test_page_note_says_something(bilag, member):
    with pytest.raises(NotAllowed, match="Skriv en note"):
        highlight_page(version_for(bilag, member), page=1, anchor=Anchor(" "), by=member)


def test_closed_bilag_is_marked_by_those_who_sit_alone(bilag, member, reader, office):
    on = version_for(bilag, member)
    highlight_page(on, page=1, anchor=Anchor("Forside"), by=reader)
    workflow.change_attachment(bilag, is_closed=True, by=office)
    assert not Highlight.objects.visible_to(reader).exists()
    with pytest.raises(NotAllowed):
        highlight_page(on, page=1, anchor=Anchor("Forside"), by=reader)
    assert highlight_page(on, page=1, anchor=Anchor("Forside"), by=member)


# --- One's own ------------------------------------------------------------------------------------


def test_changed_and_removed_by_its_maker_alone(told, member, office):
    mark = highlight_text(told, anchor=QUOTE, by=member)
    with pytest.raises(NotAllowed):
        change_highlight(mark, word=Word.AGREE, note="Vendt om", by=office)
    remove_highlight(mark, by=office)
    assert Highlight.objects.get().word == Word.IMPORTANT
    assert change_highlight(mark, word=Word.AGREE, note="Ja", by=member).word == Word.AGREE
    remove_highlight(mark, by=member)
    assert not Highlight.objects.exists()


@pytest.mark.parametrize("kind", OTHERS)
def test_nobody_else_meets_a_mark_on_any_page(client, told, bilag, member, kind):
    mark = highlight_text(told, anchor=QUOTE, note="Kun mine øjne", by=member)
    on = version_for(bilag, member)
    highlight_page(on, page=2, anchor=Anchor("32 mio. kr."), note="Kun mine øjne", by=member)
    someone = other(kind)
    assert not Highlight.objects.visible_to(someone).exists()
    client.force_login(someone)
    for name, *args in (
        ("notes:mine",), ("notes:meeting", told.meeting_id), ("meetings:item", told.pk),
        ("notes:bilag", bilag.pk), ("meetings:item_edit", told.pk), ("accounts:home",),
    ):  # fmt: skip
        assert "Kun mine øjne" not in client.get(reverse(name, args=args)).content.decode(), name
    for name in ("notes:change_highlight", "notes:remove_highlight"):
        assert client.post(reverse(name, args=[mark.pk])).status_code == 404
    assert Highlight.objects.count() == 2


def test_mark_on_a_closed_item_is_lost_with_the_seat(client, closed_item, das, office):
    workflow.save_text(
        closed_item, field="summary", value="<p>Hemmeligt</p>", base_revision=0, by=office
    )
    workflow.send_changes(closed_item.meeting, by=office)
    someone = factories.holder(RoleKind.MEMBER, "X", forum=das, party=factories.party())
    highlight_text(closed_item, anchor=Anchor("Hemmeligt"), by=someone)
    someone.roles.update(kind=RoleKind.READER)
    someone.forget_roles()
    client.force_login(someone)
    html = client.get(reverse("notes:mine")).content.decode()
    assert "Hemmeligt" not in html and SECRET not in html


@pytest.mark.parametrize(
    "wrong",
    [{"quote": ""}, {"quote": "", "note": "Uden side"}, {"version": True}, {"page": 0}],
    ids=["nothing", "note without page", "version without page", "page 0"],
)
def test_database_refuses_what_must_never_be(bilag, member, wrong):
    values = {"person": member, "item": bilag.item, "quote": "Ord"} | wrong
    if values.pop("version", None):
        values["version"] = bilag.current
    with pytest.raises(IntegrityError), transaction.atomic():
        Highlight.objects.create(**values)


# --- The pages ------------------------------------------------------------------------------------


def test_form_marks_without_a_script_and_says_what_is_wrong(client, told, member):
    client.force_login(member)
    url = reverse("notes:mark_text", args=[told.pk])
    html = client.post(
        url, {"quote": "Står der ikke", "word": "ask", "note": "Hm"}
    ).content.decode()
    assert "Teksten findes ikke i punktet" in html
    assert "Står der ikke</textarea>" in html
    response = client.post(url, {"quote": "39,7 årsværk", "word": "ask", "note": ""})
    assert response["Location"].endswith("#markeringer")
    assert Highlight.objects.get().quote == "39,7 årsværk"


def test_script_gets_the_list_back(client, told, member):
    client.force_login(member)
    url = reverse("notes:mark_text", args=[told.pk])
    data = {"quote": QUOTE.quote, "before": QUOTE.before, "after": QUOTE.after, "word": "agree"}
    html = client.post(url, data, headers={"HX-Request": "true"}).content.decode()
    assert html.lstrip().startswith(('<div id="markeringer"', "{#", "\n"))
    assert 'data-quote="Bemandingen går fra 46,9"' in html
    data["quote"] = "Står der ikke"
    html = client.post(url, data, headers={"HX-Request": "true"}).content.decode()
    assert "Teksten findes ikke i punktet" in html


def test_pages_form_keeps_what_was_typed(client, bilag, member):
    client.force_login(member)
    url = reverse("notes:mark_page", args=[bilag.pk])
    data = {"page": "9", "note": "Min lange note", "word": "ask", "version": "1"}
    html = client.post(url, data).content.decode()
    assert "Bilaget har 3 sider." in html
    assert "Min lange note</textarea>" in html
    response = client.post(url, {**data, "page": "2"})
    assert f"?side=2#markering-{Highlight.objects.get().pk}" in response["Location"]


def test_bilag_opens_where_one_left_off_in_whichever_viewer(client, bilag, member):
    client.force_login(member)
    address = reverse("notes:bilag", args=[bilag.pk])
    assert 'data-first="1"' in client.get(address).content.decode()
    client.post(reverse("notes:bilag_position", args=[bilag.pk]), {"page": "2"})
    html = client.get(address).content.decode()
    assert 'data-first="2"' in html
    assert "Læst til side 2" in html
    assert [p.page_of(member, bilag, bilag.current.file) for p in slots.BILAG_PLACE] == [2]
    assert 'data-first="3"' in client.get(address, {"side": "3"}).content.decode()
    assert (
        client.post(reverse("notes:bilag_position", args=[bilag.pk]), {"page": "x"}).status_code
        == 400
    )


def test_bilag_is_called_what_it_was_sent_as(client, bilag, member, office):
    highlight_page(version_for(bilag, member), page=2, anchor=Anchor("32 mio. kr."), by=member)
    workflow.change_attachment(bilag, title="Kladde til navn", by=office)
    client.force_login(member)
    for name, args in (("notes:bilag", [bilag.pk]), ("notes:mine", [])):
        html = client.get(reverse(name, args=args)).content.decode()
        assert "Kladde til navn" not in html
        assert "3.1 Budget" in html


def test_item_offers_to_mark_in_its_bilag(client, bilag, member):
    highlight_page(version_for(bilag, member), page=2, anchor=Anchor("32 mio. kr."), by=member)
    client.force_login(member)
    html = client.get(reverse("meetings:item", args=[bilag.item_id])).content.decode()
    assert reverse("notes:bilag", args=[bilag.pk]) in html
    assert "1\xa0markering" in html


@pytest.mark.parametrize("name", ["notes:mine", "notes:bilag", "meetings:item"])
def test_pages_ask_no_more_of_the_database_for_many_marks(client, told, bilag, member, name):
    args = {"notes:mine": [], "notes:bilag": [bilag.pk], "meetings:item": [told.pk]}[name]
    client.force_login(member)

    def one_more():
        highlight_text(told, anchor=QUOTE, by=member)
        on = version_for(bilag, member)
        highlight_page(on, page=2, anchor=Anchor("32 mio. kr."), note="Ja", by=member)

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(name, args=args)).status_code == 200
        return len(found)

    one_more()
    asked()
    few = asked()
    for _ in range(5):
        one_more()
    assert asked() == few
