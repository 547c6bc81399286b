"""`manage.py demo`: a believable year with made-up people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from dasportal.accounts.demo import DEMO_PASSWORD, DEMO_SIGN_INS, make_people
from dasportal.accounts.models import Person
from meetings.demo.build import build
from meetings.models import Meeting

REFUSED = (
    "Demoen må kun lægges i portalens egen database eller, med DEMO=1, i en tom. "
    "Databasen her indeholder personer eller møder, og intet er ændret."
)


class Command(BaseCommand):
    help = "Lægger demodata i en tom database: møder i hver status og personer i hver rolle."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demoen er slået fra. Den lægges kun i portalens egen database, eller med DEMO=1 "
                "i en tom database."
            )
        if Person.objects.exists() or Meeting.objects.exists():
            raise CommandError(REFUSED)
        self.stdout.write("Lægger personer og møder …")
        with transaction.atomic():
            make_people()
            build()
        self.tell()

    def tell(self) -> None:
        """The sign-ins, as `make run` prints them too."""
        self.stdout.write(f"Log ind med adgangskoden {DEMO_PASSWORD}:")
        for row in DEMO_SIGN_INS:
            self.stdout.write(f"  {row.role:28} {row.email}")
