from datetime import timedelta

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Møder"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.permissions import has_a_role
        from dasportal.accounts.slots import HOME, MENU, WAITING, MenuEntry, Panel, Waiting
        from dasportal.documents.record import CLEANERS, KINDS, Cleaner, Kind
        from dasportal.worker.schedule import SCHEDULE, Duty

        from . import home
        from .workflow.inviting import keep_invitations
        from .workflow.redaction import clean_meeting

        SCHEDULE.add(
            Duty(
                "meetings.invitations",
                "Hold indkaldelserne ved lige",
                keep_invitations,
                every=timedelta(minutes=10),
            )
        )
        KINDS.add(Kind("minutes", "Referat", position=10))
        CLEANERS.add(Cleaner("meetings", clean_meeting))
        MENU.add(MenuEntry("Møder", "meetings:list", has_a_role, position=10))
        MENU.add(MenuEntry("Opfølgning", "meetings:follow_ups", has_a_role, position=20))
        HOME.add(Panel("meetings.in_session", "meetings/home/in_session.html", home.in_session, 10))
        WAITING.add(Waiting("meetings", home.tasks, position=10))
        HOME.add(Panel("meetings.coming", "meetings/home/coming.html", home.coming, 30))
