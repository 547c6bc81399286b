"""The pages: lists that do not grow their queries, forms that say what is wrong, steps that tell."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dasportal.accounts import workflow
from dasportal.accounts.models import Forum, Invitation, Person, RoleKind, RoleState
from dasportal.mail.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(settings):
    settings.DEMO = True
    return factories.secretary("Lene Kontor")


@pytest.fixture
def office(staff):
    client = Client()
    client.force_login(staff)
    return client


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(url)
    assert response.status_code == 200
    return len(asked)


def invite(staff, n, **fields):
    return workflow.invite(
        email=f"ny{n}@laesoe.example", name=f"Ny {n}", kind=RoleKind.MEMBER,
        forum=factories.das(), party=factories.party("825"), by=staff, **fields,
    )  # fmt: skip


@pytest.mark.parametrize("url", ["/personer/", "/parter/", "/fora/das/"])
def test_a_list_asks_as_much_of_one_row_as_of_many(office, staff, url):
    factories.member(), invite(staff, 0)
    few = queries(office, url)
    for n in range(1, 9):
        factories.member(code="825"), invite(staff, n)
    assert queries(office, url) == few


def test_a_persons_page_asks_as_much_of_one_role_as_of_many(office, staff):
    who = invite(staff, 1).person
    url = f"/personer/{who.pk}/"
    few = queries(office, url)
    for forum in Forum.objects.all():
        for kind in (RoleKind.CHAIR, RoleKind.READER):
            role = workflow.give_role(who, kind=kind, forum=forum, by=staff)
            workflow.end_role(role, by=staff)
    assert queries(office, url) == few


# --- People ---------------------------------------------------------------------------------------


def names(client, query):
    page = client.get("/personer/", query)
    return {row.record.name for row in page.context["table"].rows} - {"Lene Kontor"}


@pytest.mark.parametrize(
    "query, expected",
    [
        ({}, {"Anna Ås", "Bo Ø", "Cai Gammel", "Ny 1"}),
        ({"q": "ås"}, {"Anna Ås"}),
        ({"q": "laesoe.example"}, {"Ny 1"}),
        ({"kind": "chair"}, {"Bo Ø"}),
        ({"kind": "member"}, {"Anna Ås", "Cai Gammel", "Ny 1"}),
        ({"kind": "member", "state": "current"}, {"Anna Ås", "Ny 1"}),
        ({"state": "ended"}, {"Cai Gammel"}),
        ({"state": "invited"}, {"Ny 1"}),
        ({"q": "findes ikke"}, set()),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_people_are_found(office, staff, query, expected):
    factories.member(name="Anna Ås")
    factories.holder(RoleKind.CHAIR, "Bo Ø", forum=factories.das(), party=factories.party("825"))
    old = factories.person("Cai Gammel")
    factories.role(old, RoleKind.MEMBER, forum=factories.das(), end=factories.yesterday())
    invite(staff, 1)
    assert names(office, query) == expected


def test_party_and_role_are_asked_of_the_same_role(office):
    both = factories.member(code="851", name="Anna Ås")
    factories.role(both, RoleKind.TARIFF_REPORTER, party=factories.party("825"))
    læsø = factories.party("825").pk
    assert names(office, {"party": læsø, "kind": "tariff_reporter"}) == {"Anna Ås"}
    assert names(office, {"party": læsø, "kind": "member"}) == set()


def test_names_sort_the_danish_way(office):
    for name in ("Åse", "Aage", "Zenia", "Ægir", "Østen", "Anna"):
        factories.member(name=name)
    rows = [r.record.name for r in office.get("/personer/", {"q": "@"}).context["table"].rows]
    assert [n for n in rows if n != "Lene Kontor"] == [
        "Anna", "Zenia", "Ægir", "Østen", "Aage", "Åse",
    ]  # fmt: skip


# --- Inviting and giving ---------------------------------------------------------------------------

GOOD = {"name": "Ny Person", "email": "ny@laesoe.example", "kind": "expert", "start": "2.1.2026"}


def test_invite_by_form(office):
    response = office.post("/personer/inviter/", GOOD, follow=True)
    person = Person.objects.get(email="ny@laesoe.example")
    assert response.redirect_chain == [(f"/personer/{person.pk}/", 302)]
    assert "lagt i postkassen" in response.content.decode()
    assert person.roles.get().start.isoformat() == "2026-01-02"


@pytest.mark.parametrize(
    "change, field, said",
    [
        ({"email": "ikke en adresse"}, "email", "gyldig"),
        ({"kind": ""}, "kind", "påkrævet"),
        ({"kind": "administrator"}, "kind", "ikke en af de tilgængelige"),
        ({"kind": "member"}, "forum", "Vælg forum: det kræver rollen medlem."),
        ({"kind": "tariff_reporter"}, "party", "Vælg part"),
        ({"kind": "expert", "forum": "das"}, "forum", "har ikke forum"),
        ({"kind": "secretariat", "party": "825"}, "party", "har ikke part"),
        ({"end": "1.1.2026"}, "end", "Slutdatoen skal ligge efter startdatoen."),
        ({"kind": "offer_reporter", "party": "825", "unit": "FB"}, "unit", "hører ikke under Læsø"),
    ],
)
def test_invite_says_what_does_not_fit(office, change, field, said):
    keys = {
        "forum": lambda slug: Forum.objects.get(slug=slug).pk,
        "party": lambda code: factories.party(code).pk,
        "unit": lambda name: factories.unit(name).pk,
    }
    change = {name: keys[name](value) if name in keys else value for name, value in change.items()}
    form = office.post("/personer/inviter/", GOOD | change).context["form"]
    assert list(form.errors) == [field]
    assert said in form.errors[field][0]
    assert not Person.objects.filter(email="ny@laesoe.example").exists()


def test_giving_a_role_that_is_held_says_so(office):
    who = factories.holder(RoleKind.EXPERT, "Vibe Klog")
    url = f"/personer/{who.pk}/rolle/"
    page = office.post(url, {"kind": "expert", "start": "2.1.2020"}).content.decode()
    assert "Vibe Klog er allerede Ekspertpanel" in page
    good = office.post(url, {"kind": "secretariat", "start": "2.1.2020"})
    assert good["Location"] == f"/personer/{who.pk}/"


def test_ending_asks_first(office):
    role = factories.member(name="Anna Ås").roles.get()
    url = f"/roller/{role.pk}/afslut/"
    assert "Anna Ås mister rollen med det samme." in office.get(url).content.decode()
    role.refresh_from_db()
    assert role.state == RoleState.CURRENT
    said = office.post(url, follow=True).content.decode()
    assert "Medlem (DAS Social, Aalborg) er afsluttet." in said
    assert "»Afslut rolle« er ikke muligt nu." in office.post(url, follow=True).content.decode()


def test_resend_and_revoke_by_page(office, staff):
    invitation = invite(staff, 1).person.invitations.get()
    office.post(f"/invitationer/{invitation.pk}/send-igen/")
    assert OutgoingMail.objects.count() == 2
    url = f"/invitationer/{invitation.pk}/traek-tilbage/"
    assert "Vil du trække invitationen tilbage?" in office.get(url).content.decode()
    office.post(url)
    assert Invitation.objects.get().state == "revoked"
    said = office.post(url, follow=True).content.decode()
    assert "Status er »Trukket tilbage«" in said


def test_history_tells_what_happened_and_by_whom(office, staff):
    office.post("/personer/inviter/", GOOD)
    person = Person.objects.get(email="ny@laesoe.example")
    office.post(f"/roller/{person.roles.get().pk}/afslut/")
    history = office.get(f"/personer/{person.pk}/").context["history"]
    assert {line.by for line in history} == {"Lene Kontor"}
    assert [line.text for line in history] == [  # one transaction here: by kind, newest first
        "Rollen er afsluttet: Ekspertpanel",
        "Fik rollen Ekspertpanel",
        "Invitation sendt",
    ]


# --- The personal link ----------------------------------------------------------------------------


@pytest.fixture
def link(staff):
    invite(staff, 1)
    return "/invitation/" + OutgoingMail.objects.get().text.split("/invitation/")[1].split()[0]


def test_the_link_sets_a_password_and_signs_in(client, link):
    assert "Medlem (DAS Social, Læsø)" in client.get(link).content.decode()
    chosen = {"name": "Nyt Navn", "password": "fire ord om havet", "again": "fire ord om havet"}
    page = client.post(link, chosen, follow=True)
    assert page.redirect_chain == [("/", 302)]
    assert "Velkommen, Nyt Navn." in page.content.decode()
    assert "Det er brugt" in Client().get(link).content.decode()


@pytest.mark.parametrize(
    "password, again, said",
    [
        ("kort", "kort", "for kort"),
        ("fire ord om havet", "fem ord om havet", "ikke ens"),
        ("ny1@laesoe.example", "ny1@laesoe.example", "minder for meget om"),
        ("password1234", "password1234", "for almindelig"),
    ],
)
def test_a_poor_password_is_refused(client, link, password, again, said):
    page = client.post(link, {"name": "Ny", "password": password, "again": again})
    assert said in page.content.decode()
    assert not Person.objects.get(name="Ny 1").is_active


@pytest.mark.parametrize(
    "state, said", [("revoked", "trukket tilbage"), ("expired", "gjaldt i 14 dage")]
)
def test_a_dead_link_says_what_to_do(client, link, state, said):
    Invitation.objects.update(state=state)
    assert said in client.get(link).content.decode()
    client.post(link, {"name": "Ny", "password": "fire ord om havet", "again": "fire ord om havet"})
    assert not Person.objects.get(name="Ny 1").is_active


# --- Places and one's own ---------------------------------------------------------------------------


def test_forum_texts_are_saved(office):
    data = {"name": "Den Administrative Styregruppe", "short_name": "DAS", "lead_text": "Vi siger"}
    assert office.post("/fora/das/", data)["Location"] == "/fora/das/"
    assert factories.das().lead_text == "Vi siger"
    assert office.get("/fora/findes-ikke/").status_code == 404


def test_a_forum_cannot_recommend_to_itself(office):
    data = {"name": "D", "short_name": "D", "lead_text": "D", "recommends_to": factories.das().pk}
    assert "recommends_to" in office.post("/fora/das/", data).context["form"].errors


def test_profile_changes_name_and_title_alone(office, staff):
    office.post("/profil/", {"name": "Lene Ny", "title": "Chef", "email": "x@x.example"})
    staff.refresh_from_db()
    assert (staff.name, staff.title) == ("Lene Ny", "Chef")
    assert staff.email != "x@x.example"
    page = office.post("/profil/", {"name": ""})
    assert "Lene Ny" in page.content.decode()


def test_home_says_when_there_is_no_role(client):
    client.force_login(factories.person())
    assert "Du har ingen rolle i dag" in client.get("/").content.decode()


@pytest.mark.parametrize("make, sees", [(factories.secretary, True), (factories.member, False)])
def test_the_menu_follows_the_role(client, settings, make, sees):
    settings.DEMO = True
    client.force_login(make())
    assert ("/personer/" in [line["url"] for line in client.get("/").context["menu"]]) is sees
