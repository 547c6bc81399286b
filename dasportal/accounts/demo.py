"""The demo's made-up people: somebody for every role, and members for every party.

The addresses end in `.example`, which can never receive mail. All share one password, so they
exist in the demo alone (see the `demo` command).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from .models import Forum, Party, Person, Role, RoleKind, RoleSource, Unit

DEMO_PASSWORD = "nordjysk-demo-2025"

SECRETARIAT = [("Lene Vestergaard", "Chefkonsulent"), ("Jonas Krogh", "Konsulent"),
               ("Sofie Thorup", "Konsulent")]  # fmt: skip

# party code: member of DAS, deputy, tariff reporter; each a made-up name
MEMBERS: dict[str, tuple[str, str, str]] = {
    "773": ("Henrik Lauge Bro", "Ulla Mark", "Bente Sand"),
    "787": ("Tine Overgård", "Per Bundgaard", "Karl Emil Hede"),
    "810": ("Anders Skovbo", "Mette Kær", "Lis Damborg"),
    "813": ("Birgitte Strand", "Ole Havnø", "Nete Ravn"),
    "820": ("Morten Gundersby", "Pia Holmegaard", "Jens Aagren"),
    "825": ("Grethe Tangø", "Svend Byrum", "Ida Vesterø"),
    "840": ("Kasper Støvringe", "Hanne Bakkely", "Niels Terndrup"),
    "846": ("Charlotte Fjordager", "Bo Hadsund", "Rikke Arden"),
    "849": ("Jesper Brovstrup", "Maja Fjerre", "Poul Tranum"),
    "851": ("Anna Holm", "Claus Limfeldt", "Kirsten Budolf"),
    "860": ("Thomas Vendelbo", "Inger Sindahl", "Freja Tversted"),
    "1081": ("Marianne Regner", "Søren Nibelund", "Dorte Østerkær"),
}
FU_MEMBERS = ("851", "813", "846", "1081")
CHAIR = "851"
OFFER_REPORTERS = {"851": "Line Sohngaard", "1081": "Peter Færgelund", "813": "Asta Skagenhus"}
EXPERTS = ("Vibeke Hjortshøj", "Flemming Lyngdal")
READERS = ("Karen Tylstrup",)
ADMINISTRATOR = "Rasmus Datby"
ÆH_MEMBER = "Birthe Åkjær"
PLACES = {"773": "morsoe", "787": "thisted", "810": "broenderslev", "813": "frederikshavn",
          "820": "vesthimmerland", "825": "laesoe", "840": "rebild", "846": "mariagerfjord",
          "849": "jammerbugt", "851": "aalborg", "860": "hjoerring", "1081": "region"}  # fmt: skip
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "."})


@dataclass(frozen=True)
class DemoSignIn:
    """A line of the list on the sign-in page and of what `make run` prints."""

    name: str
    email: str
    role: str


def address(name: str, place: str) -> str:
    return f"{name.lower().translate(LETTERS)}@{place}.example"


DEMO_SIGN_INS = (
    DemoSignIn(SECRETARIAT[0][0], address(SECRETARIAT[0][0], "das"), "Sekretariat"),
    DemoSignIn(MEMBERS[CHAIR][0], address(MEMBERS[CHAIR][0], "aalborg"), "Formand for DAS og FU"),
    DemoSignIn(MEMBERS["813"][0], address(MEMBERS["813"][0], "frederikshavn"),
               "Medlem af DAS og FU"),
    DemoSignIn(MEMBERS["825"][0], address(MEMBERS["825"][0], "laesoe"), "Medlem af DAS"),
    DemoSignIn(MEMBERS["851"][1], address(MEMBERS["851"][1], "aalborg"), "Stedfortræder"),
    DemoSignIn(MEMBERS["851"][2], address(MEMBERS["851"][2], "aalborg"), "Takstindberetter"),
    DemoSignIn(OFFER_REPORTERS["851"], address(OFFER_REPORTERS["851"], "aalborg"),
               "Driftsherre-indberetter"),
    DemoSignIn(EXPERTS[0], address(EXPERTS[0], "ekspert"), "Ekspertpanel"),
    DemoSignIn(READERS[0], address(READERS[0], "kkr"), "Læser"),
    DemoSignIn(ADMINISTRATOR, address(ADMINISTRATOR, "das"), "Administrator"),
)  # fmt: skip


def make_people(since: date | None = None) -> dict[str, Person]:
    """Make everybody with their roles from `since` (two years back); people by address.

    Run on an empty table of people: the `demo` command has seen to that.
    """
    day = since or timezone.localdate().replace(month=1, day=1, year=timezone.localdate().year - 2)
    return _Maker(day).make()


class _Maker:
    """Keeps what is looked up once, and one hash of the shared password: hashing is slow."""

    def __init__(self, since: date) -> None:
        self.since = since
        self.forums = {forum.slug: forum for forum in Forum.objects.all()}
        self.parties = {party.code: party for party in Party.objects.all()}
        self.units = {unit.short_name: unit for unit in Unit.objects.all()}
        self.people: dict[str, Person] = {}
        template = Person()
        template.set_password(DEMO_PASSWORD)
        self.password = template.password

    def make(self) -> dict[str, Person]:
        for name, title in SECRETARIAT:
            self.role(self.person(name, "das", title), RoleKind.SECRETARIAT)
        self.role(self.person(ADMINISTRATOR, "das", "Systemadministrator"), RoleKind.ADMINISTRATOR)
        for code in MEMBERS:
            self.party(code)
        extra = self.person(ÆH_MEMBER, "aalborg", "Direktør")
        self.role(extra, RoleKind.MEMBER, forum="das", unit=self.units["ÆH"])
        for code, name in OFFER_REPORTERS.items():
            who = self.person(name, PLACES[code], "Tilbudskonsulent")
            self.role(who, RoleKind.OFFER_REPORTER, party=code)
        for name in EXPERTS:
            self.role(self.person(name, "ekspert", "Ekspert"), RoleKind.EXPERT)
        for name in READERS:
            who = self.person(name, "kkr", "Konsulent, KKR")
            self.role(who, RoleKind.READER, forum="das")
            self.role(who, RoleKind.READER, forum="fu")
        return self.people

    def party(self, code: str) -> None:
        """A party's member, deputy and tariff reporter; the chair and FU among the members."""
        member, deputy, reporter = MEMBERS[code]
        place = PLACES[code]
        unit = self.units["FB"] if code == "851" else None
        sits = self.person(member, place, "Direktør")
        self.role(sits, RoleKind.MEMBER, forum="das", party=code, unit=unit)
        if code in FU_MEMBERS:
            self.role(sits, RoleKind.MEMBER, forum="fu", party=code, unit=unit)
        if code == CHAIR:
            self.role(sits, RoleKind.CHAIR, forum="das", party=code)
            self.role(sits, RoleKind.CHAIR, forum="fu", party=code)
        stands_in = self.person(deputy, place, "Chef for socialområdet")
        self.role(stands_in, RoleKind.DEPUTY, forum="das", party=code)
        reports = self.person(reporter, place, "Økonomikonsulent")
        self.role(reports, RoleKind.TARIFF_REPORTER, party=code)

    def person(self, name: str, place: str, title: str) -> Person:
        email = address(name, place)
        made = Person.objects.create(email=email, name=name, title=title, password=self.password)
        self.people[email] = made
        return made

    def role(
        self,
        person: Person,
        kind: str,
        *,
        forum: str | None = None,
        party: str | None = None,
        unit: Unit | None = None,
    ) -> None:
        Role.objects.create(
            person=person, kind=kind, start=self.since, source=RoleSource.DEMO, unit=unit,
            forum=self.forums[forum] if forum else None,
            party=unit.party if unit else self.parties[party] if party else None,
        )  # fmt: skip
