import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dasportal.accounts.models import Party
from dasportal.accounts.transitions import NotAllowed
from tariffs import report
from tariffs.reading import UnreadableFile, parse_mapping
from tariffs.workflow import Stage, import_lines


class Command(BaseCommand):
    help = (
        "Læser en parts takster ind fra xlsx eller csv. Linjer med fejl fortælles, og resten "
        "gemmes. Den samme fil to gange ændrer intet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FIL")
        parser.add_argument("--year", type=int, required=True, metavar="ÅR")
        parser.add_argument("--party", required=True, metavar="KODE", help="fx 851; regionen 1081")
        parser.add_argument(
            "--columns",
            metavar="KOLONNER",
            help="Hvilke overskrifter der er hvad: »takst=Pris 2027;tilbud=Sted«, eller JSON",
        )
        parser.add_argument(
            "--stage",
            choices=[str(stage) for stage in Stage],
            default=str(Stage.DRAFT),
            help="draft: partens kladde. approved: et år, der er godkendt. correction: en rettelse",
        )
        parser.add_argument("--reason", default="", help="Hvorfor der rettes")
        parser.add_argument(
            "--json", action="store_true", help="Skriv det, der blev læst, som JSON og intet andet"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        party = Party.objects.filter(code=options["party"]).first()
        if party is None:
            raise CommandError(f"Der er ingen part med koden {options['party']}.")
        try:
            result = import_lines(
                _content(options["file"]),
                year=options["year"],
                party=party,
                by=None,
                stage=Stage(options["stage"]),
                mapping=parse_mapping(options["columns"]) if options["columns"] else None,
                reason=options["reason"],
            )
        except (UnreadableFile, NotAllowed) as problem:
            raise CommandError(problem.message) from problem
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(result), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(report.as_lines(result)))


def _content(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as problem:
        raise CommandError(f"Filen {name} kan ikke læses: {problem.strerror}.") from problem
