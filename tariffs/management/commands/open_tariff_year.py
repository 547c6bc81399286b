from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.dates import format_date, parse_date
from dasportal.danish.numbers import format_percent
from dasportal.danish.reading import Unreadable
from tariffs.workflow import open_year


class Command(BaseCommand):
    help = "Åbner et takstår, eller retter det, hvis det er åbnet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int, metavar="ÅR")
        parser.add_argument("--pl", help="PL-fremskrivning i procent, fx 2.5 eller 2,5")
        parser.add_argument("--deadline", help="Frist, fx 2026-10-15 eller 15.10.2026")

    def handle(self, *args: Any, **options: Any) -> None:
        frame: dict[str, Any] = {}
        if options["pl"] is not None:
            frame["pl_pct"] = _percent(options["pl"])
        if options["deadline"]:
            frame["deadline_on"] = _day(options["deadline"])
        try:
            year = open_year(options["year"], by=None, **frame)
        except NotAllowed as refused:
            raise CommandError(refused.message) from refused
        pl = format_percent(year.pl_pct) if year.pl_pct is not None else "ikke sat"
        until = format_date(year.deadline_on) or "ikke sat"
        self.stdout.write(f"{year} er åbent. PL {pl}. Frist {until}.")


def _percent(text: str) -> Decimal:
    """A script writes 2.5, a Dane 2,5: at the command line they are the same."""
    try:
        value = Decimal(text.strip().rstrip("%").strip().replace(",", "."))
    except InvalidOperation as error:
        raise CommandError(f"»{text}« er ikke en procent. Skriv fx 2.5.") from error
    if not value.is_finite():
        raise CommandError(f"»{text}« er ikke en procent. Skriv fx 2.5.")
    return round(value, 2)


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except Unreadable as error:
        raise CommandError(error.message) from error
