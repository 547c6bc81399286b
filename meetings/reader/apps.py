from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "meetings.reader"
    label = "reader"
    verbose_name = "Læsning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings import slots

        from . import bilag, marking

        slots.READING.add(slots.Reading("reader", marking.marks, marking.note_opened))
        slots.BILAG.add(slots.BilagPart("reader", bilag.parts, position=10, kept=True))
