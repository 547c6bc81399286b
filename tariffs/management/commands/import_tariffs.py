import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dasportal.accounts.models import Party
from dasportal.accounts.transitions import NotAllowed
from tariffs import report
from tariffs.reading import Columns, UnreadableFile, parse_mapping
from tariffs.workbook.remembered import columns_named, remembered_columns
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
            help=(
                "Hvilke overskrifter der er hvad: »takst=Pris 2027;tilbud=Sted«, JSON "
                '(»{"takst": "Pris 2027"}«), en fil med JSON, eller navnet på en opsætning, som '
                "parten har gemt på portalen. Uden dette bruges den, der passer til overskrifterne"
            ),
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
        content = _content(options["file"])
        try:
            mapping, columns = _columns(options["columns"], content, party)
            result = import_lines(
                content,
                year=options["year"],
                party=party,
                by=None,
                stage=Stage(options["stage"]),
                mapping=mapping,
                columns=columns,
                reason=options["reason"],
            )
        except (UnreadableFile, NotAllowed) as problem:
            raise CommandError(problem.message) from problem
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(result), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(report.as_lines(result)))


def _columns(
    said: str | None, content: bytes, party: Party
) -> tuple[dict[str, str] | None, Columns | None]:
    """What is said of the columns: field to heading, or the places that the party has saved. A name
    that it has saved goes first, then a file, then what is written."""
    if not said:
        return None, remembered_columns(party, content)
    kept = columns_named(party, said, content)
    if kept is not None:
        return None, kept
    path = Path(said)
    if path.suffix == ".json":
        return parse_mapping(_content(said).decode("utf-8-sig")), None
    if "=" not in said and not said.lstrip().startswith("{"):
        raise CommandError(f"{party} har ingen opsætning, der hedder »{said}«.")
    return parse_mapping(said), None


def _content(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as problem:
        raise CommandError(f"Filen {name} kan ikke læses: {problem.strerror}.") from problem
