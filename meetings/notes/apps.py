from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "meetings.notes"
    label = "notes"
    verbose_name = "Noter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.permissions import has_a_role
        from dasportal.accounts.slots import MENU, MenuEntry, Panel
        from dasportal.documents.record import CLEANERS, Cleaner
        from meetings.slots import BILAG, ITEM_READER, MEETING_READER, BilagPart

        from . import panels
        from .redaction import clean_notes

        CLEANERS.add(Cleaner("notes", clean_notes, position=60))
        MENU.add(MenuEntry("Mine noter", "notes:mine", has_a_role, position=30, aside=True))
        ITEM_READER.add(Panel("notes.own", "notes/own_note.html", panels.own_note, 60))
        MEETING_READER.add(Panel("notes.meeting", "notes/at_meeting.html", panels.notes_at, 60))
        BILAG.add(BilagPart("notes", panels.on_bilag, position=20))
