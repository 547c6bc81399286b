"""The guidance that stands in the workbook itself: it is read far from the portal."""

from __future__ import annotations

from dasportal.danish.dates import format_date
from dasportal.danish.numbers import format_kroner, format_percent
from tariffs.models import Submission


def paragraphs(submission: Submission) -> list[tuple[bool, str]]:
    """Headings (True) and paragraphs, in order."""
    year = submission.year
    pl = (
        f"Den reelle ændring er mod taksten for {year.year - 1} fremskrevet med PL, "
        f"{format_percent(year.pl_pct)}."
        if year.pl_pct is not None
        else "PL er ikke sat endnu, så arket viser den nominelle ændring."
    )
    until = (
        f"Fristen er {format_date(year.deadline_on)} kl. 23.59."
        if year.deadline_on
        else "Fristen står på portalen."
    )
    return [
        (True, f"{submission}: sådan gør du"),
        (False, "1. Udfyld de hvide felter på arket Takster. De grå er låst, så de ikke ændres ved "
                "en fejl; der er ingen adgangskode."),
        (False, "2. Gem regnearket, og læg det ind på portalen under Takster. Du ser først hver "
                "ændring og alle bemærkninger, felt for felt. Intet er gemt, før du bekræfter."),
        (False, "3. Indsend på portalen, når alt er i orden. " + until),
        (True, "Tal"),
        (False, "Skriv tal med komma foran decimaler. Belægning skrives i procent: 98 betyder "
                "98 %. Budget og takst er i kroner."),
        (False, "Et tomt felt betyder, at tallet slettes, hvis der stod et, da regnearket blev "
                "hentet. Er feltet stadig tomt, sker der ikke noget."),
        (True, "Beregnet takst og tjek"),
        (False, "Beregnet takst er budget / (pladser × 365 × belægning). Afviger jeres takst mere "
                f"end {format_kroner(year.tolerance)}, skal forskellen rettes eller forklares."),
        (False, f"{pl} Stigninger og fald over {format_percent(year.explain_pct)} skal forklares."),
        (True, "Nye linjer, og linjer der udgår"),
        (False, "Skriv nye linjer i de tomme rækker nederst. Vælg tilbud og lovgrundlag fra listen; "
                "et tilbud, der ikke er på listen, kan skrives og bekræftes siden."),
        (False, "Skriv ja under Udgår for en linje, der ikke skal være med. Portalen spørger, før "
                "den tages ud."),
        (True, "Hvis nogen retter på portalen imens"),
        (False, "Regnearket ved, hvordan tallene var, da det blev hentet. Det, andre har rettet "
                "siden, bliver stående, og et felt, I begge har rettet, bliver vist og ikke "
                "overskrevet."),
    ]  # fmt: skip
