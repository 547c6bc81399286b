"""`manage.py work`: background work, until Ctrl-C."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from dasportal.worker.supervisor import Supervisor


class Command(BaseCommand):
    help = "Udfører baggrundsarbejde: jobs, post og faste opgaver. Stopper ved Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--processes",
            type=int,
            default=int(os.environ.get("WORKER_PROCESSES") or 2),
            help="antal processer, der udfører jobs (WORKER_PROCESSES, ellers 2)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        Supervisor(options["processes"]).run()
