from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dasportal.documents.press import FontsMissing, Store, available, press
from tariffs.compiling import appendix_of
from tariffs.models import TariffYear
from tariffs.pdf import tariff_appendix


class Command(BaseCommand):
    help = "Skriver takstbilaget for et år som PDF, som året står nu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int, metavar="ÅR")
        parser.add_argument("-o", "--output", required=True, help="Filen, der skal skrives")

    def handle(self, *args: Any, **options: Any) -> None:
        year = TariffYear.objects.filter(year=options["year"]).first()
        if year is None:
            raise CommandError(f"Takståret {options['year']} er ikke åbnet.")
        if not available():
            raise CommandError("PDF er slået fra: PDF-motorens biblioteker mangler på maskinen.")
        target = Path(options["output"])
        try:
            result = press(tariff_appendix(appendix_of(year)), target, Store())
        except FontsMissing as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"{target} kan ikke skrives: {problem.strerror}.") from problem
        self.stdout.write(f"{target}: takstbilag for {year.year}, {result.pages} sider.")
