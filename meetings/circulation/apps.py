from datetime import time, timedelta

from django.apps import AppConfig


class CirculationConfig(AppConfig):
    name = "meetings.circulation"
    label = "circulation"
    verbose_name = "Skriftlig behandling"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.permissions import has_a_role
        from dasportal.accounts.slots import FORUM, MENU, WAITING, MenuEntry, Panel, Waiting
        from dasportal.documents.record import CLEANERS, KINDS, Cleaner, Kind
        from dasportal.worker.schedule import SCHEDULE, Duty
        from meetings import slots
        from meetings.following import FOLLOWERS, Follower
        from meetings.guards import GUARDS, Guard
        from meetings.workflow.redaction import TELLINGS, Telling

        from . import guards, panels, schedule, waiting, workflow
        from .workflow.redaction import clean_ballot, noted_at

        CLEANERS.add(Cleaner("circulation", clean_ballot))
        TELLINGS.add(Telling("circulation", noted_at))
        KINDS.add(Kind(workflow.KIND, "Skriftlig afgørelse", position=20))
        GUARDS.add(Guard("circulation", guards.reason))
        FOLLOWERS.add(Follower("circulation", planned=workflow.note_waiting))
        MENU.add(MenuEntry("Skriftligt", "circulation:list", has_a_role, position=15))
        slots.ITEM_OFFICE.add(
            Panel("circulation.item", "circulation/panels/item_office.html", panels.office, 30)
        )
        slots.ITEM_READER.add(
            Panel("circulation.item", "circulation/panels/item.html", panels.reader, 30)
        )
        FORUM.add(Panel("circulation.rule", "circulation/panels/forum.html", panels.forum, 50))
        slots.ANSWERS.add(slots.Answers("circulation", waiting.asked, position=50))
        WAITING.add(Waiting("circulation", waiting.tasks_of, position=25))
        SCHEDULE.add(
            Duty(
                "circulation.close",
                "Afgør skriftlige behandlinger",
                schedule.close_due,
                every=timedelta(minutes=1),
            )
        )
        SCHEDULE.add(
            Duty("circulation.remind", "Mind om skriftlig behandling", schedule.remind, at=time(7))
        )
