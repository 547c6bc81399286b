from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person, Role, RoleKind, RoleSource


class Command(BaseCommand):
    """Lets the first person in; everybody else is invited on a page, by somebody who may."""

    help = "Opretter den første administrator, som derefter inviterer de andre i portalen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name", help="personens fulde navn")

    def handle(self, *args: Any, **options: Any) -> None:
        if Role.objects.current().filter(kind=RoleKind.ADMINISTRATOR).exists():
            raise CommandError("Der er allerede en administrator; den kan invitere flere.")
        if Person.objects.filter(email__iexact=options["email"]).exists():
            raise CommandError("Der er allerede en person med den adresse.")
        password = getpass("Adgangskode: ")
        if getpass("Adgangskoden igen: ") != password:
            raise CommandError("De to adgangskoder er ikke ens.")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            person = Person.objects.create_user(
                options["email"], name=options["name"], password=password
            )
            Role.objects.create(
                person=person,
                kind=RoleKind.ADMINISTRATOR,
                start=timezone.localdate(),
                source=RoleSource.INVITED,
            )
        self.stdout.write(f"{person} kan nu logge ind og vælge sin anden faktor.")
