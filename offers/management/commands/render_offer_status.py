from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dasportal.documents.press import FontsMissing, Store, available, press
from offers.pdf import status_bundle
from offers.status import status_of


class Command(BaseCommand):
    help = "Skriver et års status for tilbuddene i det forstærkede samarbejde som PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int, metavar="ÅR")
        parser.add_argument("-o", "--output", required=True, help="Filen, der skal skrives")

    def handle(self, *args: Any, **options: Any) -> None:
        year, target = options["year"], Path(options["output"])
        values = status_of(year)
        if not values["offers"]:
            raise CommandError(f"Ingen tilbud var med i det forstærkede samarbejde i {year}.")
        if not available():
            raise CommandError("PDF er slået fra: PDF-motorens biblioteker mangler på maskinen.")
        try:
            pages = press(status_bundle(values), target, Store()).pages
        except FontsMissing as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"{target} kan ikke skrives: {problem.strerror}.") from problem
        told = f"status for {year}, {len(values['offers'])} tilbud, {pages} sider"
        self.stdout.write(f"{target}: {told}.")
