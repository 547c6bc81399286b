from django.core.management.base import CommandParser

from meetings.management.commands._render import RenderCommand
from meetings.models import DocumentKind


class Command(RenderCommand):
    help = "Skriver et mødes referat som PDF."
    kind = DocumentKind.MINUTES
    noun = "referat"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--public",
            action="store_true",
            help="Offentlig udgave: lukkede punkter og upublicerede bilag udelades",
        )
