"""`manage.py import_shares FILE --scheme SLUG --year Y --by EMAIL`: an old table, as it was printed.

The same form and verb as »Indlæs en gammel tabel«, so that the two read alike.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.numbers import format_kroner, format_number
from tariffs.objective import workflow
from tariffs.objective.forms import TableForm
from tariffs.objective.models import Method, Scheme
from tariffs.objective.snapshot import live


class Command(BaseCommand):
    help = "Indlæser en gammel tabel over objektiv finansiering som kladde, med de beløb den har."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="CSV med kommune, nøgle og andel")
        parser.add_argument("--scheme", required=True, help="Ordningens kortnavn i adressen")
        parser.add_argument("--year", required=True, help="Året, tabellen gælder")
        parser.add_argument(
            "--by", required=True, help="E-mail på den i sekretariatet, der gør det"
        )
        parser.add_argument("--source", required=True, help="Nøglens kilde")
        parser.add_argument("--key-date", default="", help="Hvis datoen ikke står i overskriften")
        parser.add_argument("--method", default=Method.PLAIN, choices=Method.values)
        parser.add_argument("--price-level", default="", help="Ellers det, tabellen siger")

    def handle(self, *args: Any, **options: Any) -> None:
        scheme = Scheme.objects.filter(slug=options["scheme"]).first()
        person = Person.objects.filter(email__iexact=options["by"]).first()
        if scheme is None:
            known = ", ".join(Scheme.objects.values_list("slug", flat=True)) or "ingen endnu"
            raise CommandError(f"Ordningen findes ikke. Der er: {known}.")
        if person is None:
            raise CommandError(f"Ingen person har e-mailen {options['by']}.")
        form = TableForm(_typed(options), scheme=scheme)
        if not form.is_valid():
            said = (str(line) for lines in form.errors.values() for line in lines)
            raise CommandError("\n".join(said))
        try:
            made, noticed = workflow.import_table(scheme, form.read, form.figures, by=person)
        except NotAllowed as refused:
            raise CommandError(refused.message) from refused
        table = live(made)
        self.stdout.write(
            f"{made}: {format_number(len(form.read.lines))} parter, {format_kroner(table['total'])} "
            f"til fordeling, forskel {format_number(table['difference'], signed=True)} kr."
        )
        for row in table["rows"]:
            if row["computed"] not in (None, row["amount"]):
                self.stdout.write(
                    f"  {row['party']}: tabellen har {format_number(row['amount'])}, "
                    f"afrundingen giver {format_number(row['computed'])}."
                )
        for line in noticed:
            self.stdout.write(f"  {line}")


def _typed(options: dict[str, Any]) -> dict[str, Any]:
    """The options as the page's form would have them."""
    path = Path(options["file"])
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"{path} kan ikke læses som en tekstfil i UTF-8.") from problem
    return {
        "year": str(options["year"]), "text": text, "method": options["method"],
        "key_date": options["key_date"], "key_source": options["source"],
        "price_level": str(options["price_level"]),
    }  # fmt: skip
