from django.apps import AppConfig


class PreflightConfig(AppConfig):
    name = "meetings.preflight"
    label = "preflight"
    verbose_name = "Fortrolighedskontrol"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dasportal.accounts.slots import Panel
        from dasportal.documents.record import CLEANERS, Cleaner
        from dasportal.enquiries import slots as enquiries
        from meetings import gates, slots
        from meetings.readiness import CHECKS, Check

        from . import asked, checks, gate, outputs, panels, rehearsals
        from .channels import CHANNELS
        from .redaction import forget_examinations

        for channel in outputs.OWN:
            CHANNELS.add(channel)
        for rehearsal in rehearsals.OWN:
            rehearsals.REHEARSALS.add(rehearsal)
        gates.GATES.add(gates.Gate("preflight", gate.ask, gate.is_open))
        gates.INSPECTORS.add(gates.Inspector("preflight", gate.inspect))
        enquiries.GATES.add(enquiries.Gate("preflight", asked.ask))
        CHECKS.add(Check("closed_text", checks.closed_text, 50))
        CLEANERS.add(Cleaner("preflight", forget_examinations, position=70))
        template = "preflight/sending_panel.html"
        slots.SENDING.add(Panel("preflight.sending", template, panels.before_sending, 10))
