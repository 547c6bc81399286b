import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dasportal.documents.press import FontsMissing, Store, available, press
from tariffs.appendix import AppendixSnapshot
from tariffs.decision.models import AppendixVersion
from tariffs.decision.standing import standing
from tariffs.models import TariffYear
from tariffs.pdf import tariff_appendix


class Command(BaseCommand):
    help = "Skriver takstbilaget for et år som PDF: en version, som den blev besluttet, eller som året står nu."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Django's own --version says which Django it is; here it is the takstbilag's.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int, metavar="ÅR")
        parser.add_argument("-o", "--output", required=True, help="Filen, der skal skrives")
        parser.add_argument(
            "--version", type=int, metavar="N", dest="number",
            help="Version N, som den blev besluttet. Uden: som året står nu",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        year = TariffYear.objects.filter(year=options["year"]).first()
        if year is None:
            raise CommandError(f"Takståret {options['year']} er ikke åbnet.")
        target = Path(options["output"])
        what, pages = self.make(year, options["number"], target)
        self.stdout.write(f"{target}: {what}, {pages} sider.")

    def make(self, year: TariffYear, number: int | None, target: Path) -> tuple[str, int | None]:
        """What was written, and how many pages."""
        if number is None:
            return f"takstbilag for {year.year}", self.print(standing(year), target)
        version = self.version(year, number)
        return str(version), self.write(version, target)

    def version(self, year: TariffYear, number: int) -> AppendixVersion:
        found = year.appendix_versions.filter(number=number).select_related("file").first()
        if found is not None:
            return found
        numbers = [str(row.number) for row in year.appendix_versions.order_by("number")]
        there = (
            f"Der er version {', '.join(numbers)}." if numbers else "Der er ingen versioner endnu."
        )
        raise CommandError(f"Takstbilag {year.year} har ingen version {number}. {there}")

    def write(self, version: AppendixVersion, target: Path) -> int | None:
        """The file that was sealed; where it is not made yet, it is printed from what was decided."""
        if version.file is None or not version.file.on_disk.is_file():
            return self.print(version.snapshot, target)
        try:
            shutil.copyfile(version.file.on_disk, target)
        except OSError as problem:
            raise CommandError(f"{target} kan ikke skrives: {problem.strerror}.") from problem
        return version.file.pages

    def print(self, snapshot: AppendixSnapshot, target: Path) -> int:
        if not available():
            raise CommandError("PDF er slået fra: PDF-motorens biblioteker mangler på maskinen.")
        try:
            return press(tariff_appendix(snapshot), target, Store()).pages
        except FontsMissing as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"{target} kan ikke skrives: {problem.strerror}.") from problem
