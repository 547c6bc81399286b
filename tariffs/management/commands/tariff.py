from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dasportal.danish.dates import format_date, parse_date
from dasportal.danish.numbers import format_kroner
from dasportal.danish.reading import Unreadable
from tariffs.decision.queries import applying, offers_named
from tariffs.models import Line, ValidTariff


class Command(BaseCommand):
    help = "Skriver, hvilken takst der gjaldt en dag, og hvor den er besluttet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "what", metavar="LINJE-ELLER-TILBUD",
            help="En takstlinjes nummer, eller et tilbuds navn, også et tidligere",
        )  # fmt: skip
        parser.add_argument("--date", default="", metavar="DAG", help="Fx 1.3.2027. Uden: i dag")

    def handle(self, *args: Any, **options: Any) -> None:
        day = self.day(options["date"])
        rows = self.find(options["what"].strip(), day)
        if not rows:
            raise CommandError(f"»{options['what']}« har ingen gældende takst {format_date(day)}.")
        for row in rows:
            self.stdout.write(said(row))

    def day(self, text: str) -> date:
        try:
            return parse_date(text) or timezone.localdate()
        except Unreadable as problem:
            raise CommandError(str(problem)) from problem

    def find(self, what: str, day: date) -> list[ValidTariff]:
        if what.isdecimal():
            if not Line.objects.filter(pk=int(what)).exists():
                raise CommandError(f"Der er ingen takstlinje {what}.")
            return applying(day, line=int(what))
        offers = offers_named(what)
        if not offers:
            raise CommandError(f"Intet tilbud hedder »{what}« eller har heddet det.")
        if len(offers) > 1:
            names = "\n".join(f"  {row} ({row.operator})" for row in offers)
            raise CommandError(f"»{what}« kan være flere tilbud. Skriv en linjes nummer:\n{names}")
        return applying(day, offer=offers[0])


def said(row: ValidTariff) -> str:
    """One line of the answer: what, how much, and where it was decided."""
    period = f"fra {format_date(row.valid.lower)}"
    informs = "" if row.is_billed else ", vejledende"
    return (
        f"{row.line_id}: {row.offer_name}, {row.service} ({row.basis_key}, {row.unit}): "
        f"{format_kroner(row.tariff)}{informs}, {period}. Besluttet: {row.decision}"
    )
