import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.archive import report
from meetings.archive.lines import ArchiveError
from meetings.archive.store import import_archive


class Command(BaseCommand):
    help = (
        "Læser tidligere referater og dagsordener (tekst eller PDF) ind som møder uden at tabe en "
        "linje. Det samme dokument to gange ændrer intet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FIL", help="Tekst- eller PDF-fil")
        parser.add_argument(
            "--json",
            action="store_true",
            help="Skriv det, der blev fundet, som JSON og intet andet",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        results: report.Results = []
        problems: list[str] = []
        for name in options["files"]:
            try:
                results.append(import_archive(_content(name), Path(name).name))
            except ArchiveError as problem:
                problems.append(str(problem))
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(results), ensure_ascii=False, indent=2))
        else:
            for archive, stored in results:
                self.stdout.write(archive.name)
                self.stdout.write("\n".join(report.as_lines(archive, stored)))
        # Files that could be read are kept and told of, also when another could not.
        if problems:
            raise CommandError("\n".join(problems))


def _content(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as problem:
        raise ArchiveError(f"Filen {name} kan ikke læses: {problem.strerror}.") from problem
