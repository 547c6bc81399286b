from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from dasportal import preparation
from dasportal.backup import restore


class Command(BaseCommand):
    help = "Gendanner en backup i en tom database og kontrollerer, at alt er der."
    needs_prepared_database = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="mappen, som backup lavede")

    def handle(self, *args: Any, **options: Any) -> None:
        manifest = restore(options["folder"])
        rows, files = sum(manifest["rows"].values()), len(manifest["files"])
        self.stdout.write(f"Gendannet: {rows} rækker og {files} filer, alle kontrolleret")
        preparation.prepare_database()  # the backup may be older than the portal
        if "verify_record" in get_commands():
            call_command("verify_record", stdout=self.stdout)
