"""`manage.py verify_record`: is the sealed record whole?"""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from dasportal.documents.record import check
from dasportal.documents.record.verifier import as_json, as_text


class Command(BaseCommand):
    help = (
        "Kontrollerer det forseglede arkiv: kæden, alle værdier, filerne på disken, enden og "
        "kvitteringerne. Slutter med kode 1, hvis noget er galt; med --json altid med 0."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="svar som JSON og intet andet")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = check()
        if options["json"]:
            self.stdout.write(json.dumps(as_json(checked), ensure_ascii=False, indent=2))
            return
        self.stdout.write(as_text(checked))
        if not checked.ok:
            sys.exit(1)
