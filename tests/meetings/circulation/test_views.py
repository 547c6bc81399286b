"""The pages of written procedure: what each reads and may do, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings import workflow
from meetings.circulation.models import Answer, Ballot, BallotStatus, ForumRule, Vote
from meetings.circulation.workflow import close_ballot, draft_ballot, send_ballot, vote
from tests.meetings.conftest import case

from .conftest import PARTIES, in_days, past_deadline


@pytest.fixture(autouse=True)
def staff_needs_no_second_step(settings) -> None:
    settings.DEMO = True


def get(client: Client, person, url: str) -> str:
    client.force_login(person)
    return client.get(url).content.decode()


def test_a_member_reads_the_case_the_rule_and_votes(client, out, people, vote_of) -> None:
    html = get(client, people["læsø"], out.ballot.get_absolute_url())
    assert "Fristen foreslås flyttet." in html and "godkender den nye frist" in html
    assert "Alle parter skal svare" in html and "Svar for Læsø" in html
    client.post(reverse("circulation:vote", args=[vote_of("læsø").pk]), {"answer": "for"})
    html = get(client, people["læsø"], out.ballot.get_absolute_url())
    assert "Svaret fra Læsø" in html and "Ændr svaret" in html


def test_a_refusal_without_words_keeps_what_was_chosen(client, people, vote_of) -> None:
    client.force_login(people["læsø"])
    url = reverse("circulation:vote", args=[vote_of("læsø").pk])
    html = client.post(url, {"answer": "against", "words": ""}).content.decode()
    assert "Skriv, hvorfor parten ikke kan tilslutte sig." in html
    assert 'value="against"' in html and "checked" in html
    assert vote_of("læsø").answer == ""


def test_the_deputys_vote_is_not_overwritten_unseen(client, people, vote_of) -> None:
    url = reverse("circulation:vote", args=[vote_of("aalborg").pk])
    vote(vote_of("aalborg"), answer=Answer.FOR, by=people["deputy"])
    client.force_login(people["aalborg"])
    data = {"answer": "against", "words": "Min lange begrundelse", "seen": ""}
    html = client.post(url, data).content.decode()
    assert "har imens svaret »tilslutter sig« for Aalborg" in html
    assert "Min lange begrundelse" in html
    assert vote_of("aalborg").answer == Answer.FOR
    client.post(url, {**data, "seen": vote_of("aalborg").stamp})
    assert vote_of("aalborg").answer == Answer.AGAINST


def test_asking_for_a_meeting_is_asked_about_first(client, people, vote_of, out) -> None:
    client.force_login(people["læsø"])
    url = reverse("circulation:vote", args=[vote_of("læsø").pk])
    html = client.post(url, {"answer": "meeting", "words": "Øerne"}).content.decode()
    assert "Det kan ikke fortrydes" in html and "Øerne" in html
    assert Ballot.objects.get().status == BallotStatus.OUT
    client.post(url, {"answer": "meeting", "words": "Øerne", "confirmed": "1"})
    assert Ballot.objects.get().status == BallotStatus.TO_MEETING


def test_a_reader_reads_the_case_and_no_partys_vote(client, people, vote_of, out) -> None:
    vote(vote_of("læsø"), answer=Answer.AGAINST, words="Ordene bag", by=people["læsø"])
    html = get(client, people["reader"], out.ballot.get_absolute_url())
    assert "Fristen foreslås flyttet." in html
    assert "Ordene bag" not in html and "Send svaret" not in html
    assert "1 af 4 parter har svaret" in html


def test_a_closed_case_is_not_there_for_a_reader(client, people, item, office) -> None:
    workflow.change_item(item, by=office, title="Hemmelig sag", is_open=False)
    version = send_ballot(draft_ballot(item, by=office), deadline=in_days(5), by=office)
    client.force_login(people["reader"])
    assert client.get(version.ballot.get_absolute_url()).status_code == 404
    assert "Hemmelig" not in client.get(reverse("circulation:list")).content.decode()
    assert "Hemmelig sag" in get(client, people["læsø"], reverse("circulation:list"))
    assert "Hemmelig" not in get(client, people["læsø"], "/")  # Min side goes into no title
    assert f"lukket sag (nr. {version.ballot_id})" in get(client, people["læsø"], "/")


def test_the_secretariat_sends_an_item_out_from_its_page(client, item, office, people) -> None:
    html = get(client, office, reverse("meetings:item_edit", args=[item.pk]))
    url = reverse("circulation:send", args=[item.pk])
    assert url in html
    html = client.get(url).content.decode()
    seen = html.split('name="seen" value="')[1].split('"')[0]
    assert "Parter, der svarer (4)" in html
    client.post(url, {"seen": seen, "deadline": "forkert"})
    assert not Ballot.objects.exists()
    client.post(url, {"seen": seen, "deadline": in_days(6).isoformat()})
    assert Ballot.objects.get().status == BallotStatus.OUT


def test_a_page_shown_before_the_item_changed_sends_nothing(client, item, office, people) -> None:
    url = reverse("circulation:send", args=[item.pk])
    seen = get(client, office, url).split('name="seen" value="')[1].split('"')[0]
    workflow.change_item(item, by=office, title="Ændret imens")
    html = client.post(url, {"seen": seen, "deadline": in_days(6).isoformat()}).content.decode()
    assert "Punktet er ændret, efter at siden blev vist" in html
    assert not Ballot.objects.exists()


def test_a_case_of_its_own_starts_as_an_item_on_the_next_agenda(
    client, office, meeting, people
) -> None:
    client.force_login(office)
    data = {"meeting": meeting.pk, "title": "Hastesag", "is_open": "1"}
    response = client.post(reverse("circulation:new"), data)
    item = meeting.items.get(title="Hastesag")
    assert response["Location"] == reverse("meetings:item_edit", args=[item.pk])
    assert Ballot.objects.get(item=item).status == BallotStatus.DRAFT
    assert "Hastesag" in get(client, office, reverse("circulation:list"))
    assert "Hastesag" not in get(client, people["læsø"], reverse("circulation:list"))


def test_without_a_meeting_to_come_the_page_says_what_to_do(client, office) -> None:
    assert "Opret mødet først" in get(client, office, reverse("circulation:new"))


def test_the_rule_is_set_and_shown(client, office, das, people, item) -> None:
    client.force_login(office)
    url = reverse("circulation:rule", args=[das.slug])
    html = client.post(url, {"rule": "at_least", "at_least": "", "days": "7"}).content.decode()
    assert "hvor mange parter" in html
    client.post(url, {"rule": "at_least", "at_least": "9", "days": "7"})
    rule = ForumRule.objects.get(forum=das)
    assert (rule.rule, rule.at_least, rule.days) == ("at_least", 9, 7)
    html = client.get(reverse("accounts:forum", args=[das.slug])).content.decode()
    assert "Mindst 9 parter skal tilslutte sig" in html


def test_a_rule_set_meanwhile_is_shown_and_not_overwritten_unseen(client, office, das) -> None:
    client.force_login(office)
    url = reverse("circulation:rule", args=[das.slug])
    shown = client.get(url).context["form"]["seen"].value()
    client.post(url, {"rule": "silence", "days": "7", "seen": shown})
    mine = {"rule": "at_least", "at_least": "9", "days": "5"}
    answer = client.post(url, {**mine, "seen": shown})
    html = answer.content.decode()
    assert "imens ændret til »Tavshed er samtykke, 7 dage«" in html
    assert "Dit valg »Mindst et antal parter skal tilslutte sig (9), 5 dage« er ikke gemt" in html
    assert ForumRule.objects.get(forum=das).rule == "silence"
    again = answer.context["form"]["seen"].value()
    assert client.post(url, {**mine, "seen": again}).status_code == 302
    assert ForumRule.objects.get(forum=das).at_least == 9


def test_the_outcome_is_on_the_case_and_the_item(client, out, item, people, vote_of, office):
    for who in PARTIES:
        vote(vote_of(who), answer=Answer.FOR, by=people[who])
    past_deadline(out)
    close_ballot(out.ballot)
    html = get(client, people["læsø"], out.ballot.get_absolute_url())
    assert "Alle 4 parter tilsluttede sig" in html and "forsegles" in html
    assert "Send svaret" not in html
    html = get(client, office, reverse("meetings:item", args=[item.pk]))
    assert "Alle 4 parter tilsluttede sig" in html


def test_min_side_says_what_waits_until_when(client, people, out, vote_of) -> None:
    assert "Svar for Læsø: Frist for indberetning" in get(client, people["læsø"], "/")
    vote(vote_of("læsø"), answer=Answer.FOR, by=people["læsø"])
    assert "Svar for Læsø" not in get(client, people["læsø"], "/")


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("url", ["/", "/skriftligt/"])
def test_lists_cost_the_same_with_one_case_and_with_many(
    client, out, people, meeting, office, url
) -> None:
    client.force_login(people["læsø"])
    one = queries(client, url)
    for n in range(4):
        more = case(meeting, office, f"Sag {n}")
        send_ballot(draft_ballot(more, by=office), deadline=in_days(5), by=office)
    assert queries(client, url) == one


def test_a_case_costs_the_same_with_many_votes(client, out, people, vote_of) -> None:
    client.force_login(people["læsø"])
    url = out.ballot.get_absolute_url()
    vote(vote_of("læsø"), answer=Answer.FOR, by=people["læsø"])
    one = queries(client, url)
    for who in ("aalborg", "frederikshavn", "region"):
        vote(vote_of(who), answer=Answer.REMARK, words="Ja.", by=people[who])
    assert Vote.objects.exclude(answer="").count() == 4
    assert queries(client, url) == one
