from meetings.management.commands._render import RenderCommand
from meetings.models import DocumentKind


class Command(RenderCommand):
    help = "Skriver et mødes dagsorden som PDF."
    kind = DocumentKind.AGENDA
    noun = "dagsorden"
