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

        from . import home
        from .workflow.redaction import clean_meeting

        KINDS.add(Kind("minutes", "Referat", position=10))
        CLEANERS.add(Cleaner("meetings", clean_meeting))
        MENU.add(MenuEntry("Møder", "meetings:list", has_a_role, position=10))
        MENU.add(MenuEntry("Opfølgning", "meetings:follow_ups", has_a_role, position=20))
        HOME.add(Panel("meetings.in_session", "meetings/home/in_session.html", home.in_session, 10))
        WAITING.add(Waiting("meetings", home.tasks, position=10))
        HOME.add(Panel("meetings.coming", "meetings/home/coming.html", home.coming, 30))
        _follow_decisions()
        _offer_calendars()
        _serve_enquiries()


def _follow_decisions() -> None:
    """Delegation, FU's decisions and follow-up on the pages, and what is due by itself."""
    from datetime import time

    from dasportal.accounts.slots import Panel
    from dasportal.worker.schedule import SCHEDULE, Duty

    from . import panels
    from .slots import ITEM_OFFICE, ITEM_READER, MEETING_OFFICE
    from .workflow import reminding

    folder = "meetings/panels"
    for slot, name, context, position in (
        (MEETING_OFFICE, "delegations_to_meeting", panels.delegations_to_meeting, 30),
        (ITEM_OFFICE, "committee_gathered", panels.committee_gathered, 10),
        (ITEM_OFFICE, "open_gathered", panels.open_gathered, 10),
        (ITEM_OFFICE, "item_on_delegation", panels.item_on_delegation, 20),
        (ITEM_READER, "what_followed", panels.what_followed, 20),
    ):
        slot.add(Panel(f"meetings.{name}", f"{folder}/{name}.html", context, position))
    at = time(6, 30)  # before the day's mail
    SCHEDULE.add(Duty("meetings.delegations", "Afslut delegation", reminding.lapse, at=at))
    SCHEDULE.add(Duty("meetings.follow_ups", "Mind om opfølgning", reminding.remind, at=at))


def _offer_calendars() -> None:
    """Invitations that keep themselves right, and each person's own calendar."""
    from dasportal.accounts.permissions import has_a_role
    from dasportal.accounts.slots import MENU, PROFILE, MenuEntry, Panel
    from dasportal.worker.schedule import SCHEDULE, Duty

    from . import home
    from .queries.invitations import meetings_in_calendar
    from .slots import CALENDAR, CalendarSource
    from .workflow.inviting import keep_invitations

    label, often = "Hold indkaldelserne ved lige", timedelta(minutes=10)
    SCHEDULE.add(Duty("meetings.invitations", label, keep_invitations, every=often))
    CALENDAR.add(CalendarSource("meetings", meetings_in_calendar, position=10))
    MENU.add(MenuEntry("Min kalender", "calendar:own", has_a_role, position=20, aside=True))
    PROFILE.add(Panel("calendar", "meetings/calendar/profile_panel.html", home.own_calendar, 10))


def _serve_enquiries() -> None:
    """An item can be asked about, and the answers laid under one."""
    from dasportal.accounts.slots import Panel
    from dasportal.enquiries.slots import DESTINATIONS, SUBJECTS, Destination, Subject

    from . import asking
    from .slots import CALENDAR, ITEM_OFFICE, CalendarSource

    CALENDAR.add(CalendarSource("meetings.deadlines", asking.deadlines, position=20))
    SUBJECTS.add(Subject(asking.NAME, asking.find))
    DESTINATIONS.add(Destination(asking.NAME, "Et dagsordenspunkt", asking.places, asking.lay))
    ITEM_OFFICE.add(Panel("meetings.asking", "meetings/parts/enquiries.html", asking.panel, 40))
