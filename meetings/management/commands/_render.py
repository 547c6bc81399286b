"""What render_agenda and render_minutes share."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dasportal.documents.press import FontsMissing
from meetings import editions
from meetings.models import Audience, Meeting


class RenderCommand(BaseCommand):
    """Writes one document of a meeting to a file."""

    kind = ""
    noun = ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("meeting_id", type=int, help="Mødets nummer")
        parser.add_argument("-o", "--output", required=True, help="Filen, der skal skrives")
        parser.add_argument("--bilag", action="store_true", help="Tag bilagenes sider med")

    def handle(self, *args: Any, **options: Any) -> None:
        meeting = Meeting.objects.filter(pk=options["meeting_id"]).first()
        if meeting is None:
            raise CommandError(f"Der findes ikke et møde med nummer {options['meeting_id']}.")
        document = editions.newest(
            meeting,
            self.kind,
            with_attachments=options["bilag"],
            audience=Audience.PUBLIC if options.get("public") else Audience.FORUM,
        )
        target = Path(options["output"])
        try:
            result = editions.print_to(document, target)
        except (editions.NothingToPrint, FontsMissing) as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"{target} kan ikke skrives: {problem.strerror}.") from problem
        self.stdout.write(f"{target}: {self.noun} for {meeting}, {result.pages} sider.")
        for left_out in result.problems:
            self.stderr.write(f"Ikke med: {left_out}")
