from typing import Any

from django.core.management.base import BaseCommand

from dasportal import preparation
from dasportal.console import step


class Command(BaseCommand):
    help = "Bringer databasen og de statiske filer à jour; køres efter hver opdatering."
    needs_prepared_database = False

    def handle(self, *args: Any, **options: Any) -> None:
        with step("Databasen"):
            preparation.prepare_database(verbosity=max(options["verbosity"] - 1, 0))
        with step("Statiske filer"):
            preparation.collect_static(verbosity=max(options["verbosity"] - 1, 0))
