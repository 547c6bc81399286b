from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from dasportal.backup import backup


class Command(BaseCommand):
    help = "Tager backup af database og filer til en ny mappe."
    needs_prepared_database = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="en mappe, der ikke findes endnu")

    def handle(self, *args: Any, **options: Any) -> None:
        manifest = backup(options["folder"])
        rows, files = sum(manifest["rows"].values()), len(manifest["files"])
        self.stdout.write(f"Backup taget: {rows} rækker, {files} filer i {options['folder']}")
