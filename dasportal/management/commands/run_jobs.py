"""`manage.py run_jobs`: one worker process. `manage.py work` starts and restarts it."""

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from dasportal.worker.runner import Runner


class Command(BaseCommand):
    help = "Én arbejdsproces. Brug »work«, som holder den i live og passer tidsplanen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="stop, når intet venter")
        parser.add_argument("--worker-id", help="navn på processen i jobbets historik")
        parser.add_argument("--parent", type=int, help="stop, når denne proces er væk")

    def handle(self, *args: Any, **options: Any) -> None:
        runner = Runner(options["worker_id"], options["parent"])
        if options["until_idle"]:
            self.stdout.write(f"{runner.run_until_idle()} opgaver udført")
            return

        def stop(number: int, frame: FrameType | None) -> None:
            runner.stopping.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        runner.run()
