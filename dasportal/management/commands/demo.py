"""`manage.py demo`: a believable year with made-up people."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from dasportal import preparation
from dasportal.accounts.demo import DEMO_PASSWORD, DEMO_SIGN_INS, make_people
from dasportal.accounts.models import Person
from dasportal.enquiries import demo as enquiries
from meetings.approval import demo as approval
from meetings.circulation import demo as circulation
from meetings.demo.build import build
from meetings.demo.telling import choose_the_mail_of_the_day, tell
from meetings.dialogue import demo as dialogue
from meetings.models import Meeting
from meetings.notes import demo as notes
from meetings.publication.demo import publish_demo_year
from meetings.reader import demo as reader
from offers import demo as offers
from offers.selection import demo as selection
from offers.terms import demo as terms
from offers.vacancies import demo as vacancies
from offers.watching import demo as watching
from offers.yearly import demo as yearly
from tariffs import demo as tariffs
from tariffs.analysis import demo as analysis
from tariffs.decision import demo as decision
from tariffs.objective import demo as objective
from tariffs.published import demo as published
from tariffs.review import demo as review

OFF = (
    "Demoen er slået fra. Den lægges kun i portalens egen database, eller med DEMO=1 i en tom "
    "database."
)
NOT_EMPTY = (
    "Databasen indeholder personer eller møder, og intet er ændret. Brug --reset for at lægge "
    "demoen forfra."
)
NOT_DEMO = (
    "Databasen indeholder personer, der ikke hører til demoen. Den nulstilles ikke, og intet er "
    "ændret."
)


class Command(BaseCommand):
    help = "Lægger demodata i en tom database: møder i hver status og personer i hver rolle."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reset", action="store_true", help="Kasser demoen, og læg den forfra."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(OFF)
        if options["reset"]:
            self.reset()
        elif Person.objects.exists() or Meeting.objects.exists():
            raise CommandError(NOT_EMPTY)
        if options["verbosity"]:
            self.stdout.write("Lægger personer og møder …")
        with transaction.atomic():
            make_people()
            choose_the_mail_of_the_day()
            made = build()
            tell(made)
            publish_demo_year(made)
            approval.build(made)
            circulation.build(made)
            notes.build(made)
            reader.build(made)
            dialogue.build(made)
            enquiries.build()
            objective.build()
            tariffs.build()
            analysis.build()
            decision.build(made)
            published.build()
            review.build()
            # offers: the reports come before what watches their figures
            offers.build()
            yearly.build()
            selection.build()
            terms.build()
            vacancies.build()
            watching.build()
        if options["verbosity"]:
            self.tell()

    def reset(self) -> None:
        """Make the database anew. The sealed record can't be emptied row by row, by design."""
        if Person.objects.exclude(email__endswith=".example").exists():
            raise CommandError(NOT_DEMO)
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        preparation.prepare_database()
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)

    def tell(self) -> None:
        """The sign-ins; `make run` prints them too."""
        self.stdout.write(f"Log ind med adgangskoden {DEMO_PASSWORD}:")
        for row in DEMO_SIGN_INS:
            self.stdout.write(f"  {row.role:28} {row.email}")
