from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "meetings.dialogue"
    label = "dialogue"
    verbose_name = "Spørgsmål og deling"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.permissions import has_a_role
        from dasportal.accounts.slots import MENU, WAITING, MenuEntry, Panel, Waiting
        from dasportal.documents.record import CLEANERS, Cleaner
        from meetings.slots import ITEM_OFFICE, ITEM_READER, MEETING_OFFICE

        from . import panels, schedule, waiting
        from .workflow.redaction import clean_dialogue

        CLEANERS.add(Cleaner("dialogue", clean_dialogue, position=60))
        MENU.add(MenuEntry("Spørgsmål", "dialogue:list", has_a_role, position=31, aside=True))
        WAITING.add(Waiting("dialogue", waiting.tasks, position=15))
        ITEM_READER.add(Panel("dialogue.item", "dialogue/on_item.html", panels.on_item, 70))
        ITEM_OFFICE.add(
            Panel("dialogue.beside", "dialogue/beside_item.html", panels.beside_item, 20)
        )
        MEETING_OFFICE.add(
            Panel("dialogue.meeting", "dialogue/at_meeting.html", panels.at_meeting, 30)
        )
        ITEM_READER.add(
            Panel("dialogue.sharing", "dialogue/sharing_panel.html", panels.sharing, 80)
        )
        schedule.register()
