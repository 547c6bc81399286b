"""`manage.py export_record FOLDER`: the sealed record with all that is needed to check it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dasportal.documents.record import write_export


class Command(BaseCommand):
    help = "Skriver det forseglede arkiv til en ny mappe, med filer og et program, der kontrollerer det."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="MAPPE")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            count = write_export(folder)
        except FileExistsError as error:
            raise CommandError(f"{folder} er ikke tom. Vælg en ny mappe.") from error
        except OSError as error:
            raise CommandError(f"Der kan ikke skrives i {folder}: {error.strerror}.") from error
        self.stdout.write(f"{count} poster er skrevet til {folder}.")
        self.stdout.write(f"Kontrollér dem: python3 {folder / 'verify_record.py'} {folder}")
