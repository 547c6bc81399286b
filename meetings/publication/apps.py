from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "meetings.publication"
    label = "publication"
    verbose_name = "Offentliggørelse"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import Panel
        from dasportal.documents.record import CLEANERS, Cleaner
        from meetings import slots
        from meetings.preflight.channels import CHANNELS
        from meetings.preflight.rehearsals import REHEARSALS

        from . import channels, panels, rehearsals
        from .redaction import clean_publications

        for channel in channels.OWN:
            CHANNELS.add(channel)
        for rehearsal in rehearsals.OWN:
            REHEARSALS.add(rehearsal)
        # After the meeting's own copies: what is printed anew is then clean everywhere.
        CLEANERS.add(Cleaner("publication", clean_publications, position=60))
        slots.MEETING_OFFICE.add(
            Panel(
                "publication.meeting",
                "meetings/publication/office_panel.html",
                panels.of_meeting,
                position=60,
            )
        )
