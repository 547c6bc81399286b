"""The pages of the review: the queue with filters and sums, one submission, one line, versions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tariffs import workflow as tariffs
from tariffs.models import SubmissionStatus
from tariffs.review import workflow
from tariffs.review.models import LineComment
from tests import factories
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in(settings, client, office):
    settings.DEMO = True
    client.force_login(office)


def text(answer):
    """The page with its no-break spaces as spaces."""
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def address(name, *args):
    return reverse(f"review:{name}", args=args)


def shown(client, **query):
    answer = client.get(address("queue", 2027), query)
    return [str(row.record) for row in answer.context["table"].paginated_rows]


def test_queue_shows_this_year_beside_last_and_sums(client, handed_in):
    page = text(client.get(address("queue", 2027)))
    assert "+14,66 %" in page
    assert "+17,53 % nominelt" in page
    assert "før 18.601.000" in page
    assert "I alt 3 linjer" in page
    assert "43.727.390" in page
    assert "Gennemgå Aalborg" in page


def test_greatest_move_comes_first_whichever_way(client, handed_in):
    assert shown(client)[0] == "Violen, Botilbud"
    assert shown(client, sort="change")[0] == "Hobbitten, Botilbud"
    assert shown(client, sort="line")[0] == "Hobbitten, Botilbud"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"part": "851"}, 3),
        ({"tilbud": "viol"}, 2),
        ({"tilbud": "boniveau"}, 1),
        ({"lov": "ABL § 105"}, 3),
        ({"aendring": "droeftes"}, 1),
        ({"aendring": "forklares"}, 1),
        ({"aendring": "ned"}, 1),
        ({"aendring": "ny"}, 1),
        ({"fund": "to_be_discussed"}, 1),
        ({"fund": "uforklaret"}, 0),
        ({"status": "submitted"}, 3),
        ({"status": "accepted"}, 0),
        ({"kommentar": "venter"}, 1),
        ({"art": "rettelse"}, 0),
        ({"art": "alle"}, 3),
    ],
)
def test_filters_narrow(client, handed_in, office, query, expected):
    workflow.write_comment(handed_in.lines.get(service="Boniveau 5"), text="Hvorfor?", by=office)
    assert len(shown(client, **query)) == expected


def test_unknown_filter_values_do_no_harm(client, handed_in):
    answer = client.get(address("queue", 2027), {"part": "x", "aendring": "%27", "sort": "abc"})
    assert answer.status_code == 200


def test_drafts_are_not_in_the_queue(client, draft):
    page = text(client.get(address("queue", 2027)))
    assert "Violen" not in page
    assert "En kladde er partens egen" in page
    assert client.get(address("submission", draft.pk)).status_code == 404


def test_queue_asks_the_same_for_many_lines(client, draft, people):
    tariffs.submit(draft, by=people["reporter"])
    client.get(address("queue", 2027))
    with CaptureQueriesContext(connection) as few:
        client.get(address("queue", 2027))
    office = factories.secretary("Sekretær")
    tariffs.return_submission(draft, reason="Mere.", by=office)
    rows = [line(f"Tilbud {n}", forklaring="Fordi.") for n in range(40)]
    take(rows, year=2027)
    tariffs.submit(draft, by=people["reporter"])
    client.get(address("queue", 2027))
    with CaptureQueriesContext(connection) as many:
        client.get(address("queue", 2027))
    assert len(many) == len(few) <= 30


def test_comment_return_answer_and_accept(client, handed_in, people, office):
    level = handed_in.lines.get(service="Boniveau 5")
    page = text(client.get(address("line", level.pk)))
    assert "ingen godkendt takst sidste år" in page
    client.post(address("line", level.pk), {"text": "Hvorfor er den ny?"})
    comment = LineComment.objects.get()
    page = text(client.get(address("submission", handed_in.pk)))
    assert "Send retur med 1 kommentar" in page
    assert "Hvorfor er den ny?" in text(client.get(address("return", handed_in.pk)))
    client.post(address("return", handed_in.pk), {"note": ""})

    client.force_login(people["reporter"])
    own = reverse("tariffs:submission", args=[handed_in.pk])
    assert "1 kommentar fra sekretariatet venter på svar" in text(client.get(own))
    client.post(address("comment_answer", comment.pk), {"text": "Niveauet er nyt."})
    assert "Niveauet er nyt." in text(client.get(own))
    tariffs.submit(handed_in, by=people["reporter"])

    client.force_login(office)
    page = text(client.get(address("submission", handed_in.pk), {"vis": "kommentar"}))
    assert "Niveauet er nyt." in page
    assert "Violen, Boniveau 5" in page
    answer = client.post(address("accept", handed_in.pk))
    assert answer["Location"] == address("queue", 2027)
    handed_in.refresh_from_db()
    assert handed_in.status == SubmissionStatus.ACCEPTED


def test_comment_that_is_too_long_keeps_what_was_typed(client, handed_in):
    level = handed_in.lines.get(service="Boniveau 5")
    page = text(client.post(address("line", level.pk), {"text": "ordet " * 200}))
    assert "ordet ordet" in page
    assert not LineComment.objects.exists()


def test_line_shows_what_drove_it(client, handed_in):
    row = handed_in.lines.get(service="Botilbud", offer__name="Violen")
    page = text(client.get(address("line", row.pk)))
    assert "Det flyttede taksten: PL +100 kr." in page
    assert "Ny afdeling." in page
    assert "Drøftes i DAS" in page


def test_versions_tell_who_when_and_what(client, handed_in, people, office):
    tariffs.return_submission(handed_in, reason="Ret.", by=office)
    level = handed_in.lines.get(service="Boniveau 5")
    tariffs.save_line(handed_in, by=people["reporter"], line=level, base_revision=level.revision,
                      values={"tariff": 2999})  # fmt: skip
    tariffs.submit(handed_in, by=people["reporter"])
    client.force_login(people["reporter"])
    page = text(client.get(address("versions", handed_in.pk)))
    assert "Indberetter" in page
    assert "1 linje rettet" in page
    page = text(client.get(address("version", handed_in.pk, 3)))
    assert "<del>2.918</del>" in page
    assert "<ins>2.999</ins>" in page
    assert "+2,78 %" in page
    assert "2 linjer er uændret" in page
    assert client.get(address("version", handed_in.pk, 9)).status_code == 404
    assert client.get(address("version", handed_in.pk, 3), {"mod": "1"}).status_code == 200


def test_pages_of_the_tariffs_lead_here(client, handed_in):
    assert address("queue", 2027) in text(client.get(reverse("tariffs:year", args=[2027])))
    page = text(client.get(reverse("tariffs:submission", args=[handed_in.pk])))
    assert address("submission", handed_in.pk) in page
    assert address("version", handed_in.pk, 1) in page


def test_what_waits_is_told_to_whom_it_waits_for(client, handed_in, office, people):
    page = text(client.get("/"))
    assert "Gennemgå en indberetning af takster 2027" in page
    level = handed_in.lines.get(service="Boniveau 5")
    workflow.write_comment(level, text="Hvorfor?", by=office)
    workflow.send_back(handed_in, note="", by=office)
    assert "Gennemgå en indberetning" not in text(client.get("/"))
    client.force_login(people["reporter"])
    page = text(client.get("/"))
    assert "Ret og indsend igen: Aalborg, takster 2027" in page
    assert "1 kommentar at svare på" in page
    client.force_login(people["other"])
    assert "indsend igen" not in text(client.get("/"))
