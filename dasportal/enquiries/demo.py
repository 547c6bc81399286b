"""The demo's enquiries: the hearing of spring 2021 as it went, two that are open, and a draft.

The facts of 2021 are its window, its circle of twelve with Aalborg answering by two
administrations, five answers in time and one late. The words are our own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from dasportal.accounts.models import Party, PartyKind, Person, Role, RoleKind, Unit

from . import workflow
from .models import Enquiry, QuestionKind, Response
from .workflow import Asked

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
YES_NO = [
    {"key": "ja", "label": "Ja"},
    {"key": "ja-med-bemaerkninger", "label": "Ja, med bemærkninger"},
    {"key": "nej", "label": "Nej"},
]


@dataclass(frozen=True)
class Said:
    """What one of the circle answers: party, unit (""), when, and the answers as typed."""

    code: str
    unit: str
    at: datetime
    given: dict[str, Any] = field(default_factory=dict)


def _at(day: int, month: int, hour: int, minute: int) -> datetime:
    return datetime(2021, month, day, hour, minute, tzinfo=COPENHAGEN)


SPRING_2021 = (
    Said("813", "", _at(3, 5, 9, 40), {
        "tilslutning": "ja",
        "tilbud": "14",
        "timer": "6",
        "bemaerkninger": "Skemaet letter vores eget arbejde. Vi foreslår, at belægningen skrives som "
        "procent med én decimal hos alle."}),
    Said("851", "FB", _at(5, 5, 14, 5), {
        "tilslutning": "ja-med-bemaerkninger",
        "tilbud": "31",
        "timer": "8,5",
        "aendringer": "Boniveauerne bør stå på egne linjer, så de kan læses for sig.",
        "bemaerkninger": "Vi hjælper gerne med at afprøve skemaet, før det tages i brug."}),
    Said("851", "ÆH", _at(6, 5, 10, 20), {
        "tilslutning": "ja-med-bemaerkninger",
        "tilbud": "22",
        "timer": "8",
        "aendringer": "Der mangler plads til aktivitetstilbud uden døgn.",
        "bemaerkninger": ""}),
    Said("860", "", _at(6, 5, 15, 55), {
        "tilslutning": "ja",
        "tilbud": "11",
        "timer": "5",
        "bemaerkninger": "Ingen bemærkninger."}),
    Said("1081", "", _at(7, 5, 23, 12), {
        "tilslutning": "nej",
        "tilbud": "19",
        "timer": "12",
        "aendringer": "Fristen ligger for tæt på budgetlægningen. Vi kan først have tallene to "
        "uger senere.",
        "bemaerkninger": "Vi er enige i formålet, men ikke i tidsplanen."}),
    Said("846", "", _at(10, 5, 8, 30), {
        "tilslutning": "ja",
        "tilbud": "9",
        "timer": "4,5",
        "bemaerkninger": "Svaret kommer sent, fordi udvalget først mødtes den 7. maj om aftenen."}),
)  # fmt: skip


def build(today: date | None = None) -> dict[str, Enquiry]:
    """Lay the enquiries; returns them by what they show."""
    return Demo(today or timezone.localdate()).build()


class Demo:
    """The makers of each, one by one."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.office = Person.objects.get(
            pk=Role.objects.current().filter(kind=RoleKind.SECRETARIAT).order_by("pk")[0].person_id
        )
        self.parties = {row.code: row for row in Party.objects.exclude(kind=PartyKind.OTHER)}
        self.units = {row.short_name: row for row in Unit.objects.select_related("party")}

    def build(self) -> dict[str, Enquiry]:
        whole = [Asked(party=party) for party in self.parties.values()]
        members = [Asked(party=self.parties[code]) for code in ("851", "813", "846", "1081")]
        workflow.save_network(
            None, name="Driftsherrer med mange tilbud", members=members, by=self.office,
            description="Spørges først, når et skema skal prøves.",
        )  # fmt: skip
        return {
            "spring_2021": self.spring_2021(),
            "open": self.places(whole),
            "bought": self.bought_places(whole),
            "draft": self.working_group(whole),
        }

    def circle_of_2021(self) -> list[Asked]:
        """Twelve, Aalborg by its two administrations."""
        whole = [Asked(party=party) for code, party in self.parties.items() if code != "851"]
        return [*whole, Asked(unit=self.units["FB"]), Asked(unit=self.units["ÆH"])]

    def spring_2021(self) -> Enquiry:
        """29 April to 7 May 2021, played through to its bilag."""
        made = workflow.create_enquiry(
            title="Udkast til fælles skema for indberetning af takster", kind="hearing",
            by=self.office, opens_on=date(2021, 4, 29), closes_on=date(2021, 5, 7),
            intro="<p>Udkastet samler det, driftsherrerne i dag indberetter i hver sit regneark. "
            "Parterne bedes tage stilling til, om skemaet kan bruges fra næste takstår, og skønne, "
            "hvad det vil koste i tid.</p>",
        )  # fmt: skip
        self._ask(
            made, "Kan I tilslutte jer forslaget?", key="tilslutning", kind="choice", options=YES_NO
        )
        self._ask(made, "Hvor mange tilbud berøres hos jer?", key="tilbud", kind="number", unit="")
        self._ask(made, "Hvor mange timer skønner I pr. tilbud?", key="timer", kind="number", unit="timer",
                  decimals=1, required=False)  # fmt: skip
        self._ask(made, "Hvad vil I ændre?", key="aendringer", kind="long_text", required=False)
        workflow.set_circle(made, circle=self.circle_of_2021(), by=self.office)
        workflow.send_enquiry(made, by=self.office, at=_at(29, 4, 8, 30))
        for said in SPRING_2021:
            self.answer(made, said)
        workflow.compile_answers(made, by=self.office, at=_at(11, 5, 9, 0))
        made.refresh_from_db()
        return made

    def places(self, whole: list[Asked]) -> Enquiry:
        """An open one that the demo's people can answer, with some answers already."""
        made = workflow.create_enquiry(
            title="Ledige pladser og venteliste, efterår", kind="report", by=self.office,
            closes_on=self.today + timedelta(days=6), is_shared=True,
            intro="<p>Tallene bruges til oversigten på næste møde. Skriv dem, som de er i dag; "
            "oplysninger om enkelte borgere hører ikke til her.</p>",
        )  # fmt: skip
        self._ask(made, "Døgntilbud", kind=QuestionKind.HEADING)
        self._ask(made, "Ledige pladser i døgntilbud", key="ledige", kind="number", unit="pladser")
        self._ask(
            made,
            "Belægning i gennemsnit i år",
            key="belaegning",
            kind="number",
            unit="%",
            decimals=1,
        )
        self._ask(made, "Tilbud med venteliste", key="venteliste", kind="table", columns=WAITING_LIST, required=False,
                  help="Ét tilbud pr. række. Lad den stå tom, hvis ingen venter.")  # fmt: skip
        self._ask(made, "Samarbejde", kind=QuestionKind.HEADING)
        self._ask(
            made,
            "Hvad mangler I tilbud til?",
            key="mangler",
            kind="choices",
            options=TARGETS,
            required=False,
        )
        self._ask(made, "Regnskab eller notat", kind="file", required=False)
        workflow.set_circle(made, circle=whole, by=self.office)
        workflow.send_enquiry(made, by=self.office)
        now = timezone.now()
        for code, free, used, rows in PLACES:
            given = {
                "ledige": free, "belaegning": used,
                "venteliste": rows, "mangler": ["autisme"],
                "bemaerkninger": "",
            }  # fmt: skip
            self.answer(made, Said(code, "", now, given))
        made.refresh_from_db()
        return made

    def bought_places(self, whole: list[Asked]) -> Enquiry:
        """This year's places, with last year's beside: one party has answered both."""
        year = self.today.year
        closed = self.today - timedelta(days=330)
        last = workflow.create_enquiry(
            title=f"Køb af pladser {year}", kind="places", by=self.office, closes_on=closed,
            opens_on=closed - timedelta(days=21),
        )  # fmt: skip
        workflow.set_circle(last, circle=whole, by=self.office)
        at = datetime.combine(closed - timedelta(days=21), time(9), tzinfo=COPENHAGEN)
        workflow.send_enquiry(last, by=self.office, at=at)
        for code, rows in BOUGHT.items():
            given = {"pladser": rows, "oensker": "", "ikke-brugt": "", "bemaerkninger": ""}
            self.answer(last, Said(code, "", at + timedelta(days=7), given))
        workflow.close_enquiry(last, by=self.office, at=at + timedelta(days=22))
        made = workflow.create_enquiry(
            title=f"Køb af pladser {year + 1}", kind="places", by=self.office, copied_from=last,
            closes_on=self.today + timedelta(days=20),
        )  # fmt: skip
        workflow.send_enquiry(made, by=self.office)
        rows = [{**BOUGHT["846"][0], "ventet": "6", "nu": "5,5", "naeste": "7"}]
        given = {"pladser": rows, "oensker": "Unge med selvskade", "bemaerkninger": ""}
        self.answer(made, Said("846", "", timezone.now(), given))
        made.refresh_from_db()
        return made

    def working_group(self, whole: list[Asked]) -> Enquiry:
        """A draft to go on with."""
        made = workflow.create_enquiry(
            title="Udpegning til arbejdsgruppen om bestilling", kind="members", by=self.office,
            intro="<p>Gruppen skal beskrive, hvad en bestilling af en plads mindst skal indeholde.</p>",
        )  # fmt: skip
        workflow.set_circle(made, circle=whole, by=self.office)
        return made

    def _ask(self, enquiry: Enquiry, text: str, **made_of: Any) -> None:
        workflow.add_question(enquiry, by=self.office, text=text, **made_of)

    def answer(self, enquiry: Enquiry, said: Said) -> None:
        """Type and hand in, by the party's member."""
        row = self._response(enquiry, said)
        who = self._member(said)
        questions = {question.key: question for question in enquiry.questions.all()}
        for key, raw in said.given.items():
            workflow.save_answer(row, questions[key], raw=raw, base_revision=0, by=who)
        workflow.submit(row, by=who, at=said.at)

    def _response(self, enquiry: Enquiry, said: Said) -> Response:
        unit = self.units[said.unit] if said.unit else None
        return enquiry.responses.get(party=self.parties[said.code], unit=unit)

    def _member(self, said: Said) -> Person:
        roles = Role.objects.current().filter(kind=RoleKind.MEMBER, party=self.parties[said.code])
        if said.unit:
            roles = roles.filter(unit=self.units[said.unit])
        return roles.select_related("person").order_by("pk")[0].person


BOUGHT: dict[str, list[dict[str, str]]] = {
    "846": [{"tilbud": "Kvisten", "driftsherre": "Aalborg", "ventet": "", "nu": "5", "naeste": "6"}],
    "813": [
        {"tilbud": "Kvisten", "driftsherre": "Aalborg", "ventet": "", "nu": "1", "naeste": "1"},
        {"tilbud": "Viften", "driftsherre": "Region Nordjylland", "ventet": "", "nu": "3", "naeste": "2,5"},
    ],
}  # fmt: skip
WAITING_LIST = [
    {"key": "tilbud", "label": "Tilbud", "kind": "text", "unit": "", "decimals": 0, "options": []},
    {"key": "venter", "label": "Venter", "kind": "number", "unit": "personer", "decimals": 0,
     "options": []},
    {"key": "uger", "label": "Ventetid i uger", "kind": "number", "unit": "", "decimals": 0,
     "options": []},
]  # fmt: skip
TARGETS = [
    {"key": "autisme", "label": "Voksne med autisme"},
    {"key": "hjerneskade", "label": "Erhvervet hjerneskade"},
    {"key": "dobbeltdiagnose", "label": "Dobbeltdiagnose"},
    {"key": "selvskade", "label": "Unge med selvskade"},
]
PLACES: tuple[tuple[str, str, str, list[dict[str, str]]], ...] = (
    ("787", "3", "97,5", []),
    ("813", "0", "101,2", [{"tilbud": "Havblik", "venter": "4", "uger": "18"}]),
    ("846", "5", "94", [{"tilbud": "Skovhuset", "venter": "1", "uger": "6"}]),
    ("849", "2", "98", []),
    ("860", "1", "99,1", [
        {"tilbud": "Fyrtårnet", "venter": "3", "uger": "12"},
        {"tilbud": "Klitgården", "venter": "2", "uger": "9"},
    ]),
)  # fmt: skip
