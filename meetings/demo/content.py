"""What the demo's meetings say. Titles and figures are facts; every sentence is our own."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """One item: what is put before the meeting, and what it decided."""

    title: str
    section: str = "decision"
    summary: str = ""
    background: str = ""
    presentation: str = ""
    recommendations: tuple[str, ...] = ()
    statement: tuple[str, str] | None = None
    guests: tuple[tuple[str, str], ...] = ()
    presenter: str = ""
    minutes: int | None = None
    concerns: str = "all"
    open: bool = True
    attachments: tuple[str, ...] = ()
    decision: str = ""
    outcome: str = ""
    outcome_note: str = ""
    positions: tuple[tuple[str, str, str], ...] = ()
    follow_ups: tuple[tuple[str, str, int | None], ...] = ()
    below: tuple[tuple[str, str], ...] = field(default=())


SUPERVISION = Case(
    title="Socialtilsyn Nords budget og takster 2026",
    summary="<p>Socialtilsyn Nord fremlægger budget og takstblad for 2026. Budgettet falder, fordi der er lagt et loft "
    "over socialtilsynenes udgifter.</p>",
    presentation="<p>Rammen for alle socialtilsyn er 211 mio. kr. Socialtilsyn Nords del er 32,1 mio. kr. i 2026. "
    "Budgettet bliver dermed 6,9 mio. kr. mindre, og bemandingen går fra 46,9 til 39,7 årsværk.</p>"
    '<table><caption>Hvad ændrer sig for parterne</caption><thead><tr><th scope="col">Område</th>'
    '<th scope="col">Ændring fra 2025 til 2026</th></tr></thead><tbody>'
    "<tr><td>Objektiv finansiering</td><td>−19 %</td></tr>"
    "<tr><td>Pris pr. plejefamilie</td><td>−15 %</td></tr>"
    "<tr><td>Takster på tilbudsområdet</td><td>−18,5 %</td></tr>"
    "<tr><td>Timepris for BPA</td><td>+3,5 %</td></tr></tbody></table>"
    "<p>Den objektive del fordeles efter antallet af 0–17-årige. Tallene for hver kommune står i takstbladet.</p>",
    recommendations=(
        "drøfter budget og takstblad for 2026",
        "anbefaler over for KKR, at budgettet tages til efterretning",
    ),
    statement=(
        "Forretningsudvalget",
        "<p>Forretningsudvalget bemærker, at fordelingen af rammen fra 2027 ikke er afklaret, og at det bør siges "
        "tydeligt til kommunernes økonomiafdelinger.</p>",
    ),
    guests=(("Gitte Rosendal", "Socialtilsyn Nord"),),
    presenter="Socialtilsyn Nord",
    minutes=20,
    attachments=("Takstblad 2026.xlsx", "Budget 2026.pdf"),
    decision="<p>Tilsynet gennemgik budgettet. Parterne hæftede sig ved stigningen i timeprisen for BPA og ønskede "
    "en forklaring.</p><p>Sagen sendes til KKR.</p>",
    outcome="sent_onward",
    outcome_note="KKR Nordjylland",
    follow_ups=(("Indhente en forklaring på timeprisen for BPA", "Sekretariatet", 30),),
)

TARIFF_MODEL = Case(
    title="Ny takstmodel i Aalborg Kommune",
    summary="<p>Aalborg Kommune går fra boniveauer til en grundtakst for hvert tilbud og en aktivitetstakst, der er "
    "fælles for alle tilbud.</p>",
    background="<p>Modellen gælder fra 2026. Den har ni niveauer på botilbud og seks på dagtilbud.</p>",
    presentation="<p>Med modellen betaler køberne det samme for samme støtte, uanset hvilket tilbud borgeren bor på. "
    "Det gør priserne lettere at sammenligne, men skiftet betyder, at de enkelte linjer ikke kan holdes op "
    "mod sidste år uden en oversættelse.</p>"
    "<ul><li>Grundtaksten dækker bygning, ledelse og nattevagt.</li>"
    "<li>Aktivitetstaksten dækker den støtte, borgeren er visiteret til.</li>"
    "<li>Eksisterende kontrakter oversættes én til én ved årsskiftet.</li></ul>",
    recommendations=("drøfter modellen", "godkender, at den bruges i takstbilaget for 2026"),
    presenter="Aalborg Kommune",
    minutes=20,
    attachments=("Takstmodel Aalborg.pdf",),
    decision="<p>Modellen blev gennemgået. Der var opbakning til, at niveauerne er fælles.</p>"
    "<p>Det aftales, at Aalborg sender en oversættelse af de gamle linjer, før takstbilaget lukkes.</p>",
    outcome="approved",
    positions=(
        (
            "825",
            "reservation",
            "Læsø køber få pladser og ønsker at se betydningen i kroner, før modellen udbredes.",
        ),
    ),
    follow_ups=(("Sende en oversættelse fra gamle til nye linjer", "Aalborg", 21),),
)

PRINCIPLES = Case(
    title="De tre principper: status fra arbejdsgrupperne",
    summary="<p>De tre principper er tættere forpligtelse, skarp visitation og en fleksibel tilbudsvifte. Grupperne "
    "giver status.</p>",
    presentation="<ol><li>Gruppe 1 om forpligtelse kan afrapportere til næste møde.</li>"
    "<li>Gruppe 2 om visitation har holdt to workshopper og mangler en fælles beskrivelse af bestillingen.</li>"
    "<li>Gruppe 3 om tilbudsviften ønsker mere tid.</li></ol>",
    recommendations=("drøfter status", "beslutter, om gruppe 3 får forlænget sin frist"),
    minutes=30,
    attachments=("De tre principper.pdf", "Tids- og handleplan.xlsx"),
    decision="<p>Gruppe 1 afrapporterer på næste møde. Gruppe 3 får frist til andet halvår.</p>",
    outcome="discussed",
    follow_ups=(
        ("Afrapportering fra gruppe 1", "Arbejdsgruppe 1", 40),
        ("Ny tidsplan for gruppe 3", "Sekretariatet", None),
    ),
)

AGREEMENT = Case(
    title="Opstart på Nordjysk Socialaftale 2027–2028",
    summary="<p>Den næste aftale skal være godkendt af alle parter senest 1. december. Arbejdet begynder nu.</p>",
    presentation="<p>Sekretariatet foreslår, at der vælges højst tre fokusområder, og at hvert får en ejer, et mål og en "
    "slutdato.</p>",
    recommendations=("godkender tidsplanen", "drøfter mulige fokusområder"),
    minutes=20,
    decision="<p>Tidsplanen blev godkendt. Der ønskes færre og skarpere fokusområder end sidst.</p>",
    outcome="approved",
)

DIALOGUE = Case(
    title="Socialpolitisk Dialogforum 2026",
    presentation="<p>Forummet samler 60–80 deltagere. Sekretariatet foreslår en halv dag med to oplæg og en drøftelse "
    "ved bordene.</p>",
    recommendations=("godkender programmet",),
    minutes=10,
    attachments=("Program.docx",),
    decision="<p>Programmet blev godkendt med en kortere velkomst.</p>",
    outcome="approved_amended",
    outcome_note="kortere velkomst",
)

SHELTERS = Case(
    title="Herberger og krisecentre: takstlofter",
    summary="<p>Der er sat loft over taksterne på herberger og krisecentre.</p>",
    presentation="<p>Lofterne er i prisniveau 2024. Tilbud til veteraner er undtaget.</p>"
    '<table><thead><tr><th scope="col">Tilbud</th><th scope="col">Loft, kr. pr. døgn</th></tr></thead><tbody>'
    "<tr><td>Herberg</td><td>2.322</td></tr><tr><td>Krisecenter</td><td>3.197</td></tr>"
    "<tr><td>Krisecenter, tre eller flere børn</td><td>6.000</td></tr></tbody></table>"
    "<p>Efterforsorg afregnes én gang med højst 2.522 kr.</p>",
    recommendations=("tager orienteringen til efterretning",),
    concerns="municipalities",
    minutes=10,
    attachments=("Takstlofter.xlsx",),
    decision="<p>Orienteringen blev taget til efterretning.</p>",
    outcome="noted",
)

TARIFF_FORM = Case(
    title="Styringsaftale og takstskema: status",
    presentation="<p>DAS har ønsket, at der kun indsamles data, som bruges til at godkende eller købe efter, at "
    "forklaringer gives både ved stigninger og fald, og at overhead opgøres på én fælles måde.</p>",
    recommendations=("godkender retningen for takstskemaet 2027",),
    minutes=15,
    decision="<p>Retningen blev godkendt.</p>",
    outcome="approved",
    positions=(
        (
            "825",
            "reservation",
            "Læsø har ingen egne tilbud og tager forbehold for nye krav til køberne.",
        ),
    ),
    follow_ups=(("Udkast til nyt takstskema", "Styringsaftalegruppen", 60),),
)

DUAL_DIAGNOSIS = Case(
    title="Tilbud til borgere med psykiatriske vanskeligheder og samtidigt rusmiddelbrug",
    presentation="<p>Regionen overtager behandlingen. Overgangen kræver aftaler om sektorovergange i hver kommune.</p>",
    recommendations=("drøfter status", "tager orienteringen til efterretning"),
    presenter="Region Nordjylland",
    minutes=15,
    decision="<p>Status blev drøftet. Overgangene følges i chefgruppen.</p>",
    outcome="noted",
)

CLOSED_CASE = Case(
    title="Neurocenter Østerskoven: driftssituationen",
    summary="<p>Underskuddet var 6,7 mio. kr. i 2024 og ventes at blive 10,6 mio. kr. i 2025.</p>",
    presentation="<p>Afdelingen for erhvervet hjerneskade lukkede den 28. januar 2025. Punktet er lukket, fordi det "
    "omtaler personaleforhold, der ikke er meldt ud.</p>",
    recommendations=("drøfter situationen", "beslutter, om der skal ske tættere opfølgning"),
    presenter="Region Nordjylland",
    minutes=20,
    open=False,
    decision="<p>Situationen blev drøftet. Der følges op på næste møde.</p>",
    outcome="discussed",
)

AGREEMENT_STATUS = Case(
    title="Status på Nordjysk Socialaftale 2025–2026",
    section="information",
    presentation="<p>De fleste initiativer er i gang. To er udmøntet, og ét afventer afklaring hos parterne.</p>",
    recommendations=("tager orienteringen til efterretning",),
    minutes=5,
    attachments=("Statusoversigt.pdf",),
    decision="<p>Orienteringen blev taget til efterretning.</p>",
    outcome="noted",
)

TECHNOLOGY = Case(
    title="Temadag om velfærdsteknologi",
    section="information",
    presentation="<p>Temadagen havde deltagere fra alle parter. Evalueringen peger på behov for fælles indkøb.</p>",
    recommendations=("tager orienteringen til efterretning",),
    minutes=5,
    decision="<p>Orienteringen blev taget til efterretning.</p>",
    outcome="noted",
)

FROM_FU = "<p>Forretningsudvalgets formand supplerer mundtligt.</p>"

NEWS = (
    ("Samarbejdsaftale om erhvervet hjerneskade", "<p>Aftalen er underskrevet af alle parter.</p>"),
    ("Faste læger på botilbud", "<p>Otte kommuner har aftaler. Resten er i dialog.</p>"),
    (
        "Mini-guide om udviklingshæmning og dom",
        "<p>Guiden ligger klar og opdateres en gang om året.</p>",
    ),
)

FULL_AGENDA = (
    SUPERVISION, TARIFF_MODEL, PRINCIPLES, AGREEMENT, DIALOGUE, SHELTERS, TARIFF_FORM, DUAL_DIAGNOSIS, CLOSED_CASE,
    AGREEMENT_STATUS, TECHNOLOGY,
)  # fmt: skip

ANNUAL_REPORTS = Case(
    title="Årsrapporter fra tilbud i det forstærkede samarbejde 2024",
    presentation="<p>Institut for Syn og Hørelse havde en belægning på 102,1 %. Kvisten brugte 5,6 af 6 pladser. "
    "Viften og Birken melder om faldende efterspørgsel.</p>",
    recommendations=("drøfter rapporterne", "tager dem til efterretning"),
    minutes=25,
    decision="<p>Rapporterne blev drøftet og taget til efterretning.</p>",
    outcome="noted",
    follow_ups=(("Opfølgning på efterspørgslen hos Viften og Birken", "Sekretariatet", -20),),
)
PSYCHIATRY_PLACES = Case(
    title="Ommærkning af særlige pladser i psykiatrien",
    presentation="<p>11 af 12 pladser er i brug. Ommærkningen af fire pladser fortsætter af sig selv, så længe færre end "
    "ni er i brug; ellers besluttes den hvert halve år.</p>",
    recommendations=("godkender, at ommærkningen ophører",),
    minutes=10,
    decision="<p>Ommærkningen ophører.</p>",
    outcome="approved",
)
NATIONAL_OFFERS = Case(
    title="Lands- og landsdelsdækkende tilbud: Aalborgskolen",
    presentation="<p>Belægningen var 40 % i 2023 og 33 % i 2024.</p>",
    recommendations=("drøfter udviklingen",),
    minutes=15,
    decision="<p>Udviklingen blev drøftet. Der ønskes en ny opgørelse om et år.</p>",
    outcome="discussed",
    follow_ups=(("Ny opgørelse af belægningen", "Aalborg", 200),),
)
WHEEL = Case(
    title="Årshjul",
    presentation="<p>Der holdes seks møder, halvdelen virtuelle, omkring tre uger før møderne i KKR.</p>",
    recommendations=("godkender årshjulet",),
    minutes=10,
    decision="<p>Årshjulet blev godkendt.</p>",
    outcome="approved",
)
SINGLE_TARIFF = Case(
    title="Takst for et nyt krisecenter",
    presentation="<p>Taksten er beregnet ved fuld belægning. Et eventuelt underskud det første år deles.</p>",
    recommendations=("godkender taksten",),
    minutes=10,
    decision="<p>Taksten blev godkendt.</p>",
    outcome="approved",
)
WORKING_GROUP = Case(
    title="Udpegning til arbejdsgruppe 2",
    presentation="<p>Gruppen mangler et medlem med erfaring fra myndighed.</p>",
    recommendations=("beslutter, hvem der udpeges",),
    minutes=5,
    decision="<p>Rebild udpeger et medlem inden månedens udgang.</p>",
    outcome="approved",
    follow_ups=(("Udpege et medlem til arbejdsgruppe 2", "Rebild", 10),),
)
