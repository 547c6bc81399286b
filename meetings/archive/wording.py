"""The words that earlier agendas and minutes use for their parts: one place to add another."""

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan"), ("februar", "feb"), ("marts", "mar"), ("april", "apr"), ("maj",),
            ("juni", "jun"), ("juli", "jul"), ("august", "aug"), ("september", "sep", "sept"),
            ("oktober", "okt"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip

_NUMERIC = r"(?P<d>[0-3]?\d)\s*[./-]\s*(?P<m>[01]?\d)(?:\s*[./-]\s*|\s+(?=(?:19|20)\d\d))(?P<y>(?:19|20)?\d\d)(?!\d)"
_WORDED = (
    r"(?P<wd>[0-3]?\d)\.?\s*(?P<wm>"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")\.?,?\s+(?P<wy>(?:19|20)\d\d)"
)
_ISO = r"(?P<iy>(?:19|20)\d\d)(?P<isep>[-_.]?)(?P<im>[01]\d)(?P=isep)(?P<id>[0-3]\d)(?!\d)"
DATE = re.compile(rf"(?<!\d)(?:{_ISO}|{_NUMERIC}|{_WORDED})", re.IGNORECASE)


def find_date(text: str) -> date | None:
    """The first possible date in a text: 2.10.2025, 02-10-25, 2025-10-02 or 2. oktober 2025."""
    for match in DATE.finditer(text):
        parts = match.groupdict()
        if parts["iy"]:
            year, month, day = parts["iy"], int(parts["im"]), parts["id"]
        elif parts["y"]:
            year, month, day = parts["y"], int(parts["m"]), parts["d"]
        else:
            year, month, day = parts["wy"], MONTHS[parts["wm"].lower()], parts["wd"]
        try:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
        except ValueError:
            continue
    return None


_FORUMS = (
    ("FU", re.compile(r"\bFU\b(?: Social)?|\bForretningsudvalg(?:et|s)?\b", re.IGNORECASE)),
    ("DAS", re.compile(r"\bDAS\b(?: Social)?|\bDen Administrative Styregruppe\b", re.IGNORECASE)),
)


def find_forum(text: str) -> str | None:
    """DAS or FU when the text names one of them (FU first: it is "FU for DAS" in full)."""
    return next((code for code, pattern in _FORUMS if pattern.search(text)), None)


def forum_name(text: str) -> str:
    """The forum that a heading names: DAS, FU or the name as printed."""
    bare = re.sub(r"[()]", " ", text)
    for code, pattern in _FORUMS:
        rest, found = pattern.subn(" ", bare)
        others = _FORUMS[-1][1].sub(" ", rest.replace(" for ", " "))
        if found and not re.search(r"\w", others):
            return code
    return " ".join(text.split())


# --- Lines that belong to the page and not to the meeting -----------------------------------

HEADER = re.compile(
    rf"^Mødet?\s+(?:den|d\.)\s+(?P<date>{DATE.pattern})\s+(?P<forum>[^\W\d].{{0,80}})$",
    re.IGNORECASE,
)
FURNITURE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:Side \d{1,4}(?: (?:af|ud af|/) ?\d{1,4})?\s*)+$",
        r"^\d{1,4} af \d{1,4}$",
        r"^[-–] ?\d{1,4} ?[-–]$",
        r"^Side: ?\d{1,4}$",
        r"^(?P<name>[^\W\d][^\d]{3,40}?)(?:\s*(?P=name)){2,}$",
        rf"^\D{{2,60}}\s+Mødet? (?:den|d\.) {_NUMERIC}$",
        r"^kl\. ?\d{1,2}[.:]\d\d.* Side \d+ af \d+$",
    )
)

# --- Items ---------------------------------------------------------------------------------------

OPENNESS = re.compile(
    r"^(?:(?:Dette punkt|Punktet|Sagen) er |(?:Type|Status|Offentlighed|Åbenhed|Åbent/lukket|Adgang): ?)?"
    r"(?P<closed>Lukket|Lukkede|Fortroligt?)?(?P<open>Åben|Åbent|Åbne|Offentligt?)?"
    r"(?: punkt(?:er)?| dagsorden| sag(?:er)?| møde)?\.?$",
    re.IGNORECASE,
)
# »Personsag (lukket)«, »Lukket - Personsag«
OPENNESS_IN_TITLE = re.compile(
    r"^(?P<first>Åbent?|Lukket)(?: punkt| sag)?\s*[-–:]\s|\((?P<last>åbent?|lukket)(?: punkt| sag)?\)$",
    re.IGNORECASE,
)
_KEYWORD = r"(?:Dagsordens?punkt|Punkt|Pkt\.?|Sag nr\.?|Ad\.?(?: (?:punkt|pkt\.?))?)"
KEYWORD_ITEM = re.compile(
    rf"^(?:(?P<before>Åbent?|Lukket) )?{_KEYWORD}\s*(?:nr\.?\s*)?(?P<number>\d{{1,3}})(?!\d|[.,/]\d)\s*[.:)]?\s*"
    r"(?:\((?P<openness>Åbent?|Lukket)(?: punkt)?\))?\s*[.:)·|–-]?\s*(?P<title>.*)$",
    re.IGNORECASE,
)
NUMBERED_ITEM = re.compile(
    r"^(?P<number>\d{1,2})\s?[.)]\s+(?!(?i:"
    + "|".join(MONTHS)
    + r")\b)(?P<title>[A-ZÆØÅ§”\"].{2,160})$"
)
SUB_ITEM = re.compile(
    rf"^(?P<keyword>{_KEYWORD})?\s*(?P<number>\d{{1,3}}\.\d{{1,2}})\.?\)?(?:\s*[-–:]\s*|\s+|$)"
    r"(?P<title>.*)$",
    re.IGNORECASE,
)
# »3 Årshjul«, »3 - Årshjul«: only looked for where no other numbering is found.
BARE_ITEM = re.compile(r"^(?P<number>\d{1,2})(?:\s*[-–:])?\s+(?P<title>[A-ZÆØÅ§”\"][^\d]{2,160})$")
CASE_NUMBER = re.compile(
    r"^(?:(?:Sags(?:nummer|nr|id)?|Sag|Journalnr|J\. ?nr|Acadre(?:nr)?)\.?\s*(?:nr\.?)?\s*[:.]?\s*)?"
    r"(?P<number>(?:19|20)\d\d-\d{3,7}(?:-\d+)?|\d{2}/\d{3,7}|\d{2}\.\d{2}\.\d{2}-\w\d\d-\d+-\d\d)$",
    re.IGNORECASE,
)
AGENDA_SECTION = re.compile(
    r"^(?:Formalia|Sager til (?:behandling|drøftelse|beslutning|orientering)|Beslutningssager|"
    r"Orienteringssager|Temadrøftelser?|Kommunale punkter|Afrunding|(?:Åben|Lukket) dagsorden|"
    r"(?:Åbne|Lukkede) punkter|Punkter til (?:behandling|drøftelse|beslutning|orientering))\s*:?$",
    re.IGNORECASE,
)

# --- Headings inside an item -----------------------------------------------------------------------

BODIES = (
    r"(?:Forretningsudvalget|FU(?: Social)?|Socialudviklingsgruppen|Styringsaftalegruppen|"
    r"Ekspertpanelet|Chefgruppen|Myndighedschefgruppen|Børne- og Ungedirektørkredsen|"
    r"Kommunaldirektørkredsen|KDK|KKR(?: Nordjylland)?|Psykiatri- og handicapchefkredsen)"
)
_OWN = r"(?:DAS(?: Social)?|Den Administrative Styregruppe|mødet)"
HEADINGS = (
    ("summary", r"(?:Kort )?Resum[eéè]|Sammenfatning"),
    ("background", r"Baggrund(?: og formål)?"),
    ("case", r"Sagsfremstilling(?:en)?|Sagsbeskrivelse|Redegørelse"),
    ("orientation", r"Orientering"),
    ("recommendation", r"Indstilling(?:er)?(?: til .{2,40})?|Sekretariatets indstilling"
                       r"|Sekretariatet indstiller|Forslag til beslutning"),
    ("decision", rf"Beslutning(?:er)?(?: (?:i|fra|på) {_OWN})?(?: (?:den|d\.) .{{4,30}})?"
                 rf"|Beslutning og (?:referat|opfølgning)|{_OWN}s beslutning|Styregruppens beslutning"
                 r"|Drøftelse og beslutning|Referat|Konklusion"),
    ("attachments", r"Bilag(?:sliste)?|Bilag til punktet|Vedlagte bilag|Vedhæftede bilag"),
    ("guests", r"Gæst(?:er)?(?: under punktet)?|Deltagere? under punktet|Inviterede?"),
    ("presenter", r"Oplægsholdere?|Fremlægger|Præsenteres af|Ordfører|Sagsansvarlig"),
    ("concerns", r"Vedrører|Angår|Sagen vedrører|Berørte parter"),
    ("statement", rf"(?:(?:Behandling|Beslutning|Bemærkninger|Udtalelse|Anbefaling) (?:i|fra) )?{BODIES}"
                  rf"(?:s? (?:bemærkninger|anbefaling|indstilling|behandling|beslutning))?"
                  r"(?: (?:den|d\.) .{4,30})?"),
)  # fmt: skip
HEADING = re.compile(
    "^(?:"
    + "|".join(f"(?P<{key}>{pattern})" for key, pattern in HEADINGS)
    + r")\s*(?P<end>[:.]?)(?:(?<=:)\s+(?P<rest>\S.*))?$",
    re.IGNORECASE,
)
FRONT_LABEL = re.compile(
    r"^(?P<label>Dato|Tid(?:spunkt)?|Sted|Mødested|Lokale|Deltagere|Til stede|Mødedeltagere|Afbud|"
    r"Fraværende|Gæster|Stedfortrædere?|Formand|Mødeleder|Referent)\s*(?::\s*(?P<rest>.*))?$",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:Det indstilles|Det anbefales|Det foreslås|Der indstilles|"
    r"(?:Sekretariatet|Administrationen) (?:indstiller|anbefaler|foreslår)|"
    r"Forretningsudvalget (?:indstiller|anbefaler)|FU (?:Social )?(?:indstiller|anbefaler)|"
    r"Formanden indstiller)\b",
    re.IGNORECASE,
)
LEAD_END = re.compile(
    rf"^(?P<lead>.*?\bat\b[,:]?(?:\s+(?:{_OWN}))?[,:]?)\s+(?P<rest>\S.*)$", re.IGNORECASE
)
BARE_LEAD = re.compile(r"^(?:De[tr] indstilles|Sekretariatet indstiller)\b", re.IGNORECASE)
LEAD_WHOLE = re.compile(rf"(?:\bat|:|{_OWN})[,:]*$", re.IGNORECASE)
SUBJECT = re.compile(
    rf"^(?:at )?(?:{_OWN}|FU(?: Social)?|Forretningsudvalget|KKR(?: Nordjylland)?|KDK)\s+\w+r\b",
    re.IGNORECASE,
)
BULLET = re.compile(r"^(?P<mark>[•◦▪‣●○·\uf0b7\uf0a7➢–—-]|o|\uf02d)\s+(?P<text>.*)$")
NUMBERED = re.compile(
    r"^(?P<mark>\d{1,2}[.)]|[a-hA-H][.)])\s+(?!(?:" + "|".join(MONTHS) + r")\b)(?P<text>.*)$",
    re.IGNORECASE,
)
ATTACHMENT_NUMBER = re.compile(r"^Bilag\s+(?P<number>\d{1,3})\b", re.IGNORECASE)
DOCUMENT_TITLE = re.compile(
    r"^(?:Bilag|Referat|Notat|Dagsorden|Kommissori|Rapport|Årsrapport|Udkast|Præsentation|Slides)\b.*[^.]$",
    re.IGNORECASE,
)
WHOLE_DECISION = re.compile(r"^Orientering\w*\b.*\b(?:efterretning|godkendt)\b", re.IGNORECASE)

# The values are those of meetings.models.Verb.
VERBS = (
    ("takes_note", r"tage(?:r|s|t)?\b.*\b(?:efterretning|orientering)|tage(?:r|s)\b.*\borienteret"),
    ("recommends_onward", r"(?:over ?for )?KKR\b.*\banbefaler|anbefale[rs]|indstille[rs]"),
    ("takes_position", r"tage[rs] stilling"),
    ("approves", r"godkende[rs]|tiltræde[rs]|vedtage[rs]"),
    ("decides", r"beslutte[rs]|træffe[rs] (?:beslutning|afgørelse)|afgøre?s?\b"),
    ("discusses", r"drøfte[rs]"),
)


def find_verb(text: str) -> str:
    """What a recommendation asks the forum to do: the first verb named, or »other«."""
    found = []
    for verb, pattern in VERBS:
        match = re.search(rf"\b(?:{pattern})", text, re.IGNORECASE)
        if match:
            found.append((match.start(), verb))
    return min(found)[1] if found else "other"


SPEAKS_OF_MEETING = re.compile(r"\b(?:møde|mødet|referat|dagsorden|dato)\b", re.IGNORECASE)
STANDING = re.compile(
    r"^(?:Godkendelse af|Årshjul|Orientering|Eventuelt|Næste møde|Meddelelser|Opfølgning|Temadrøftelse)",
    re.IGNORECASE,
)
MINUTES_TITLE = re.compile(r"^\W*(?:beslutnings)?referat\b|\breferat (?:af|fra) ", re.IGNORECASE)
CONTENTS_LINE = re.compile(r"[.…_]{3,}\s*(?:side )?\d*$|(?:\. ){3,}\d*$", re.IGNORECASE)
LONE_BULLETS = ("•", "◦", "-", "–", "\uf0b7")
FILE_NAMES = re.compile(r"^\S.*\.\w{3,4}(?:\s*[,;]\s*\S.*\.\w{3,4})+$")
NO_ATTACHMENT = re.compile(r"^(?:Ingen(?: bilag)?|Intet|-)\.?$", re.IGNORECASE)
